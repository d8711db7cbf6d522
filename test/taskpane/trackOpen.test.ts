/** The ribbon's Track, without a pane: what it does, and what it says above the item. */
import type { Api } from '../../src/client/api';
import type { Outbox } from '../../src/taskpane/outbox';
import { problem, type Problem } from '../../src/contract/problems';
import type { LookupReply } from '../../src/contract/tracking';
import { readStamp, writeStamp, type Stamp } from '../../src/contract/stamp';
import { makeCalls } from '../../src/outlook/calls';
import { openItem } from '../../src/outlook/openItem';
import { makeOutbox } from '../../src/taskpane/outbox';
import { makeSettingsCache } from '../../src/taskpane/settingsCache';
import { trackOpen } from '../../src/taskpane/trackOpen';
import { install, makeClock, makeFakeOutlook, type FakeItem } from '../outlook/fakeOutlook';
import { anna, annaRecord, candidate, lookupReply, renewal, stranger, tracking, user, uuid } from './samples';

const from = { emailAddress: 'anna@contoso.example', displayName: 'Anna Kowalska' };
const message: FakeItem = {
  ...{ itemType: 'message', itemId: 'a', subject: 'Offer', from, sender: from, to: [], cc: [], attachments: [] },
  ...{ internetMessageId: '<a@contoso.example>', conversationId: 'c', itemClass: 'IPM.Note' },
  dateTimeCreated: new Date('2026-05-04T10:00:00Z'),
} as FakeItem;

interface Setting {
  readonly reply?: Partial<LookupReply>;
  /** What the server says to other questions than the lookup. */
  readonly say?: (name: string) => Problem | object;
  readonly headers?: string;
  readonly stamp?: Stamp;
  readonly draft?: boolean;
  /** Its reader goes on to another message while the server is asked. */
  readonly gone?: boolean;
}

async function press({ reply = {}, say, headers, stamp, draft = false, gone = false }: Setting, times = 1) {
  const fake = install(makeFakeOutlook());
  fake.headers.set('a', headers ?? '');
  if (draft) fake.compose([from]);
  else fake.select(message);
  if (stamp) fake.properties.set('draft', writeStamp(stamp));
  const clock = makeClock();
  const asked: { name: string; body: { regarding?: object | null } }[] = [];
  const call = async (name: string, { body }: { body: object }) => {
    asked.push({ name, body });
    if (gone) fake.select({ ...message, itemId: 'b' });
    const said = say?.(name) ?? (name === 'lookup' ? lookupReply(reply) : { tracking: tracking() });
    if (said instanceof Error) throw said;
    return said;
  };
  const api = { call } as unknown as Api;
  const ids = { last: 0 };
  const mint = () => uuid((ids.last += 1));
  const device = { database: undefined, partition: '', after: clock.after, chance: () => 0, now: clock.now, mint };
  const outbox: Outbox = await makeOutbox({ ...device, api, user: user.address, alone: (work) => work() });
  const stored = new Map<string, string>();
  const kept = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
  const doors = {
    ...{ api, user, mint, now: clock.now, calls: makeCalls(clock), settings: makeSettingsCache(() => kept, 'k') },
    signedIn: async () => undefined,
    outbox: async () => outbox,
    giveToken: async () => ({ token: 'CRM:0001001', why: null }),
    leaveSent: outbox.leaveSent,
  };
  for (let time = 0; time < times; time += 1) {
    const open = openItem();
    if (open.is === 'none') throw new Error('nothing is open');
    const done = trackOpen(open, doors);
    await fake.settle();
    await fake.settle();
    await done;
  }
  const told = fake.notices.shown.map(({ message: text, actions }) => [text, actions?.[0]?.actionText ?? null]);
  const changes = asked.filter(({ name }) => name !== 'lookup' && name !== 'lease' && name !== 'me');
  return { fake, asked: changes, told, stamp: readStamp(fake.properties.get('draft')) };
}

describe('K1 the ribbon’s Track beside a mail that was received', () => {
  test('tracks it to the one record of its sender, sets the category, and offers Undo', async () => {
    const { asked, told, fake } = await press({ reply: { people: [anna] } });
    expect(asked).toMatchObject([{ name: 'track', body: { regarding: { type: 'contact', id: annaRecord.id } } }]);
    expect(told).toEqual([[`Tracked regarding ${renewal.name}.`, 'Undo']]);
    expect(fake.categories.get('a')).toHaveLength(1);
  });

  test('follows the suggestion where a reply was recognised', async () => {
    const headers = 'In-Reply-To: <parent@northwind.example>\r\n';
    const { asked } = await press({ reply: { candidates: [candidate() as never] }, headers });
    expect(asked).toMatchObject([{ name: 'track', body: { regarding: { id: renewal.id } } }]);
  });

  test('tracks without record where nobody is known', async () => {
    const { asked } = await press({ reply: { people: [stranger] } });
    expect(asked).toMatchObject([{ name: 'track', body: { regarding: null } }]);
  });

  test('changes nothing on what the reader tracked already', async () => {
    const { asked, told } = await press({ reply: { own: tracking() } });
    expect([asked, told]).toEqual([[], [[`Tracked regarding ${renewal.name} already.`, 'Undo']]]);
  });

  test('joins what a colleague tracked, under their record', async () => {
    const theirs = tracking({
      receipts: [{ address: 'bob@northwind.example', name: 'Bob', at: '2026-05-04T11:00:00Z' }],
    });
    const { asked } = await press({ reply: { own: theirs } });
    expect(asked).toMatchObject([{ name: 'track', body: { regarding: { id: renewal.id } } }]);
  });

  test('tracks nothing where another email lies open by then, and says so', async () => {
    const { asked, told, fake } = await press({ reply: { people: [anna] }, gone: true });
    expect([asked, fake.categories.size]).toEqual([[], 0]);
    expect(told).toEqual([[expect.stringMatching(/^Outlook shows another email now\. Nothing was changed/), null]]);
  });

  test('without a line says that it waits, and does not wait twice', async () => {
    const away = (name: string) => (name === 'lookup' ? lookupReply({ people: [anna] }) : problem('offline'));
    const { told, fake } = await press({ say: away }, 2);
    expect(told).toEqual([
      ['No line to the server: it is tracked when the line is back.', 'Undo'],
      ['It is waiting for the line to the server already.', 'Undo'],
    ]);
    expect(fake.categories.size).toBe(0);
  });

  test.each<[string, (name: string) => Problem | object, RegExp]>([
    [
      'a refusal',
      (name) => (name === 'lookup' ? lookupReply() : problem('unknownRecord')),
      /^This record does not exist/,
    ],
    ['an answer that makes no sense', () => problem('badAnswer'), /^The server gave an answer/],
    ['a mistake of its own', () => new TypeError('x is undefined') as never, /^Threadmark could not track it\.$/],
  ])('says in a sentence what became of it after %s', async (_what, say, text) => {
    const { told } = await press({ say });
    expect(told).toEqual([[expect.stringMatching(text), null]]);
  });
});

describe('T4 the ribbon’s Track beside a draft', () => {
  test('sets it to be tracked; once more takes that back', async () => {
    const once = await press({ draft: true, reply: { people: [anna] } });
    expect(once.told).toEqual([[`Will be tracked regarding ${annaRecord.name}.`, 'Change or undo']]);
    expect(once.stamp).toMatchObject({
      by: 'hand',
      track: true,
      token: 'CRM:0001001',
      regarding: { id: annaRecord.id },
    });
    const twice = await press({ draft: true, reply: { people: [anna] } }, 2);
    expect(twice.told.at(-1)).toEqual(['Will not be tracked.', 'Change or undo']);
    expect(twice.stamp).toMatchObject({ by: 'hand', track: false });
    expect(twice.asked).toEqual([]);
  });

  test('Q5 on a mail that was called back untracks what was tracked when it was sent', async () => {
    const stamp: Stamp = { mark: uuid(900), by: 'hand', track: true, regarding: null, token: null };
    const { asked, told } = await press({ draft: true, stamp, reply: { own: tracking({ pending: true }) } });
    expect(told).toEqual([['Will not be tracked.', 'Change or undo']]);
    expect(asked).toMatchObject([{ name: 'leaveSent', body: { mark: stamp.mark } }]);
  });
});
