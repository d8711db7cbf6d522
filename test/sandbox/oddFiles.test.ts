/** Files as people keep them, dropped on the page: none is refused, and none makes the page stand still. */
import { whyNoMail } from '../../src/sandbox/mailbox/fileBytes';
import { parseEml } from '../../src/sandbox/mailbox/parseEml';
import { bodyIn, parseHtml } from '../../src/sandbox/mailbox/inert';
import { borrowParser } from './tools';

beforeAll(borrowParser);

const lines = (...more: string[]) =>
  [
    'From: Jürgen <j@fabrikam.example>',
    'Subject: Änderung',
    'Message-ID: <a@x.example>',
    ...more,
    '',
    'Grüße',
    '',
  ].join('\r\n');
const utf8 = (text: string) => new Uint8Array(Buffer.from(text));

test.each([
  ['with a byte order mark', utf8(`\uFEFF${lines()}`)],
  ['in UTF-16, as a shell of Windows writes', new Uint8Array(Buffer.from(`\uFEFF${lines()}`, 'utf16le'))],
  ['in UTF-16, high byte first', new Uint8Array(Buffer.from(`\uFEFF${lines()}`, 'utf16le').swap16())],
  ['with carriage returns alone', utf8(lines().replaceAll('\r\n', '\r'))],
  ['with a header block of raw Windows-1252', new Uint8Array(Buffer.from(lines(), 'latin1'))],
  ['out of an mbox', utf8(`From j Mon May  4 09:00:00 2026\r\n${lines()}`)],
])('X3 a file %s is read whole', async (_, source) => {
  const mail = await parseEml(source);
  expect(mail).toMatchObject({
    subject: 'Änderung',
    from: { address: 'j@fabrikam.example', name: 'Jürgen' },
    messageId: '<a@x.example>',
  });
  expect(mail.headers).toMatch(/^From: Jürgen .*\r\nSubject: Änderung\r\n/);
});

test('X3 ten megabytes of headers are no reason to refuse a mail', async () => {
  const long = Array.from({ length: 10_000 }, (_, i) => `X-Long-${i}: ${'x'.repeat(1000)}`);
  const mail = await parseEml(utf8(lines(...long)));
  expect(mail).toMatchObject({ subject: 'Änderung', messageId: '<a@x.example>' });
  expect(mail.headers.length).toBeGreaterThan(10_000_000);
});

test('X3 a mail of bottomless parts keeps its headers, and its text as it stands', async () => {
  const nested = Array.from(
    { length: 400 },
    (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n`,
  );
  const source = lines('Content-Type: multipart/mixed;', '\tboundary=b0').replace('Grüße', nested.join('\r\n'));
  const mail = await parseEml(utf8(source));
  expect(mail).toMatchObject({ subject: 'Änderung', from: { address: 'j@fabrikam.example' }, attachments: [] });
  expect(mail.text).toContain('--b399');
});

test('X6 HTML nested beyond what any mail program writes is shown without its deepest boxes', () => {
  const page = parseHtml(`<b>first</b>${'<div>'.repeat(20_000)}deep${'</div>'.repeat(20_000)}<p>last</p>`);
  const boxes = page.querySelectorAll('div').length;
  expect([boxes > 100, boxes <= 1000]).toEqual([true, true]);
  expect(bodyIn(page).textContent).toBe('firstdeeplast');
});

test('X6 tags that begin and never end do not make the page stand still', () => {
  expect(bodyIn(parseHtml(`<p>first</p>${'<a '.repeat(200_000)}`)).textContent).toBe('first');
});

test('X6 a long letter of paragraphs without ends keeps them all', () => {
  const page = parseHtml(`<ul>${'<li>point'.repeat(3000)}</ul>${'<p>line<br>'.repeat(3000)}`);
  expect([page.querySelectorAll('li').length, page.querySelectorAll('p').length]).toEqual([3000, 3000]);
});

const start = (...bytes: number[]) => new Uint8Array([...bytes, ...new Array<number>(600).fill(0)]);

test.each([
  ['letter.msg', start(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), /Outlook’s own format. Save it as .eml/],
  ['renamed.eml', start(0xd0, 0xcf, 0x11, 0xe0), /Outlook’s own format/],
  ['picture.png', start(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a), /picture.png is no mail/],
  ['notes.txt', utf8('We met at ten: all agreed.'), /is no mail/],
  ['nothing.txt', utf8(''), /is no mail/],
])('X3 %s is no mail, and it is said what to bring', (name, source, sentence) => {
  expect(whyNoMail(name, source)).toMatch(sentence);
});

test.each([
  ['letter.eml', utf8(lines())],
  ['letter', utf8(lines())],
  ['letter.txt', utf8(`\uFEFF${lines()}`)],
  ['letter.mbox', utf8(`From j Mon May  4 09:00:00 2026\n${lines()}`)],
  ['wide.txt', new Uint8Array(Buffer.from(`\uFEFF${lines()}`, 'utf16le'))],
  ['without headers.EML', utf8('\r\nJust text')],
])('X3 %s is a mail', (name, source) => {
  expect(whyNoMail(name, source)).toBeNull();
});

describe('X3 a charset that is cut, missing or misnamed', () => {
  const bytes = (...parts: (string | readonly number[])[]) =>
    Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part])));
  const word = (charset: string, ...part: number[]) => `=?${charset}?B?${Buffer.from(part).toString('base64')}?=`;
  const subjectOf = async (subject: string) =>
    (await parseEml(bytes(`From: a@x.example\r\nSubject: ${subject}\r\n\r\nx`))).subject;

  test.each([
    // 报价 (B1 A8 BC DB), cut inside its second character.
    ['GB2312 in base64', `${word('gb2312', 0xb1, 0xa8, 0xbc)}\r\n ${word('gb2312', 0xdb)}`, '报价'],
    ['GB2312 in quoted-printable', '=?GB2312?Q?=B1=A8=BC?= =?gb2312?q?=DB_2?=', '报价 2'],
    ['UTF-8', `${word('utf-8', 0xe6, 0x8a)} ${word('UTF-8', 0xa5)}`, '报'],
    ['Shift_JIS by the name of Windows', `${word('cp932', 0x8c, 0xa9, 0x90)} ${word('cp932', 0xcf)}`, '見積'],
    ['two charsets in turn', `${word('gbk', 0xb1, 0xa8)} ${word('big5', 0xbb, 0xf9)}`, '报價'],
  ])('X3 words that cut a character are joined: %s', async (_, subject, read) => {
    expect(await subjectOf(subject)).toBe(read);
  });

  test('X3 a charset that nobody knows does not cost the mail', async () => {
    expect(await subjectOf(`Re: ${word('x-klingon', 0x41)} end`)).toMatch(/^Re: .*end$/);
  });

  const JIS = [0x1b, 0x24, 0x42, 0x34, 0x41, 0x4a, 0x4c, 0x1b, 0x28, 0x42];
  test.each([
    ['without a charset', 'text/plain'],
    ['as US-ASCII', 'text/plain; charset=us-ascii'],
    ['as UTF-8', 'text/plain; charset="utf-8"'],
    ['as Latin-1', 'text/html; charset=iso-8859-1'],
  ])('X3 ISO-2022-JP %s is read by its escapes, in subject and text', async (_, type) => {
    const head = `From: a@x.example\r\nContent-Type: ${type}\r\nSubject: Re: `;
    const mail = await parseEml(bytes(head, JIS, '\r\n\r\n', JIS, ' ok\r\n'));
    expect([mail.subject, (mail.text ?? mail.html)?.trim()]).toEqual(['Re: 漢別', '漢別 ok']);
  });

  test('X3 a charset named as only its writer calls it is read as meant', async () => {
    const head = 'From: a@x.example\r\nContent-Type: text/plain;\r\n charset="x-gbk"\r\n\r\n';
    expect((await parseEml(bytes(head, [0xb1, 0xa8, 0xbc, 0xdb]))).text?.trim()).toBe('报价');
    // 0x81 and 0x9f are bytes of GBK that Windows-1252 has no or another character for.
    expect((await parseEml(bytes(head, [0x81, 0x40, 0x9f, 0x80]))).text?.trim()).toBe('丂焵');
  });

  test('X3 an escape character in a text that is no Japanese stays', async () => {
    const mail = await parseEml(utf8('From: a@x.example\r\nSubject: x\r\n\r\n\u001b[1mGrüße\u001b[0m'));
    expect(mail.text).toContain('\u001b[1mGrüße');
  });
});
