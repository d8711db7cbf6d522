import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { extractKeys } from '../../../src/correlation/keys';
import type { Keys, Mail } from '../../../src/correlation/mail';
import { toMail } from '../../../src/server/mailbox/toMail';

const folder = path.join(__dirname, '../../mails');
const alice = { address: 'alice@northwind.example' };
const read = (name: string) => toMail(readFileSync(path.join(folder, `${name}.eml`)), alice);
const offer = ['offer1@northwind.example'];
const token = [{ digits: '0001007', before: expect.stringMatching(/CRM:$/) }];

interface Story {
  readonly mail?: object;
  readonly keys: Partial<Record<keyof Keys, unknown>>;
}

const stories: Readonly<Record<string, Story>> = {
  'outlook-reply': {
    mail: {
      subject: 'AW: Angebot CRM:0001007',
      body: { html: expect.stringContaining('<p>Einverstanden.</p>'), text: expect.stringContaining('Einverstanden.') },
    },
    keys: {
      inReplyTo: ['AM0PR01MB0000@eurprd01.prod.outlook.example'],
      references: [...offer, 'AM0PR01MB0000@eurprd01.prod.outlook.example'],
      conversationIndex: { guid: '00112233445566778899aabbccddeeff', depth: 1 },
      tokens: token,
      topic: 'angebot',
      mailKind: 'reply',
    },
  },
  'gmail-reply': {
    keys: { references: [...offer, 'CAF1111111111@mail.gmail.example'], sentAt: '2026-05-04T07:00:00.000Z' },
  },
  'ios-commas': {
    keys: { references: [...offer, 'b1@contoso.example', 'b2@contoso.example'], inReplyTo: ['b2@contoso.example'] },
  },
  'ses-rewritten': {
    keys: {
      inReplyTo: ['0102018f0b-000000@eu-west-1.relay.example'],
      references: [...offer, '0102018f0b-000000@eu-west-1.relay.example'],
    },
  },
  'exmh-attribution': { keys: { inReplyTo: offer } },
  'qqmail-token': {
    mail: { subject: '回复: 报价 CRM:0001007', from: { name: '安娜', address: 'anna@contoso.example' } },
    keys: { tokens: token, topic: '报价', mailKind: 'reply' },
  },
  'token-split': { mail: { subject: 'Re: Förslag CRM:0001007' }, keys: { tokens: token, topic: 'förslag' } },
  'list-dmarc': { keys: { from: 'anna@contoso.example', automatic: null, topic: 'offer' } },
  'ndr-postfix': {
    mail: { returnedHeaders: expect.stringContaining('offer1') },
    keys: { returned: offer, automatic: 'bounce', attached: [] },
  },
  'ndr-exchange-de': {
    keys: {
      returned: offer,
      automatic: 'bounce',
      topic: 'offer',
      conversationIndex: { guid: expect.any(String), depth: 1 },
    },
  },
  'ndr-qmail': { keys: { returned: offer, automatic: 'bounce', messageId: expect.stringMatching(/^surrogate:/) } },
  'read-receipt': { keys: { returned: offer, inReplyTo: offer, attached: offer } },
  'out-of-office-nl': { keys: { automatic: 'autoReply', inReplyTo: offer, topic: 'offer' } },
  'calendar-accept': {
    keys: { automatic: 'calendar', inReplyTo: ['invite1@northwind.example'], topic: 'meeting about the offer' },
  },
  'smime-signed': {
    mail: {
      body: { html: null, text: expect.stringContaining('Signed and agreed.') },
      attachments: [{ name: 'smime.p7s', contentType: 'application/pkcs7-signature', size: 15, inline: false }],
    },
    keys: { inReplyTo: offer },
  },
  'smime-opaque': {
    mail: {
      body: { html: null, text: null },
      attachments: [{ name: 'smime.p7m', contentType: 'application/pkcs7-mime', size: 18, inline: false }],
    },
    keys: { inReplyTo: offer },
  },
  'pgp-encrypted': {
    mail: { subject: '...', body: { html: null, text: null } },
    keys: { inReplyTo: offer, topic: '' },
  },
  'forward-attachment': {
    mail: {
      attachments: [{ name: 'message.eml', contentType: 'message/rfc822', size: expect.any(Number), inline: false }],
    },
    keys: { attached: offer, returned: [] },
  },
  'no-message-id': { keys: { messageId: expect.stringMatching(/^surrogate:[0-9a-f]{64}$/) } },
  japanese: { mail: { subject: '返信: 見積書の件' }, keys: { topic: '見積書の件', mailKind: 'reply' } },
  arabic: { keys: { tokens: token, topic: 'عرض', mailKind: 'reply' } },
  'raw-latin1': {
    mail: { subject: 'Anfrage für Grüße', from: { name: 'Björn', address: 'bjorn@contoso.example' } },
    keys: { from: 'bjorn@contoso.example' },
  },
  'srs-forward': { keys: { from: 'anna@contoso.example', references: offer, topic: 'offer' } },
  broken: {
    mail: {
      subject: 'Re: Offer',
      sentAt: '2026-05-04T07:00:00.000Z',
      body: { html: null, text: expect.stringContaining('Half a sen') },
    },
    keys: { inReplyTo: offer, remarks: [expect.stringContaining('2 subject headers')] },
  },
};

test.each(Object.entries(stories))('C1 a mail as it arrives: %s', async (name, { mail, keys }) => {
  const read_ = await read(name);
  if (mail) expect(read_).toMatchObject(mail);
  expect(extractKeys(read_)).toMatchObject(keys);
});

test.each([
  ['REQUEST', 'inline', 'IPM.Schedule.Meeting.Request'],
  ['reply', 'inline', 'IPM.Schedule.Meeting.Resp'],
  ['CANCEL', 'inline', 'IPM.Schedule.Meeting.Canceled'],
  ['PUBLISH', 'inline', null],
  ['REQUEST', 'attachment', null],
])(
  'C1 a calendar part with method %s (%s) has the class %s, as Exchange names it',
  async (method, disposition, name) => {
    const part = `Content-Type: text/calendar; method=${method}\nContent-Disposition: ${disposition}; filename=a.ics\n\nBEGIN:VCALENDAR\nEND:VCALENDAR`;
    const mail = await toMail(
      `Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\n${part}\n--b--\n`,
      alice,
    );
    expect(mail.itemClass).toBe(name);
  },
);

test.each([
  [
    'Gmail until 2016',
    '----- Original message -----\n\nDKIM-Signature: v=1;\n b=x\nSubject: Offer\nMessage-ID: <offer1@northwind.example>\n\nText',
  ],
  [
    'GMX and 1&1',
    '--- The header of the original message is following. ---\n\nReceived: from x\nMessage-ID: <offer1@northwind.example>\n\nText',
  ],
  [
    'no mark',
    'It could not be delivered.\n\nReturn-Path: <alice@northwind.example>\nMessage-Id: <offer1@northwind.example>\nSubject: Offer\n\nText',
  ],
])('C1 #93 the mail that came back is found in the text of the report: %s', async (_, text) => {
  const mail = await toMail(`From: MAILER-DAEMON <>\nSubject: Sorry\n\nDear sender,\n\n${text}`, alice);
  expect(extractKeys(mail)).toMatchObject({ returned: offer, automatic: 'bounce' });
});

test('C1 a Message-ID in the text of an ordinary mail is no mail that came back', async () => {
  const mail = await toMail('From: Anna <anna@contoso.example>\n\nMessage-ID: <offer1@northwind.example>\n', alice);
  expect(extractKeys(mail)).toMatchObject({ returned: [], automatic: null });
});

test('C1 every mail of the folder tells where it comes from and is read here', async () => {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.eml'))
    .map((file) => file.replace(/\.eml$/, ''))
    .sort();
  expect(Object.keys(stories).sort()).toEqual(names);
  for (const name of names) expect((await read(name)).headers).toMatch(/^X-Story: .{20}/);
});

test('C1 #9 a mail without Message-ID has the same keys each time it is read', async () => {
  const [one, two] = [await read('no-message-id'), await read('no-message-id')].map(
    (mail) => extractKeys(mail).messageId,
  );
  expect(one).toBe(two);
});

describe('mail that nobody should send', () => {
  const keys = async (raw: string | Uint8Array): Promise<Mail> => {
    const mail = await toMail(raw, alice);
    expect(() => extractKeys(mail)).not.toThrow();
    return mail;
  };

  test.each([
    ['nothing', ''],
    ['a single byte', '\0'],
    ['no header', '\r\n\r\nbody'],
    ['headers alone', 'Subject: x'],
    [
      'a part that holds itself',
      `Content-Type: multipart/mixed; boundary=a\n\n${'--a\nContent-Type: multipart/mixed; boundary=a\n\n'.repeat(300)}`,
    ],
    ['mails in mails', `${'Content-Type: message/rfc822\n\n'.repeat(500)}x`],
    ['a thousand parts', `Content-Type: multipart/mixed; boundary=a\n\n${'--a\n\nx\n'.repeat(1000)}`],
    ['a million lines', `Subject: x\n\n${'\n'.repeat(1_000_000)}x`],
    ['broken base64', 'Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n*&^%$#'],
    ['a charset of mars', 'Content-Type: text/plain; charset=martian\nSubject: =?martian?Q?a?=\n\nx'],
    ['an mbox line in front', 'From anna Mon May  4 09:00:00 2026\nSubject: x\n\ny'],
  ])('C4 %s is read without an error', async (_, raw) => {
    await keys(raw);
  });

  test('C4 bytes by chance are read without an error', async () => {
    let state = 7;
    for (let n = 0; n < 50; n++) {
      const bytes = Uint8Array.from(
        { length: 2000 },
        () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 24,
      );
      await keys(bytes);
    }
  });

  test('C4 ten megabytes of headers: the headers are still read', async () => {
    const mail = await keys(
      `Subject: big\n${'X-Junk: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\n'.repeat(210_000)}Message-ID: <big1@x.example>\n\nbody`,
    );
    expect([mail.subject, mail.body.text, extractKeys(mail).messageId]).toEqual(['big', 'body', 'big1@x.example']);
  });
});

describe('whose mailbox', () => {
  const sent = 'From: Alice <ALICE+crm@northwind.example>\nTo: anna@contoso.example\n\nx';

  test.each([
    ['its owner wrote it', { address: 'alice@northwind.example' }, 'outgoing'],
    ['somebody else wrote it', { address: 'bob@northwind.example' }, 'incoming'],
    [
      'its owner wrote it under another address',
      { address: 'bob@northwind.example', ownAddresses: ['alice@northwind.example'] },
      'outgoing',
    ],
    ['the mailbox has no address', { address: '' }, 'incoming'],
  ])('C1 a mail is seen from its mailbox: %s', async (_, mailbox, direction) => {
    expect((await toMail(sent, mailbox)).direction).toBe(direction);
  });

  test('C1 the conversation belongs to the mailbox', async () => {
    const mail = await toMail(sent, { address: 'Alice@northwind.example', conversationId: 'AAQk' });
    expect(mail.conversation).toEqual({ mailbox: 'alice@northwind.example', id: 'AAQk' });
  });

  test.each([
    ['Private', 'private'],
    ['personal', 'personal'],
    ['Company-Confidential', 'confidential'],
    ['x', 'normal'],
  ])('C1 sensitivity %s is %s', async (word, sensitivity) => {
    expect((await toMail(`Sensitivity: ${word}\n\nx`, alice)).sensitivity).toBe(sensitivity);
  });
});
