/** Which mail is this: raw mails of the kinds that ticket systems, clocks and reports make, through the whole of `threadmark replay`. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { replay } from '../../src/server/replay/replay';
import type { Line } from '../../src/server/replay/replayMail';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'threadmark-identity-'));
});
afterAll(() => rm(folder, { recursive: true }));

const silent = () => new Writable({ write: (_chunk, _, done) => done() });

async function linesOf(...mails: readonly string[]): Promise<Line[]> {
  const files = mails.map((_, i) => path.join(folder, `${i + 1}.eml`));
  await Promise.all(mails.map((mail, i) => writeFile(files[i] ?? '', mail)));
  const said: string[] = [];
  const stdout = new Writable({
    write(chunk: Buffer, _, done) {
      said.push(chunk.toString());
      done();
    },
  });
  expect(await replay([...files, '--json'], { stdout, stderr: silent() })).toBe(0);
  return said
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}

interface Short {
  readonly id?: string;
  readonly from?: string;
  readonly subject?: string;
  readonly date?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}

const mail = ({
  id,
  from = 'Desk <desk@fabrikam.example>',
  subject = 'Boiler',
  date = 'Wed, 06 May 2026 08:00:00 +0200',
  headers = [],
  body = 'Hello.',
}: Short) =>
  [
    `From: ${from}`,
    'To: Alice Berg <alice@northwind.example>',
    ...(date === '' ? [] : [`Date: ${date}`]),
    `Subject: ${subject}`,
    ...(id === undefined ? [] : [`Message-ID: <${id}>`]),
    ...headers,
    '',
    body,
    '',
  ].join('\n');

const offer = mail({ id: 'offer-7@northwind.example', from: 'Alice Berg <alice@northwind.example>', subject: 'Offer' });

describe('reports', () => {
  const parts = (type: string, ...inner: readonly string[]) => ({
    headers: ['MIME-Version: 1.0', `Content-Type: multipart/report; report-type=${type}; boundary="r"`],
    body: [...['Content-Type: text/plain\n\nSee below.', ...inner].map((part) => `--r\n${part}`), '--r--'].join('\n'),
  });
  const receipt = (field: string) =>
    parts(
      'disposition-notification',
      `Content-Type: message/disposition-notification\n\n${field}\nDisposition: x; read`,
    );
  const status = (head: string, recipient: string) =>
    parts(
      'delivery-status',
      `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n${head}\n\n${recipient}\n`,
    );

  test.each([
    ['a receipt', 'Read: Offer', receipt('Original-Message-ID: <offer-7@northwind.example>')],
    ['a receipt whose id is folded', 'Gelesen', receipt('original-message-id:\n <offer-7@northwind.example>')],
    [
      'a report above its recipients',
      'Delivered',
      status('X-Original-Message-ID: <offer-7@northwind.example>', 'x: y'),
    ],
    ['a report beside a recipient', 'Failed', status('a: b', 'Original-Message-ID: <offer-7@northwind.example>')],
  ])('C1 %s belongs to the mail that it names in its part alone', async (_what, subject, report) => {
    const [, line] = await linesOf(offer, mail({ id: 'rep1@fabrikam.example', subject, ...report }));
    expect(line).toMatchObject({ decision: 'track', method: 'replyTo', parentN: 1 });
  });

  test('C1 a receipt is called one, and no return', async () => {
    const named = receipt('Original-Message-ID: <offer-7@northwind.example>');
    const [, line] = await linesOf(offer, mail({ id: 'rep1@fabrikam.example', subject: 'Read: Offer', ...named }));
    expect(line?.reasons[0]).toMatch(/^Is a receipt for the mail from alice@northwind.example of 6 May 2026\./);
  });

  test.each(['Original-Message-ID: <other@northwind.example>', 'Original-Message-ID:', 'X: y'])(
    'C1 a receipt for something else stands alone (%s)',
    async (field) => {
      const [, line] = await linesOf(offer, mail({ id: 'rep1@fabrikam.example', subject: 'Read', ...receipt(field) }));
      expect(line?.decision).toBe('new');
    },
  );
});

describe('attached answers', () => {
  const forwarded = (...inner: readonly string[]) =>
    mail({
      id: 'file-1@northwind.example',
      from: 'Bob Lindqvist <bob@northwind.example>',
      subject: 'For the file',
      headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="a"'],
      body: [
        '--a\nContent-Type: text/plain\n\nSee attached.',
        `--a\nContent-Type: message/rfc822\n\nFrom: anna@contoso.example\n${inner.join('\n')}\n\nWe accept.`,
        '--a--',
      ].join('\n'),
    });

  test.each([
    ['In-Reply-To', ['Message-ID: <ans@contoso.example>', 'In-Reply-To: <offer-7@northwind.example>']],
    ['References', ['References: <older@x.example> <offer-7@northwind.example>']],
  ])('C1 the mail that an attached answer names by %s is suggested, never linked', async (_name, inner) => {
    const [, line] = await linesOf(offer, forwarded(...inner));
    expect(line).toMatchObject({ decision: 'suggest', method: 'references', parentN: 1 });
    expect(line?.reasons[0]).toContain('Has as attachment an answer to the mail from alice@northwind.example');
  });
});

describe('dates that contradict the arrival', () => {
  const received = 'Received: from a by b; Mon, 11 May 2026 09:00:00 +0200';
  const remarkOf = async (date: string, headers: readonly string[]) => {
    const [line] = await linesOf(mail({ id: 'dated@fabrikam.example', date, headers }));
    return line?.reasons.find((reason) => reason.includes('arrived')) ?? null;
  };

  test.each([
    ['Sat, 17 Mar 2096 05:32:00 +0000', 'Its date header says 17 March 2096, which is after it arrived.'],
    ['Thu, 01 Jan 1970 00:00:10 +0000', 'Its date header says 1 January 1970, which is long before it arrived.'],
  ])('C8 the reader is told of %s', async (date, said) => {
    expect(await remarkOf(date, [received])).toContain(said);
  });

  test.each([
    ['an hour ahead', 'Mon, 11 May 2026 10:00:00 +0200', [received]],
    ['a week in a queue', 'Mon, 04 May 2026 09:00:00 +0200', [received]],
    ['of an archive without traces', 'Mon, 04 May 1998 09:00:00 +0200', []],
  ])('C8 a date %s is believed', async (_what, date, headers) => {
    expect(await remarkOf(date, headers)).toBeNull();
  });

  test('C8 without a trace of its arrival no mail is later than now', async () => {
    expect(await remarkOf('Sat, 17 Mar 2096 05:32:00 +0000', [])).toContain('17 March 2096');
  });
});

describe('one Message-ID', () => {
  const ticket = (date: string, body: string, subject = 'Re: [#12] Boiler is cold') =>
    mail({ id: 'case-12@fabrikam.example', subject, date: `${date} +0200`, body });

  test('C7 each mail of a ticket that gives all its mails one id is a mail of its own in one thread', async () => {
    const lines = await linesOf(
      ticket('Wed, 06 May 2026 08:00:00', 'We have your request.', '[#12] Boiler is cold'),
      ticket('Wed, 06 May 2026 08:05:00', 'The fitter is on his way.'),
      ticket('Wed, 06 May 2026 16:30:00', 'That makes 300 EUR.'),
      ticket('Wed, 06 May 2026 08:05:00', 'The fitter is on his way.'),
    );
    expect(lines.map(({ decision }) => decision)).toEqual(['new', 'track', 'track', 'skip']);
    for (const { method, thread, reasons } of lines.slice(1, 3)) {
      expect([method, thread]).toEqual(['references', lines[0]?.thread]);
      expect(reasons.join(' ')).toContain('same Message-ID');
    }
    expect(lines[3]?.parentN).toBe(2);
  });

  test.each([
    ['another text is another mail', 'The fitter cannot come before Thursday, sorry.', 'track'],
    ['one word more or less is another mail', 'The fitter comes on Monday at ten.', 'track'],
    [
      'lines that a list adds below are no other text',
      'The fitter comes on Friday at ten.\n____\nTo leave: https://x.example/u',
      'skip',
    ],
    [
      'a warning that a gateway adds above is none either',
      'CAUTION: External.\nThe fitter comes on Friday\nat ten.',
      'skip',
    ],
  ])('C7 where the dates are equal, %s', async (_what, body, decision) => {
    const date = 'Wed, 06 May 2026 08:05:00';
    const [, line] = await linesOf(ticket(date, 'The fitter comes on Friday at ten.'), ticket(date, body));
    expect(line?.decision).toBe(decision);
  });

  test.each([
    ['other texts', 'Boiler 2 is cold', 'track'],
    ['one text', 'Boiler 1 is cold', 'skip'],
  ])('C7 without any id, in one second: %s', async (_what, body, decision) => {
    const [, line] = await linesOf(mail({ body: 'Boiler 1 is cold' }), mail({ body }));
    expect(line?.decision).toBe(decision);
    expect(line?.reasons.join(' ').includes('no Message-ID')).toBe(decision === 'track');
  });

  test('C7 one writer, one id, and subjects that have nothing in common are suggested, and the reader is told', async () => {
    const [, line] = await linesOf(
      mail({ id: 'all@fabrikam.example', subject: 'Boiler', body: 'It is cold.' }),
      mail({ id: 'all@fabrikam.example', subject: 'Christmas party', date: 'Thu, 07 May 2026 09:00:00 +0200' }),
    );
    expect(line).toMatchObject({ decision: 'suggest', method: 'references' });
    expect(line?.reasons.join(' ')).toContain('the subjects have nothing in common');
  });
});
