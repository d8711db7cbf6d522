import { makeCalls } from '../../src/outlook/calls';
import { openItem, type ReadItem } from '../../src/outlook/openItem';
import { readBody } from '../../src/outlook/readBody';
import { readMessage } from '../../src/outlook/readMessage';
import { alice, install, makeClock, makeFakeOutlook, type Deed, type FakeItem, type FakeSettings } from './fakeOutlook';

const anna = { emailAddress: 'anna@contoso.example', displayName: 'Anna Kowalska' };
const message: FakeItem = {
  itemType: 'message',
  itemId: 'AAMk1',
  subject: 'Offer',
  from: anna,
  sender: anna,
  to: [alice],
  cc: [],
  internetMessageId: '<1@contoso.example>',
  conversationId: 'conv-1',
  dateTimeCreated: new Date('2026-05-03T10:00:00Z'),
  itemClass: 'IPM.Note',
  attachments: [{ name: 'plan.pdf', contentType: 'application/pdf', size: 1200, isInline: false }],
};
const MARK = '00000000-0000-4000-8000-000000000009';
const BLOCK = 'Received: from mx.contoso.example\r\nMessage-ID: <1@contoso.example>\r\n';
const user = { address: alice.emailAddress, name: alice.displayName };

interface Wished {
  readonly deed?: Deed;
  readonly headers?: string;
  /** What our custom property holds. */
  readonly property?: string;
  readonly settings?: FakeSettings;
}

async function read(item: FakeItem, { deed, headers, property, settings }: Wished = {}) {
  const fake = install(makeFakeOutlook(settings));
  const clock = makeClock();
  const calls = makeCalls(clock);
  if (deed) fake.deeds.set('headers', deed);
  if (property !== undefined) fake.properties.set(item.itemId ?? '', property);
  if (headers !== undefined) fake.headers.set(item.itemId ?? '', headers);
  fake.select(item);
  const open = openItem();
  if (open.is !== 'read') throw new Error('not a read form');
  const reading = readMessage(open.kind, open.item, { calls, user, signal: new AbortController().signal });
  await fake.settle();
  clock.pass(2000);
  return { ...(await reading), fake, clock };
}

test('O2 a received message is read as it stands, with its header block', async () => {
  const { mail, headers, fake } = await read(message, { headers: BLOCK });
  expect(headers).toEqual({ got: 'headers' });
  expect(mail).toMatchObject({
    kind: 'message',
    direction: 'incoming',
    subject: 'Offer',
    from: { address: 'anna@contoso.example', name: 'Anna Kowalska' },
    to: [user],
    messageId: '<1@contoso.example>',
    headers: BLOCK,
    conversation: { mailbox: 'alice@northwind.example', id: 'conv-1' },
    sentAt: '2026-05-03T10:00:00.000Z',
    itemClass: 'IPM.Note',
    sensitivity: 'normal',
    body: { html: null, text: null },
    attachments: [{ name: 'plan.pdf', contentType: 'application/pdf', size: 1200, inline: false }],
  });
  expect(fake.calls).toEqual(['headers']);
});

test('Q2 a message in the reader’s own name that came over the wire is a received one, whatever stamp it carries', async () => {
  const own = { ...message, from: alice, sender: alice };
  const stamp = JSON.stringify({ v: 1, mark: MARK, by: 'hand', track: true, regarding: null, token: null });
  const readOwn = (headers: string) => read(own, { headers, property: stamp });
  const sent = await readOwn('');
  expect([sent.mail.direction, sent.mail.mark, sent.stamp?.mark]).toEqual(['outgoing', MARK, MARK]);
  const kept = await readOwn('Subject: Offer\r\n Received: yesterday\r\nX-Received: no\r\n');
  expect(kept.mail.direction).toBe('outgoing');
  const came = await readOwn('Subject: Offer\r\nRECEIVED: from mx.proseware.example\r\n');
  expect([came.mail.direction, came.mail.mark, came.stamp]).toEqual(['incoming', undefined, null]);
});

const STAMP = JSON.stringify({ v: 1, mark: MARK, by: 'hand', track: true, regarding: null, token: null });
const named = (emailAddress: string) => ({ emailAddress, displayName: 'Alice Berg' });
const LEGACY = '/O=EXCHANGELABS/OU=EXCHANGE ADMINISTRATIVE GROUP (FYDIBOHF23SPDLT)/CN=RECIPIENTS/CN=9F3A-ALICE';

describe('Q1 a mail that one wrote oneself lies in Sent Items under another name: its stamp says whose it is', () => {
  const copies: [string, Partial<FakeItem>, string][] = [
    ['of a shared mailbox', { from: named('sales@northwind.example'), sender: null }, 'sales@northwind.example'],
    ['of an alias', { from: named('alice.berg@northwind.example') }, 'alice.berg@northwind.example'],
    [
      'of a sign-in name',
      { from: named('aberg@northwind.onmicrosoft.example') },
      'aberg@northwind.onmicrosoft.example',
    ],
    ['in Exchange’s directory', { from: named(LEGACY), sender: named(LEGACY) }, alice.emailAddress],
    [
      'in Exchange’s directory, as older clients write it',
      { from: named(`EX:${LEGACY.toLowerCase()}`), sender: null },
      alice.emailAddress,
    ],
    ['that is empty', { from: named(''), sender: named(' ') }, alice.emailAddress],
    ['that Outlook does not tell', { from: null, sender: null }, alice.emailAddress],
  ];
  test.each(copies)('%s', async (_whose, change, from) => {
    const { mail, stamp } = await read({ ...message, sender: null, ...change }, { headers: '', property: STAMP });
    expect([mail.direction, mail.mark, stamp?.mark]).toEqual(['outgoing', MARK, MARK]);
    expect(mail.from?.address).toBe(from);
  });

  test.each(copies)('Q2 %s, but it came over the wire: it is a received one', async (_whose, change) => {
    const headers = 'Subject: Offer\r\nReceived: from mx.proseware.example\r\n';
    const { mail, stamp, fake } = await read({ ...message, ...change }, { headers, property: STAMP });
    expect([mail.direction, mail.mark, stamp]).toEqual(['incoming', undefined, null]);
    expect(fake.calls).toEqual(['headers']);
  });

  test.each(copies)('%s, but without a stamp: nothing says that one wrote it', async (_whose, change) => {
    const { mail } = await read({ ...message, ...change }, { headers: '' });
    expect(mail.direction).toBe('incoming');
  });

  test('a meeting whose organizer Outlook does not tell', async () => {
    const meeting: FakeItem = { ...message, itemType: 'appointment', organizer: named(LEGACY), start: new Date(0) };
    const { mail } = await read(meeting, { property: STAMP });
    expect([mail.direction, mail.mark, mail.from?.address]).toEqual(['outgoing', MARK, alice.emailAddress]);
  });
});

test.each([
  LEGACY,
  LEGACY.toLowerCase(),
  'IMCEAEX-_O=EXCHANGELABS_CN=RECIPIENTS_CN=9F3A@eurprd04.prod.outlook.example',
])('O2 a place in Exchange’s directory is nobody’s address: %s', async (place) => {
  const people = [named(place), anna];
  const item = { ...message, from: named(place), sender: named(place), to: people, cc: people };
  const { mail } = await read(item, { headers: 'Received: by x\r\n' });
  expect([mail.from, mail.sender]).toEqual([null, null]);
  expect([...mail.to, ...mail.cc].map(({ address }) => address)).toEqual([anna.emailAddress, anna.emailAddress]);
});

describe('O2 whatever becomes of the headers, the message is read', () => {
  test.each<[string, { deed?: Deed; headers?: string; settings?: FakeSettings }, object, string | null]>([
    ['empty on Sent Items', { headers: '' }, { got: 'none' }, null],
    ['only white space', { headers: '\r\n\r\n' }, { got: 'none' }, null],
    ['null', { deed: { value: null } }, { got: 'none' }, null],
    [
      'refused',
      { deed: { code: 9020, message: 'Server error.' } },
      { got: 'nothing', why: 'Refused: Server error. (9020)' },
      null,
    ],
    ['thrown', { deed: 'throw' }, { got: 'nothing', why: 'headers has insufficient permissions' }, null],
    ['never answered', { deed: 'silent' }, { got: 'nothing', why: 'It did not answer within 2 seconds.' }, null],
    [
      'not there before Mailbox 1.8',
      { settings: { mailbox: '1.7' } },
      { got: 'nothing', why: 'This Outlook does not hand over internet headers.' },
      null,
    ],
  ])('%s', async (_what, given, headers, block) => {
    const reading = await read(message, given);
    expect(reading.headers).toEqual(headers);
    expect(reading.mail.headers).toBe(block);
    expect(reading.mail.subject).toBe('Offer');
    expect(reading.clock.waiting()).toBe(0);
  });
});

describe('O2 direction is seen from the mailbox that is open', () => {
  test.each<[string, Partial<FakeItem>, string]>([
    ['from somebody else', {}, 'incoming'],
    [
      'from its owner, in other letters',
      { from: { ...alice, emailAddress: 'ALICE@Northwind.example' }, sender: null },
      'outgoing',
    ],
    ['sent by its owner on behalf of a colleague', { sender: alice }, 'outgoing'],
    ['from nobody', { from: null, sender: null }, 'incoming'],
  ])('%s', async (_what, change, direction) =>
    expect((await read({ ...message, ...change })).mail.direction).toBe(direction),
  );
});

test('O2 an item with nearly nothing in it is read without a fault', async () => {
  const bare = {
    itemType: 'message',
    itemId: undefined,
    subject: undefined,
    to: undefined,
    cc: null,
    dateTimeCreated: new Date(NaN),
    conversationId: '',
  } as unknown as FakeItem;
  const { mail } = await read(bare);
  expect(mail).toMatchObject({
    subject: '',
    from: null,
    to: [],
    cc: [],
    messageId: null,
    conversation: null,
    sentAt: null,
    itemClass: null,
    attachments: [],
  });
});

test.each(['+012026-11-20T09:00:00.000Z', '-271821-04-20T00:00:00.000Z', '0001-11-20T09:00:00.000Z'])(
  'O2 a time that nobody means is none: %s',
  async (time) => {
    expect((await read({ ...message, dateTimeCreated: new Date(time) })).mail.sentAt).toBeNull();
  },
);

test('O2 sensitivity comes from the client, else from the header', async () => {
  expect((await read({ ...message, sensitivity: 'Private' })).mail.sensitivity).toBe('private');
  expect(
    (await read(message, { headers: 'Subject: x\r\nSensitivity: Company-Confidential\r\n' })).mail.sensitivity,
  ).toBe('confidential');
});

test('O2 an appointment has organizer and attendees, no headers and no conversation; its start is its time', async () => {
  const { mail, headers, fake } = await read({
    itemType: 'appointment',
    itemId: 'AAMkApp',
    subject: 'Review',
    organizer: alice,
    requiredAttendees: [anna],
    optionalAttendees: [],
    start: new Date('2026-06-01T08:00:00Z'),
    itemClass: 'IPM.Appointment',
  });
  expect(mail).toMatchObject({
    kind: 'appointment',
    direction: 'outgoing',
    from: user,
    to: [{ address: 'anna@contoso.example' }],
    conversation: null,
    sentAt: '2026-06-01T08:00:00.000Z',
    headers: null,
  });
  expect(headers).toEqual({ got: 'none' });
  expect(fake.calls).toEqual(['properties.load']);
});

test('O2 the body is read in both forms; one that is refused is missing with its reason', async () => {
  const fake = install(makeFakeOutlook());
  fake.bodies.set('AAMk1/html', '<p>Hello</p>').set('AAMk1/text', 'Hello');
  fake.select(message);
  const item = (openItem() as { item: ReadItem }).item;
  const calls = makeCalls(makeClock());
  expect(await readBody(item, calls)).toEqual({ html: '<p>Hello</p>', text: 'Hello', missing: null });
  fake.deeds.set('body.html', { code: 5000, message: 'Protected.' });
  expect(await readBody(item, calls)).toEqual({ html: null, text: 'Hello', missing: 'Refused: Protected. (5000)' });
});

test('O2 whom answers go to is read from the header block, decoded, and is nobody where there is none', async () => {
  const headers = 'Received: x\r\nReply-To: =?utf-8?q?Zo=C3=AB_Quist?=\r\n <zoe@fabrikam.example>, b@c.example\r\n';
  const { mail } = await read(message, { headers });
  expect(mail.replyTo).toEqual([
    { address: 'zoe@fabrikam.example', name: 'Zoë Quist' },
    { address: 'b@c.example', name: '' },
  ]);
  expect((await read(message, { headers: '' })).mail.replyTo).toEqual([]);
});
