import { readAll, type Eml } from './sandbox';

let all: ReadonlyMap<string, Eml>;
beforeAll(async () => {
  all = new Map((await readAll()).map((eml) => [eml.name.slice(0, 2), eml]));
});
const eml = (number: string): Eml => {
  const found = all.get(number);
  if (!found) throw new Error(`no mail ${number}`);
  return found;
};
const idOf = (number: string): string => eml(number).header('message-id');
const type = (number: string): string => eml(number).header('content-type');

/** Kind of mail, its number, and what makes it that kind. */
const kinds: readonly [string, string, (mail: Eml) => unknown][] = [
  [
    'Outlook desktop',
    '08',
    (m) => /Microsoft Outlook 16/.test(m.header('x-mailer')) && /WordSection1/.test(m.mail.html ?? ''),
  ],
  ['Outlook on the web', '02', (m) => m.header('x-mailer') === '' && /id="divRplyFwdMsg"/.test(m.mail.html ?? '')],
  ['Gmail', '05', (m) => /@mail\.gmail\.com>$/.test(m.header('message-id')) && m.header('x-gm-message-state')],
  [
    'Apple Mail',
    '18',
    (m) => /^Apple Mail/.test(m.header('x-mailer')) && /Apple-Mail=_/.test(m.header('content-type')),
  ],
  [
    'iOS Mail, commas between references',
    '19',
    (m) => /^iPhone Mail/.test(m.header('x-mailer')) && />, </.test(m.header('references')),
  ],
  ['Exchange, inside the house', '20', (m) => m.header('x-ms-exchange-organization-authas') === 'Internal'],
  [
    'mailing list with a rewritten From',
    '21',
    (m) => m.header('list-id') && / via /.test(m.header('from')) && m.header('reply-to'),
  ],
  ['newsletter', '22', (m) => m.header('precedence') === 'bulk' && m.header('list-unsubscribe')],
  ['auto-reply', '23', (m) => m.header('auto-submitted') === 'auto-replied' && m.header('x-auto-response-suppress')],
  [
    'German out of office without a header that says so',
    '24',
    (m) => /^Abwesenheitsnotiz:/.test(m.header('subject')) && !/auto-submitted|x-auto|precedence/i.test(m.raw),
  ],
  [
    'NDR with returned headers',
    '14',
    (m) => /^multipart\/report/.test(m.header('content-type')) && m.raw.includes(idOf('13')),
  ],
  [
    'NDR of an Exchange, without returned headers',
    '25',
    (m) => /^<?postmaster@/.test(m.header('from')) && m.header('thread-index') && !m.raw.includes(idOf('07')),
  ],
  ['S/MIME, opaque', '26', (m) => /pkcs7-mime; smime-type=signed-data/.test(m.header('content-type'))],
  [
    'S/MIME, clear',
    '27',
    (m) => /^multipart\/signed/.test(m.header('content-type')) && m.mail.text?.includes('4500-2281'),
  ],
  [
    'PGP, protected subject',
    '28',
    (m) => /^multipart\/encrypted/.test(m.header('content-type')) && m.mail.subject === '…',
  ],
  [
    'Japanese',
    '10',
    (m) => /校正証明書/.test(m.mail.subject ?? '') && /佐藤/.test(m.mail.text ?? '') && /ISO-2022-JP/.test(m.raw),
  ],
  [
    'Chinese',
    '29',
    (m) => m.mail.subject === '关于离心泵样品的报价和交货时间（第二批）' && /运转很安静/.test(m.mail.text ?? ''),
  ],
  [
    'Russian',
    '15',
    (m) => /^Приеду/.test(m.mail.subject ?? '') && /koi8-r/.test(m.header('subject')) && /Суп/.test(m.mail.text ?? ''),
  ],
  ['Arabic', '30', (m) => /^طلب عرض/.test(m.mail.subject ?? '') && /windows-1256/.test(m.header('content-type'))],
  ['Hebrew', '31', (m) => /^השב: /.test(m.mail.subject ?? '') && /dir="rtl"/.test(m.mail.html ?? '')],
  ['Greek', '32', (m) => /^ΑΠ: /.test(m.mail.subject ?? '') && /Ελένη/.test(m.mail.from?.name ?? '')],
  ['emoji', '19', (m) => /🎉.*💧🚰$/u.test(m.mail.subject ?? '')],
  ['long folded References', '17', (m) => m.header('references').split(/\s+/).length > 30 && /\r\n\t</.test(m.raw)],
  [
    'no Message-ID',
    '33',
    (m) => m.header('message-id') === '' && m.mail.attachments[0]?.mimeType === 'application/pdf',
  ],
  [
    'PNG inside the text',
    '38',
    (m) => m.mail.attachments[0]?.mimeType === 'image/png' && m.mail.attachments[0]?.contentId === '<ii_plate38>',
  ],
  ['ICS attachment', '43', (m) => m.mail.attachments.some((file) => file.filename === 'Betriebsferien-2026.ics')],
  ['invitation', '34', (m) => m.raw.includes('method=REQUEST') && m.header('content-class')],
  ['forward as attachment', '35', (m) => m.raw.includes('Content-Type: message/rfc822')],
  ['forward inside the house', '40', (m) => /^FW: /.test(m.header('subject')) && m.header('to').includes('bob@')],
  [
    'subject of nearly 255 characters',
    '36',
    (m) => (m.mail.subject?.length ?? 0) > 240 && (m.mail.subject?.length ?? 0) <= 255,
  ],
  ['unknown sender worth a lead', '05', (m) => m.mail.from?.address === 'lucia@adatum.example'],
];

test.each(kinds)('X1 %s: mail %s is what it claims to be', (_kind, number, claims) => {
  expect(claims(eml(number))).toBeTruthy();
});

test('X1 the reply to the mail of 3 May names it in In-Reply-To', () => {
  expect(eml('01').header('date')).toMatch(/^Sun, 03 May 2026/);
  expect(eml('02').header('in-reply-to')).toBe(idOf('01'));
});

test('X1 the reply through the gateway has nothing left but the token in its subject', () => {
  const { header, mail } = eml('04');
  expect(header('in-reply-to') + header('references') + header('thread-index') + header('thread-topic')).toBe('');
  expect(mail.subject).toBe('Re: Revised offer for the pump station CRM:0001007');
  expect(eml('03').mail.subject).toBe('Revised offer for the pump station CRM:0001007');
  expect([eml('03').mail.from?.address, eml('03').mail.to?.[0]?.address]).toEqual([
    'alice@northwind.example',
    'anna@contoso.example',
  ]);
});

test('X1 the stranger’s token is the real one, and his address is in no other mail', () => {
  expect(eml('06').mail.subject).toMatch(/CRM:0001007/);
  const others = [...all.values()].filter((other) => other.name !== eml('06').name);
  expect(others.some((other) => other.raw.includes('paymentdesk'))).toBe(false);
});

test('X1 the token in the Russian subject is cut in two by encoded words', () => {
  expect(eml('15').header('subject')).not.toMatch(/CRM:0001012/);
  expect(eml('15').mail.subject).toMatch(/ CRM:0001012$/);
});

test('X1 the desktop reply with a changed subject has only its Thread-Index', () => {
  const { header, mail } = eml('08');
  expect(header('in-reply-to') + header('references')).toBe('');
  expect(mail.subject).toBe('Neue Maße für den Boden');
  expect(header('thread-topic')).toBe(eml('07').header('subject'));
});

test('X1 the reply to a mail nobody tracked shares two ids with a tracked one, and neither id is a mail of the sandbox', () => {
  const ids = eml('12').header('references').split(/\s+/);
  expect(eml('11').header('references').split(/\s+/)).toEqual(ids);
  expect(ids).toHaveLength(2);
  const known = [...all.keys()].map(idOf);
  expect(ids.filter((id) => known.includes(id))).toEqual([]);
});

test('X1 the answer after closing reaches back to the contract whose record is closed', () => {
  expect(eml('17').header('references').split(/\s+/)[0]).toBe(idOf('16'));
  expect(eml('17').header('in-reply-to')).not.toBe(idOf('16'));
});

test('X1 the message inside the forwarded one is a tracked mail, which the outer headers do not name', () => {
  const outer = eml('35').raw.slice(0, eml('35').raw.indexOf('\r\n\r\n'));
  expect(eml('35').raw).toContain(idOf('07'));
  expect(outer).not.toContain(idOf('07'));
});

test.each([
  ['a script', /<script>/],
  ['an error handler', /onerror=/],
  ['a javascript link', /href="javascript:/],
  ['a disguised javascript link', /&#106;avascript/],
  ['a data link', /href="data:text\/html/],
  ['a remote image', /<img src="https:\/\/pixel/],
  ['a form', /<form action/],
  ['an overlay', /position:fixed/],
  ['a base address', /<base href/],
  ['a refresh', /http-equiv="refresh"/],
  ['a frame', /<iframe srcdoc/],
  ['a nested parser trick', /<mglyph><style>/],
])('X1 the hostile mail brings %s', (_what, pattern) => {
  expect(eml('37').mail.html).toMatch(pattern);
});

test('X1 attachments hold what their names say', () => {
  const first = (number: string): Buffer => {
    const content = eml(number).mail.attachments[0]?.content;
    return Buffer.from(content as Uint8Array<ArrayBuffer>);
  };
  expect(first('09').subarray(0, 5).toString()).toBe('%PDF-');
  expect(first('38').subarray(1, 4).toString()).toBe('PNG');
  expect(type('26')).toContain('smime.p7m');
});
