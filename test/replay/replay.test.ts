import { Writable } from 'node:stream';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { replay } from '../../src/server/replay/replay';
import type { Line } from '../../src/server/replay/replayMail';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'threadmark-replay-'));
});
afterAll(() => rm(folder, { recursive: true }));

function sink(): Writable & { text: string } {
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      Object.assign(stream, { text: (stream as unknown as { text: string }).text + chunk.toString() });
      done();
    },
  });
  return Object.assign(stream, { text: '' });
}

async function run(...args: string[]): Promise<{ code: number; lines: Line[]; stdout: string; stderr: string }> {
  const [stdout, stderr] = [sink(), sink()];
  const code = await replay(args, { stdout, stderr });
  const lines =
    code === 0 && !args.includes('--help')
      ? stdout.text
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line) as Line)
      : [];
  return { code, lines, stdout: stdout.text, stderr: stderr.text };
}

async function file(name: string, content: string | Buffer): Promise<string> {
  const at = path.join(folder, name);
  await mkdir(path.dirname(at), { recursive: true });
  await writeFile(at, content);
  return at;
}

interface Short {
  readonly id: string | null;
  readonly to?: string;
  readonly subject?: string;
  readonly from?: string;
}
const mail = ({ id, to, subject = 'Offer', from = 'anna@contoso.example' }: Short) =>
  [
    `From: ${from}`,
    'To: list@lists.example',
    `Subject: ${subject}`,
    'Date: Mon, 4 May 2026 09:00:00 +0200',
    ...(id ? [`Message-ID: <${id}@x.example>`] : []),
    ...(to ? [`In-Reply-To: <${to}@x.example>`] : []),
    '',
    'x',
    '',
  ].join('\n');
const mbox = (...mails: Short[]) => mails.map((one) => `From anna Mon May  4 09:00:00 2026\n${mail(one)}\n`).join('');
const thread = mbox(
  { id: 'mail-a' },
  { id: 'mail-b', to: 'mail-a' },
  { id: 'mail-c', subject: 'Other' },
  { id: 'mail-d', to: 'mail-b' },
);

describe('lines', () => {
  test('R1 one line a mail, as documented', async () => {
    const { lines, code } = await run(await file('thread.mbox', thread), '--json');
    expect(code).toBe(0);
    expect(lines[1]).toEqual({
      n: 2,
      messageId: '<mail-b@x.example>',
      decision: 'track',
      method: 'replyTo',
      parent: '<mail-a@x.example>',
      parentN: 1,
      thread: 't1',
      confidence: 0.99,
      rule: 'replyTo, parent',
      reasons: ['Replies to the mail from anna@contoso.example of 4 May 2026, matched by In-Reply-To.'],
    });
    expect(lines.map(({ decision, parentN, thread: name }) => [decision, parentN, name])).toEqual([
      ['new', null, 't1'],
      ['track', 1, 't1'],
      ['new', null, 't3'],
      ['track', 2, 't1'],
    ]);
  });

  test('R1 a mail without Message-ID has none in its line', async () => {
    const { lines } = await run(await file('none.mbox', mbox({ id: null })));
    expect(lines[0]).toMatchObject({ messageId: null, decision: 'new' });
  });

  test('R1 the very same mail again is skipped and names the first', async () => {
    const { lines } = await run(await file('twice.mbox', mbox({ id: 'mail-a' }, { id: 'mail-a' })));
    expect(lines[1]).toMatchObject({ decision: 'skip', parentN: 1, thread: 't1' });
  });

  test('R1 a mail that belongs to two threads makes them one', async () => {
    const { lines } = await run(
      await file(
        'join.mbox',
        mbox(
          { id: 'mail-b', to: 'mail-a' },
          { id: 'mail-c', to: 'mail-z' },
          { id: 'mail-z', to: 'mail-b' },
          { id: 'mail-e', to: 'mail-c' },
        ),
      ),
    );
    expect(new Set(lines.slice(2).map((line) => line.thread)).size).toBe(1);
  });

  test('R1 with --json there is no summary, without it one on standard error', async () => {
    const at = await file('thread.mbox', thread);
    expect((await run(at, '--json')).stderr).toBe('');
    const { stderr, lines } = await run(at);
    expect(lines).toHaveLength(4);
    expect(stderr).toMatch(
      /^4 mails: (track 2, new 2|new 2, track 2)\nmatched by replyTo 2\nparsing .* of parsing\), keeping [\d.]+ s, most memory \d+ MB\n$/,
    );
  });
});

describe('tracking a part', () => {
  const decisions = async (track: string) =>
    (await run(await file('thread.mbox', thread), '--track', track)).lines.map((line) => line.parentN);

  test('R1 --track none: nothing is ever found', async () => {
    expect(await decisions('none')).toEqual([null, null, null, null]);
  });

  test('R1 --track @FILE: only the listed positions are candidates, their ghosts count', async () => {
    const at = await file('positions.txt', '2\n3\n');
    expect(await decisions(`@${at}`)).toEqual([null, null, null, 2]);
    const root = await file('root.txt', '1');
    expect(await decisions(`@${root}`)).toEqual([null, 1, null, null]);
  });

  test('R1 --track FRACTION draws the same sample each time', async () => {
    const at = await file(
      'many.mbox',
      mbox(...Array.from({ length: 400 }, (_, i) => ({ id: `mail-${i + 100}`, to: 'ghost' }))),
    );
    const sample = async () => (await run(at, '--track', '0.3')).lines.map((line) => line.parentN);
    const first = await sample();
    expect(await sample()).toEqual(first);
    const tracked = new Set(first).size;
    expect(tracked).toBeGreaterThan(80);
    expect(tracked).toBeLessThan(160);
  });
});

describe('sources', () => {
  test('R1 a gzipped mbox', async () => {
    expect((await run(await file('thread.mbox.gz', gzipSync(thread)))).lines).toHaveLength(4);
  });

  test('R1 CRLF line ends', async () => {
    expect(
      (await run(await file('crlf.mbox', thread.replaceAll('\n', '\r\n')))).lines.map((line) => line.parentN),
    ).toEqual([null, 1, null, 2]);
  });

  test('R1 lines of prose that begin with From do not cut a mail in two', async () => {
    const body = 'From my point of view, in 2026\n\nFrom here on all is well 2026\n\nFrom: not a header 12:00\n';
    const { lines } = await run(
      await file(
        'prose.mbox',
        `${thread}From anna Mon May  4 09:00:00 2026\n${mail({ id: 'mail-e' })}\n${body}\n${mbox({ id: 'mail-f', to: 'mail-e' })}`,
      ),
    );
    expect(lines.slice(4).map((line) => [line.messageId, line.parentN])).toEqual([
      ['<mail-e@x.example>', null],
      ['<mail-f@x.example>', 5],
    ]);
  });

  test('R1 a directory of mails is read in the order of their numbers', async () => {
    await file('dir/10.eml', mail({ id: 'mail-c', to: 'mail-b' }));
    await file('dir/9.eml', mail({ id: 'mail-b', to: 'mail-a' }));
    await file('dir/1.eml', mail({ id: 'mail-a' }));
    await file('dir/notes.bin', Buffer.from([0, 1, 2, 3]));
    await file('dir/sub/2.mbox', thread);
    const { lines } = await run(path.join(folder, 'dir'));
    expect(lines.slice(0, 3).map((line) => line.parentN)).toEqual([null, 1, 2]);
    expect(lines).toHaveLength(7);
  });

  test('R1 a Maildir: cur and new in order of delivery, tmp left alone', async () => {
    await file('Maildir/cur/1700000002.b:2,S', mail({ id: 'mail-b', to: 'mail-a' }));
    await file('Maildir/new/1700000001.a', mail({ id: 'mail-a' }));
    await file('Maildir/new/1700000003.c', mail({ id: 'mail-c', to: 'mail-b' }));
    await file('Maildir/tmp/1700000000.x', mail({ id: 'mail-x' }));
    const { lines } = await run(path.join(folder, 'Maildir'));
    expect(lines.map((line) => [line.messageId, line.parentN])).toEqual([
      ['<mail-a@x.example>', null],
      ['<mail-b@x.example>', 1],
      ['<mail-c@x.example>', 2],
    ]);
  });

  test('R1 several files are one archive', async () => {
    const [a, b] = [
      await file('a.eml', mail({ id: 'mail-a' })),
      await file('b.eml', mail({ id: 'mail-b', to: 'mail-a' })),
    ];
    expect((await run(a, b)).lines.map((line) => line.parentN)).toEqual([null, 1]);
  });

  test('R1 an empty file holds no mail', async () => {
    expect(await run(await file('empty.mbox', ''), '--json')).toMatchObject({ code: 0, lines: [] });
  });

  test('R1 mails that are larger than what is read at once stay whole', async () => {
    const big = mail({ id: 'mail-a' }).replace('x\n', `${'y'.repeat(79)}\n`.repeat(40_000));
    const { lines } = await run(
      await file(
        'big.mbox',
        `From a Mon May  4 09:00:00 2026\n${big}\n${thread.replaceAll('mail-a', 'mail-0')}From a Mon May  4 09:00:00 2026\n${big.replace('mail-a', 'mail-z')}`,
      ),
    );
    expect(lines.map((line) => line.messageId)).toEqual(
      ['a', '0', 'b', 'c', 'd', 'z'].map((name) => `<mail-${name}@x.example>`),
    );
  });
});

describe('settings', () => {
  const tokens = mbox(
    { id: 'mail-a', subject: 'Offer TM-00010077' },
    { id: 'mail-b', subject: 'Re: Offer TM-00010077' },
  );

  test('R1 --settings steers the engine', async () => {
    const at = await file('tokens.mbox', tokens);
    const settings = await file(
      'settings.json',
      JSON.stringify({ token: { prefix: 'TM-', userDigits: 3, counterDigits: 4 } }),
    );
    expect((await run(at)).lines[1]?.decision).toBe('new');
    expect((await run(at, '--settings', settings)).lines[1]).toMatchObject({
      decision: 'track',
      method: 'token',
      parentN: 1,
    });
  });

  test('R1 the server’s door holds where the pane’s suggests', async () => {
    const at = await file(
      'stranger.mbox',
      mbox({ id: 'mail-a', subject: 'Offer CRM:0001007' }).replace('list@lists', 'alice@northwind') +
        mbox({ id: 'mail-b', subject: 'CRM:0001007', from: 'mallory@tailspin.example' }),
    );
    const settings = await file('door.json', JSON.stringify({ door: 'server' }));
    expect((await run(at)).lines[1]).toMatchObject({ decision: 'suggest', parentN: 1, thread: 't2' });
    expect((await run(at, '--settings', settings)).lines[1]?.decision).toBe('hold');
  });
});

describe('what cannot be done', () => {
  test.each<[string, string[], number, RegExp]>([
    ['no file', [], 2, /^Name at least one file\./],
    ['an unknown option', ['x', '--all'], 2, /^There is no option --all\./],
    ['an option without value', ['x', '--track'], 2, /^--track needs a value\./],
    ['a fraction above one', ['x', '--track', '1.5'], 2, /--track takes all, none/],
    ['a file that is not there', ['/nowhere/at/all.mbox'], 1, /no such file/],
  ])('R1 %s: a sentence and an exit code', async (_, args, code, sentence) => {
    const answer = await run(...args);
    expect([answer.code, answer.stdout]).toEqual([code, '']);
    expect(answer.stderr).toMatch(sentence);
  });

  test.each([
    ['no JSON', '{', /JSON/],
    ['a wrong field', '{"forwards":"never"}', /forwards/],
    ['an unknown field', '{"forward":"ask"}', /cannot be used: forward is not known/],
  ])('R1 settings that cannot be used: %s', async (_, content, sentence) => {
    const answer = await run(await file('thread.mbox', thread), '--settings', await file('bad.json', content));
    expect(answer.code).toBe(1);
    expect(answer.stderr).toMatch(sentence);
  });

  test('R1 a broken gzip ends with a sentence, after the mails that could be read', async () => {
    const whole = gzipSync(thread);
    const answer = await run(await file('cut.mbox.gz', whole.subarray(0, whole.length - 20)));
    expect(answer.code).toBe(1);
    expect(answer.stderr).toMatch(/^threadmark replay: It is a gzip file that breaks off/);
  });

  test('R1 a path that leads nowhere is told with what to do', async () => {
    const answer = await run('/no/such/archive.mbox');
    expect(answer.code).toBe(1);
    expect(answer.stderr).toBe(
      'threadmark replay: There is no such file or folder. Check the path: /no/such/archive.mbox.\n',
    );
  });

  test('R1 --help tells how', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, stderr: '' });
  });
});
