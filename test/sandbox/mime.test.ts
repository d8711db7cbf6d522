import { bytesToText, toBase64, textToBytes } from '../../src/sandbox/mailbox/base64';
import { buildMime, type Letter } from '../../src/sandbox/mailbox/buildMime';
import { encodeWords } from '../../src/sandbox/mailbox/encode';
import { headerBlock, parseEml, withoutSwitching } from '../../src/sandbox/mailbox/parseEml';
import { eml } from './tools';

const letter: Letter = {
  trace: [],
  from: { address: 'alice@northwind.example', name: 'Berg, "Alice"' },
  to: [{ address: 'yuki@litware.example', name: '山田 雪' }],
  cc: [],
  subject: 'Plan',
  date: 'Fri, 20 Nov 2026 10:00:00 +0000',
  messageId: '<a@x.example>',
  inReplyTo: null,
  references: [],
  extra: {},
  html: '<p>Grüße</p>',
  text: 'Grüße',
  files: [],
  boundary: 'b1',
};
const roundTrip = (change: Partial<Letter>) => parseEml(textToBytes(buildMime({ ...letter, ...change })));

test.each([
  ['plain', 'Plan for Monday'],
  ['Japanese, longer than one encoded word', '会議の議事録'.repeat(12)],
  ['characters beyond 16 bits at the seam of two words', '💧'.repeat(30)],
  ['something that looks encoded', 'a =?utf-8?B?eA==?= b ü'],
  ['something that only looks encoded', 'a =?utf-8?B?eA==?= b'],
  ['255 characters without a space', 'x'.repeat(255)],
])('X3 a subject survives the wire: %s', async (_kind, subject) => {
  expect((await roundTrip({ subject })).subject).toBe(subject);
});

test('X3 Japanese words that each begin anew are decoded one by one: joined, browsers show a mark at the seam', async () => {
  const word = '=?ISO-2022-JP?B?GyRCOCtAURsoQg==?=';
  const source = eml([`Subject: ${word}`, ` ${word} (1)`, `From: ${word}`, ` ${word} <y@x.example>`, '', word]);
  const both = '=?utf-8?B?6KaL56mN6KaL56mN?=';
  expect(bytesToText(withoutSwitching(source)).replaceAll(both, 'both')).toBe(
    `Subject: both (1)\r\nFrom: both <y@x.example>\r\n\r\n${word}`,
  );
  const mail = await parseEml(source);
  expect(mail).toMatchObject({ subject: '見積見積 (1)', from: { name: '見積見積' } });
  expect(mail.headers).toContain(`${word}\r\n ${word}`);
});

test('X3 names with commas, quotes and other scripts survive, and so do both bodies', async () => {
  const mail = await roundTrip({});
  expect(mail.from).toEqual(letter.from);
  expect(mail.to).toEqual(letter.to);
  expect(mail.html).toContain('<p>Grüße</p>');
  expect(mail.text?.trim()).toBe('Grüße');
});

test('X3 no line of a header is longer than 998 characters, and encoded words keep to 75', async () => {
  const references = Array.from({ length: 90 }, (_, i) => `<message-${i}@some-host.contoso.example>`);
  const source = buildMime({ ...letter, references, subject: 'ü'.repeat(200) });
  for (const line of source.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
  for (const word of encodeWords('ü'.repeat(200)).split(' ')) expect(word.length).toBeLessThanOrEqual(75);
  expect((await parseEml(textToBytes(source))).references).toEqual(references);
});

test('X3 a line break in a value makes no header of its own', async () => {
  const mail = await roundTrip({ subject: 'a\r\nBcc: eve@x.example', extra: { 'x-note': 'b\r\nX-Evil: 1' } });
  expect(mail.bcc).toEqual([]);
  expect(mail.headers).not.toMatch(/^(bcc|x-evil):/im);
});

test('X3 files keep their names and bytes', async () => {
  const base64 = toBase64(Uint8Array.from({ length: 300 }, (_, i) => i & 0xff));
  const file = { id: '1', contentType: 'application/pdf', size: 300, inline: false, contentId: null, base64 };
  const mail = await roundTrip({ files: [{ ...file, name: 'Angebot "größer" (2).pdf' }] });
  expect(mail.attachments).toEqual([
    expect.objectContaining({ name: 'Angebot "größer" (2).pdf', size: 300, base64, inline: false }),
  ]);
});

test('X3 the header block ends at the first empty line, whatever the line ends are', () => {
  expect(headerBlock(textToBytes('A: 1\nB: 2\n\nC: 3'))).toBe('A: 1\r\nB: 2\r\n');
  expect(headerBlock(textToBytes('A: 1\r\n folded\r\n\r\nbody'))).toBe('A: 1\r\n folded\r\n');
  expect(headerBlock(textToBytes('A: only headers'))).toBe('A: only headers\r\n');
  expect(headerBlock(Uint8Array.of(0x41, 0x3a, 0x20, 0xfc, 0x0a, 0x0a))).toBe('A: ü\r\n');
});

test.each([
  ['multipart/report; report-type=delivery-status; boundary=x', '', 'REPORT.IPM.Note.NDR'],
  ['multipart/signed; protocol="application/pkcs7-signature"; boundary=x', '', 'IPM.Note.SMIME.MultipartSigned'],
  ['application/pkcs7-mime; smime-type=enveloped-data', '', 'IPM.Note.SMIME'],
  ['text/plain', 'Auto-Submitted: auto-replied', 'IPM.Note.Rules.OofTemplate.Microsoft'],
  ['text/plain', '', 'IPM.Note'],
])('X3 %s %s is %s', async (type, extra, itemClass) => {
  const mail = await parseEml(
    eml(['From: a@x.example', ...(extra ? [extra] : []), `Content-Type: ${type}`, '', 'text']),
  );
  expect(mail.itemClass).toBe(itemClass);
});

test('X3 a message attached to a message stays a file of its own', async () => {
  const mail = await parseEml(
    eml([
      'From: a@x.example',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'see below',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Subject: inner',
      '',
      'inner text',
      '--b--',
      '',
    ]),
  );
  expect(mail.attachments).toEqual([expect.objectContaining({ contentType: 'message/rfc822' })]);
  expect(mail.text).not.toContain('inner text');
});

test('X3 a mail without date, sender or id is still a mail', async () => {
  const mail = await parseEml(eml(['Subject: bare', '', 'x']));
  expect(mail).toMatchObject({ subject: 'bare', from: null, messageId: null, date: null, references: [] });
});
