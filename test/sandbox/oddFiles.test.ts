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
