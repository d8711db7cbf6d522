/** What the handlers do with a draft: stamp, subject, letter; with every part of the runtime that may be missing or broken. */
import { keepKnownPeople } from '../../src/client/knownPeople';
import { keepLease } from '../../src/client/leases';
import { placesOf, type Letter } from '../../src/client/letters';
import { makeMemoryStorage } from '../../src/client/memoryStorage';
import { keepSendingRule, type SendingRule } from '../../src/client/sendingRule';
import { sentRequest } from '../../src/client/sentRequest';
import { readStamp, writeStamp, type Stamp } from '../../src/contract/stamp';
import { TrackSentSchema } from '../../src/contract/sending';
import { misfit } from '../../src/client/fits';
import { makeCalls } from '../../src/outlook/calls';
import type { Doors } from '../../src/launchevent/doors';
import { onCompose } from '../../src/launchevent/onCompose';
import { onSend } from '../../src/launchevent/onSend';
import { install, makeClock, makeFakeOutlook } from '../outlook/fakeOutlook';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const anna = { emailAddress: 'anna@contoso.example', displayName: 'Anna' };
const bob = { emailAddress: 'bob@northwind.example', displayName: 'Bob' };
const layout = { prefix: 'CRM:', userDigits: 3, counterDigits: 3 };

const rule = (autoTrack: 'off' | 'known' | 'everyone', more: Partial<SendingRule['rule']> = {}): SendingRule => ({
  rule: {
    autoTrack,
    wanted: true,
    neverTrack: [],
    trackPrivate: false,
    users: ['alice@northwind.example', 'bob@northwind.example'],
    ownDomains: ['northwind.example'],
    ...more,
  },
  tokensInSubject: true,
  subjectLength: 255,
  tokenLayouts: [layout],
});

const byHand: Stamp = {
  mark: uuid(900),
  by: 'hand',
  track: true,
  regarding: { type: 'contact', id: uuid(51), name: 'Anna Kowalska' },
  token: 'CRM:1001007',
};

interface Setting {
  readonly rule?: SendingRule;
  readonly stamp?: Stamp;
  readonly to?: (typeof anna)[];
  readonly counters?: number[];
  readonly known?: string[];
  readonly kind?: 'message' | 'appointment';
  readonly more?: object;
  readonly storage?: Doors['storage'];
}

async function setUp({
  rule: kept,
  stamp,
  to = [anna],
  counters = [1, 2],
  known = [],
  kind,
  more,
  ...rest
}: Setting = {}) {
  const fake = install(makeFakeOutlook());
  const draft = fake.compose(to, kind, more);
  const storage = makeMemoryStorage();
  await storage.change(async (drawer) => {
    if (kept) await keepSendingRule(drawer, kept);
    await keepKnownPeople(drawer, { known, unknown: [] });
    const lease = { leaseId: uuid(1), device: uuid(2), layout, user: 1, counters, expiresAt: '2027-01-01T00:00:00Z' };
    await keepLease(drawer, { lease, taken: 0, used: [], closed: false });
  });
  if (stamp) fake.properties.set('draft', writeStamp(stamp));
  const ids = { last: 0 };
  const doors: Doors = {
    calls: makeCalls(makeClock()),
    options: { limit: 1_000 },
    user: { address: 'alice@northwind.example', name: 'Alice Berg' },
    storage,
    now: () => Date.parse('2026-11-21T12:00:00Z'),
    mint: () => uuid((ids.last += 1)),
    ...rest,
  };
  const letters = () =>
    storage.change(async (drawer) => {
      const all: Letter[] = [];
      for (const place of await placesOf(drawer)) all.push((await drawer.get(place)) as Letter);
      return all;
    });
  const now = () => readStamp(fake.properties.get('draft'));
  return { fake, draft, doors, letters, now };
}

test('E2 a draft that begins gets its mark, once, however often its recipients change', async () => {
  const { draft, doors, now } = await setUp({ rule: rule('known') });
  await onCompose(doors);
  const first = now();
  expect(first).toMatchObject({ by: 'rule', track: true, token: null });
  expect(draft.headers.get('x-threadmark')).toBe(first?.mark);
  await onCompose(doors);
  expect(now()).toEqual(first);
});

test.each([
  ['the organisation tracks nothing on its own', rule('off')],
  ['the writer does not want it', rule('everyone', { wanted: false })],
])('E2 where %s a draft carries nothing', async (_what, kept) => {
  const { draft, doors, now } = await setUp({ rule: kept });
  await onCompose(doors);
  await onSend(doors);
  expect([now(), draft.headers.size, draft.subject]).toEqual([null, 0, '']);
});

test('E2 a choice by hand is sent as it stands: token in the subject, mark in the header, one letter', async () => {
  const { draft, doors, letters, now } = await setUp({ rule: rule('off'), stamp: byHand });
  draft.subject = 'Offer';
  await onSend(doors);
  expect(draft.subject).toBe('Offer CRM:1001007');
  expect(draft.headers.get('x-threadmark')).toBe(byHand.mark);
  expect(now()).toEqual(byHand);
  const [letter, ...more] = await letters();
  expect(more).toEqual([]);
  expect(letter).toMatchObject({
    about: `mark:${byHand.mark}`,
    subject: 'Offer CRM:1001007',
    recordName: 'Anna Kowalska',
  });
});

test.each([true, false, undefined])('E2 who shall read it leaves with the letter: private %j', async (isPrivate) => {
  const stamp = { ...byHand, ...(isPrivate !== undefined && { private: isPrivate }) };
  const { doors, letters, now } = await setUp({ rule: rule('off'), stamp });
  await onSend(doors);
  const [letter] = await letters();
  const request = sentRequest(letter!.id, letter!.errand as never);
  expect(misfit(TrackSentSchema, request)).toBeNull();
  expect([now()?.private, request.private]).toEqual([isPrivate, isPrivate]);
});

test('E2 how a meeting is marked leaves with its letter', async () => {
  const sensitivity = { getAsync: (done: (r: object) => void) => done({ status: 'succeeded', value: 'private' }) };
  const { doors, letters } = await setUp({ stamp: byHand, kind: 'appointment', more: { sensitivity } });
  await onSend(doors);
  const [letter] = await letters();
  expect(sentRequest(letter!.id, letter!.errand as never).sensitivity).toBe('private');
});

test('E2 its letter becomes a request that fits the contract, the same each time', async () => {
  const { draft, doors, letters } = await setUp({ stamp: byHand });
  draft.subject = 'Re: Offer';
  await onSend(doors);
  const [letter] = await letters();
  const request = sentRequest(letter!.id, letter!.errand as never);
  expect(misfit(TrackSentSchema, request)).toBeNull();
  expect(request).toEqual(sentRequest(letter!.id, letter!.errand as never));
  expect(request).toMatchObject({
    requestId: letter!.id,
    byRule: false,
    regarding: { type: 'contact', id: uuid(51) },
    keys: { messageId: `mark:${byHand.mark}`, mark: byHand.mark, direction: 'outgoing', topic: 'offer' },
    mail: { html: '<p>Hello</p>' },
  });
  expect(request.keys.tokens.map(({ digits }) => digits)).toEqual(['1001007']);
  expect(request.keys.recipients).toEqual(['anna@contoso.example']);
});

test.each([
  ['as long as the server takes', 4_000_000],
  ['longer', null],
])('E2 a text that is %s', async (_what, kept) => {
  const { fake, doors, letters } = await setUp({ stamp: byHand });
  fake.deeds.set('body', { value: 'x'.repeat(kept ?? 4_000_001) });
  await onSend(doors);
  const [letter] = await letters();
  expect((letter?.errand as { mail: { html: string | null } }).mail.html?.length ?? null).toBe(kept);
});

test('E2 a mail left alone by hand says so on the sender’s own copy, which then meets no other mail; nothing of ours leaves', async () => {
  const left = { ...byHand, track: false };
  const { draft, doors, letters, now } = await setUp({ rule: rule('everyone'), stamp: left });
  draft.headers.set('x-threadmark', left.mark);
  await onSend(doors);
  expect([now(), draft.headers.size, draft.subject, await letters()]).toEqual([left, 0, '', []]);
});

test('E2 a mail that the rule leaves alone carries nothing that others see, and its sender’s copy says so', async () => {
  const prepared: Stamp = { ...byHand, by: 'rule', token: null };
  const { draft, doors, letters, now } = await setUp({ rule: rule('everyone'), to: [bob], stamp: prepared });
  await onSend(doors);
  const left = { ...prepared, track: false };
  expect([now(), draft.headers.size, draft.subject, await letters()]).toEqual([left, 0, '', []]);
});

test('E2 what the rule left alone before it was called back is judged anew', async () => {
  const left: Stamp = { ...byHand, by: 'rule', track: false, token: null };
  const { draft, doors, letters, now } = await setUp({ rule: rule('everyone'), stamp: left });
  await onSend(doors);
  expect(now()).toMatchObject({ by: 'rule', track: true, mark: left.mark });
  expect([draft.headers.get('x-threadmark'), (await letters()).length]).toEqual([left.mark, 1]);
});

describe('E2 nothing chosen: the rule decides', () => {
  test('to somebody known: tracked, with a token from the lease', async () => {
    const { draft, doors, letters, now } = await setUp({ rule: rule('known'), known: ['anna@contoso.example'] });
    draft.subject = 'Offer';
    await onSend(doors);
    expect(draft.subject).toBe('Offer CRM:1001001');
    expect(now()).toMatchObject({ by: 'rule', token: 'CRM:1001001' });
    expect(await letters()).toHaveLength(1);
  });

  test('to somebody nobody was asked about: the server decides, and no number is spent', async () => {
    const { draft, doors, letters, now } = await setUp({ rule: rule('known') });
    draft.subject = 'Offer';
    await onSend(doors);
    expect(draft.subject).toBe('Offer');
    expect(now()).toMatchObject({ by: 'rule', token: null });
    expect(await letters()).toHaveLength(1);
  });

  test.each([
    ['colleagues alone', { rule: rule('everyone'), to: [bob] }],
    ['an address never to be tracked', { rule: rule('everyone', { neverTrack: ['anna@contoso.example'] }) }],
    ['a domain never to be tracked', { rule: rule('everyone', { neverTrack: ['@contoso.example'] }), to: [bob, anna] }],
    [
      'a private meeting',
      {
        rule: rule('everyone'),
        kind: 'appointment' as const,
        more: {
          sensitivity: { getAsync: (done: (r: object) => void) => done({ status: 'succeeded', value: 'private' }) },
        },
      },
    ],
  ])('%s: left alone', async (_what, setting) => {
    const { draft, doors, letters, now } = await setUp(setting);
    await onCompose(doors);
    await onSend(doors);
    const left = expect.objectContaining({ by: 'rule', track: false }) as Stamp;
    expect([now(), draft.headers.size, draft.subject, await letters()]).toEqual([left, 0, '', []]);
  });

  test('an answer keeps the token of its thread', async () => {
    const { draft, doors } = await setUp({ rule: rule('everyone') });
    draft.subject = 'Re: Offer CRM:0001042';
    await onSend(doors);
    expect(draft.subject).toBe('Re: Offer CRM:0001042');
  });

  test('with every number used it goes without a token, tracked all the same', async () => {
    const { draft, doors, letters } = await setUp({ rule: rule('everyone'), counters: [] });
    draft.subject = 'Offer';
    await onSend(doors);
    expect([draft.subject, (await letters()).length]).toEqual(['Offer', 1]);
  });

  test('a meeting is tracked without a token', async () => {
    const { draft, doors, letters } = await setUp({ rule: rule('everyone'), kind: 'appointment' });
    draft.subject = 'Visit';
    await onSend(doors);
    expect(draft.subject).toBe('Visit');
    expect((await letters())[0]).toMatchObject({ errand: { mail: { kind: 'appointment' } } });
  });
});

describe('E2 bad input', () => {
  test.each<[string, string, string]>([
    ['255 letters', 'x'.repeat(255), `${'x'.repeat(242)}… CRM:1001007`],
    ['an emoji at the cut', `${'x'.repeat(241)}👩‍👩‍👧${'y'.repeat(60)}`, `${'x'.repeat(241)}… CRM:1001007`],
    ['a right-to-left subject', 'הצעת מחיר', 'הצעת מחיר CRM:1001007'],
    ['no subject', '', 'CRM:1001007'],
    ['its token already there', 'Offer CRM:1001007', 'Offer CRM:1001007'],
  ])('%s', async (_what, subject, wanted) => {
    const { draft, doors } = await setUp({ rule: rule('off'), stamp: byHand });
    draft.subject = subject;
    await onSend(doors);
    expect(draft.subject).toBe(wanted);
    expect(draft.subject.length).toBeLessThanOrEqual(255);
  });

  test('a hostile property is nobody’s choice', async () => {
    const { fake, draft, doors, letters } = await setUp({ rule: rule('off') });
    fake.properties.set('draft', '{"v":1,"mark":"__proto__","track":true,"by":"hand","token":"x","regarding":null}');
    await onSend(doors);
    expect([draft.subject, await letters()]).toEqual(['', []]);
  });
});

describe('E2 what the runtime lacks costs only itself', () => {
  test('no storage (classic Outlook): what the pane prepared is sent', async () => {
    const { draft, doors } = await setUp({ stamp: byHand, storage: null });
    await onSend(doors);
    expect([draft.subject, draft.headers.get('x-threadmark')]).toEqual(['CRM:1001007', byHand.mark]);
  });

  test('no storage and nothing prepared: header and property, the server decides later', async () => {
    const { draft, doors, now } = await setUp({ storage: null });
    await onCompose(doors);
    await onSend(doors);
    expect([draft.subject, draft.headers.get('x-threadmark')]).toEqual(['', now()?.mark]);
    expect(now()).toMatchObject({ by: 'rule', track: true });
  });

  test('a storage that is full loses the letter, not the stamp', async () => {
    const full = { change: () => Promise.reject(new DOMException('Full', 'QuotaExceededError')) };
    const { draft, doors, now } = await setUp({ stamp: byHand, storage: full });
    await onSend(doors);
    expect([draft.subject, now()]).toEqual(['CRM:1001007', byHand]);
  });

  test.each(['headers.set', 'properties.save', 'subject.set', 'session.set', 'body', 'recipients'])(
    'a client that refuses %s',
    async (name) => {
      const { fake, doors, letters } = await setUp({ rule: rule('off'), stamp: byHand });
      fake.deeds.set(name, { code: 9020 });
      await onSend(doors);
      expect(await letters()).toHaveLength(1);
    },
  );

  test('a subject that the client does not tell stays as it is', async () => {
    const { fake, draft, doors, now } = await setUp({ rule: rule('off'), stamp: byHand });
    draft.subject = 'Offer';
    fake.deeds.set('subject', { code: 9020 });
    await onSend(doors);
    expect([draft.subject, now()]).toEqual(['Offer', byHand]);
    expect(draft.headers.get('x-threadmark')).toBe(byHand.mark);
  });

  test('where recipients are not told, the rule leaves nothing alone and tracks nothing: what is sent decides', async () => {
    const setting = { rule: rule('everyone', { neverTrack: ['anna@contoso.example'] }) };
    const { fake, draft, doors, letters, now } = await setUp(setting);
    fake.deeds.set('recipients', { code: 9020 });
    await onCompose(doors);
    await onSend(doors);
    expect([now()?.track, draft.headers.get('x-threadmark'), await letters()]).toEqual([true, now()?.mark, []]);
  });

  test('a storage that fails: a draft gets its mark, and the server decides later', async () => {
    const closed = { change: () => Promise.reject(new DOMException('Closed', 'SecurityError')) };
    const { draft, doors, now } = await setUp({ storage: closed });
    await onCompose(doors);
    await onSend(doors);
    expect(now()).toMatchObject({ by: 'rule', track: true });
    expect(draft.headers.get('x-threadmark')).toBe(now()?.mark);
  });
});

describe('E2 a forward that has inherited the property of the mail it copies leaves without that mail’s choice', () => {
  const sent: Stamp = { ...byHand, plain: true };

  test.each(['FW: Offer', 'Fwd: Offer', 'WG: Angebot', 'TR : Offre', 'RV: Oferta', '转发：报价'])(
    '%s',
    async (subject) => {
      const { draft, doors, letters, now } = await setUp({ rule: rule('off'), stamp: sent, to: [bob] });
      draft.subject = subject;
      await onSend(doors);
      expect([await letters(), now(), draft.subject, draft.headers.size]).toEqual([[], null, subject, 0]);
    },
  );

  test('by the rule it is tracked as a mail of its own', async () => {
    const { draft, doors, letters, now } = await setUp({ rule: rule('everyone'), stamp: sent });
    draft.subject = 'FW: Offer';
    await onSend(doors);
    expect(now()).toMatchObject({ by: 'rule', track: true, regarding: null });
    expect(now()?.mark).not.toBe(sent.mark);
    expect((await letters()).map(({ about, recordName }) => [about, recordName])).toEqual([
      [`mark:${now()?.mark}`, null],
    ]);
  });

  test.each<[string, Stamp, string, boolean]>([
    ['an answer', sent, 'Re: Offer', false],
    ['a mail that is no forward', sent, 'Offer: 200 chairs', false],
    ['a forward for which it was chosen', byHand, 'FW: Offer', false],
    ['a mail that its writer calls so since', sent, 'FW: Offer', true],
  ])('but %s keeps its choice', async (_what, stamp, subject, here) => {
    const { draft, doors, letters } = await setUp({ rule: rule('off'), stamp });
    draft.subject = subject;
    if (here) draft.session.set('threadmark', writeStamp(stamp));
    await onSend(doors);
    expect((await letters()).map(({ about }) => about)).toEqual([`mark:${stamp.mark}`]);
  });
});
