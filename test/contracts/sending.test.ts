/** A mail that is tracked when it is sent: its letter, its copy in Sent Items and a colleague's copy come in any order. */
import { defaultPreferences } from '../../src/contract/defaultPreferences';
import { randomUUID } from 'node:crypto';
import { endpoints, type EndpointName } from '../../src/contract/endpoints';
import { parse } from '../../src/contract/schema';
import type { Settings } from '../../src/contract/settings';
import type { TrackSent } from '../../src/contract/sending';
import type { Tracking } from '../../src/contract/tracking';
import { implementations } from '../tools/database';
import { body, expectProblem, furnish, keysOf, NOW, refOf, trackOf, type House, type WireKeys } from './samples';

const ALICE = 'alice@northwind.example';
const BOB = 'bob@northwind.example';
const ANNA = 'anna@contoso.example';
const nothing = { body: undefined, params: undefined };
const person = (address: string) => ({ address, name: '' });

/** One mail of Alice's: as its letter tells of it, as it lies in Sent Items, and as a colleague receives it. */
function sentMail(part: Partial<WireKeys> = {}) {
  const mark = randomUUID();
  const base = keysOf({
    direction: 'outgoing',
    from: ALICE,
    recipients: [ANNA, BOB],
    topic: `offer ${mark.slice(0, 8)}`,
    ...part,
  });
  return {
    mark,
    letter: { ...base, messageId: `mark:${mark}`, mark } as WireKeys,
    copy: { ...base, mark, sentAt: '2026-11-20T10:00:07Z' } as WireKeys,
    /** From a client that cannot read custom properties. */
    bare: { ...base, sentAt: '2026-11-20T10:00:07Z' } as WireKeys,
    received: { ...base, mark, direction: 'incoming', sentAt: '2026-11-20T10:00:07Z' } as WireKeys,
  };
}

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  beforeAll(async () => (house = await furnish(await implementation.fresh())));
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  /** Only the sender's own copy names who got it blindly. */
  const content = (keys: WireKeys) => ({
    keys,
    mail: {
      subject: keys.topic,
      from: person(ALICE),
      to: [person(ANNA)],
      cc: [person(BOB)],
      bcc: keys.direction === 'outgoing' ? [person('boss@northwind.example')] : [],
    },
  });
  const letterOf = (keys: WireKeys, part: Partial<TrackSent> = {}): TrackSent => ({
    ...trackOf({ ...content(keys), regarding: refOf(house.anna), because: { reason: 'Chosen while it was written.' } }),
    byRule: false,
    ...part,
  });
  const send = (keys: WireKeys, part: Partial<TrackSent> = {}) =>
    house.acts.trackSent(house.alice, body(letterOf(keys, part)));
  const track = (who: 'alice' | 'bob', keys: WireKeys, regarding = refOf(house.anna)) =>
    house.acts.track(house[who], body(trackOf({ ...content(keys), regarding })));
  const lookup = (who: 'alice' | 'bob', keys: WireKeys) =>
    house.acts.lookup(house[who], body({ keys, settingsVersion: 99 }));
  const take = async (keys: WireKeys) => {
    const { own } = await lookup('alice', keys);
    const activityId = own?.activityId ?? '';
    return house.acts.meet(house.alice, body({ requestId: randomUUID(), activityId, keys }));
  };
  const rows = (topic: string) =>
    house.db.store.look(house.alice.orgId, (ask) =>
      ask<{ direction: string; state: string; pending: boolean; id: string; messageId: string }>(
        {
          text: `select activity_id as id, direction, state, pending, message_id as "messageId" from activity where topic = $1`,
        },
        [topic],
      ),
    );
  const settingsAre = async (change: Partial<Settings>) => {
    const { version, settings } = await house.acts.settings(house.alice, nothing);
    const wanted = { ...settings, ...change };
    await house.acts.saveSettings(house.alice, body({ version, reason: 'for this test', settings: wanted }));
  };

  describe('the letter and its sent copy', () => {
    const ways = {
      letter: (mail: ReturnType<typeof sentMail>) => send(mail.letter),
      copy: (mail: ReturnType<typeof sentMail>) => send(mail.copy),
      click: (mail: ReturnType<typeof sentMail>) => track('alice', mail.copy),
      bareClick: (mail: ReturnType<typeof sentMail>) => track('alice', mail.bare),
    };
    type Way = keyof typeof ways;
    const orders: Way[][] = [
      ['letter', 'copy'],
      ['copy', 'letter'],
      ['letter', 'click'],
      ['click', 'letter'],
      ['letter', 'bareClick'],
      ['bareClick', 'letter'],
      ['letter', 'letter', 'copy', 'letter'],
      ['copy', 'copy', 'letter', 'click'],
      ['bareClick', 'letter', 'copy'],
      ['letter', 'bareClick', 'copy'],
    ];

    test.each(orders.map((order) => [order.join(', '), order] as const))(
      'Q1 #24 %s: one activity that is known by its Message-ID and waits for nothing',
      async (_title, order) => {
        const mail = sentMail();
        for (const way of order) await ways[way](mail);
        expect(await rows(mail.copy.topic)).toEqual([
          expect.objectContaining({ direction: 'outgoing', pending: false, messageId: mail.copy.messageId }),
        ]);
        const { own } = await lookup('alice', mail.copy);
        expect(own).toMatchObject({
          state: 'tracked',
          regarding: { id: house.anna.id },
          receipts: [{ address: ALICE }],
        });
      },
    );

    test.each(orders.map((order) => [order.join(', '), order] as const))(
      'Q1 at the same moment %s: one activity',
      async (_title, order) => {
        for (let round = 0; round < 4; round++) {
          const mail = sentMail();
          await Promise.all(order.map((way) => ways[way](mail)));
          expect(await rows(mail.copy.topic)).toEqual([expect.objectContaining({ pending: false })]);
        }
      },
    );

    test('Q1 until its copy is met it is listed to its owner, and found by its copy as what it is', async () => {
      const mail = sentMail();
      const { tracking } = await send(mail.letter);
      expect(tracking).toMatchObject({ pending: true, state: 'tracked' });
      const listed = async (who: 'alice' | 'bob') =>
        (await house.acts.pending(house[who], nothing)).pending.map((each) => each.tracking.activityId);
      expect(await listed('alice')).toContain(tracking?.activityId);
      expect(await listed('bob')).toEqual([]);
      for (const keys of [mail.copy, mail.bare]) {
        const { own, candidates } = await lookup('alice', keys);
        expect(own).toEqual(tracking);
        expect(candidates.map(({ activityId }) => activityId)).not.toContain(tracking?.activityId);
      }
      const met = await take(mail.copy);
      expect(met.tracking).toEqual({ ...tracking, pending: undefined });
      expect(await listed('alice')).not.toContain(tracking?.activityId);
    });

    test('Q1 a reply to the sent copy finds it by its Message-ID, also one that was tracked before the copy was met', async () => {
      const mail = sentMail();
      await send(mail.letter);
      const answer = (id: string) =>
        keysOf({ messageId: id, topic: mail.copy.topic, inReplyTo: [mail.copy.messageId] });
      const early = answer(`early-${mail.mark}@contoso.example`);
      await house.acts.track(house.alice, body(trackOf({ keys: early })));
      expect((await lookup('alice', answer('late@contoso.example'))).candidates).toHaveLength(1);
      await take(mail.copy);
      const { candidates } = await lookup('alice', answer('late@contoso.example'));
      expect(candidates).toHaveLength(2);
      expect(new Set(candidates.map(({ threadId }) => threadId)).size).toBe(1);
    });

    test('Q1 a mail that was called back and sent again goes where its writer chose last, whichever letter comes first', async () => {
      for (const order of [
        ['first', 'second'],
        ['second', 'first'],
      ] as const) {
        const mail = sentMail();
        const again = { ...mail.letter, sentAt: '2026-11-20T10:00:05Z' };
        const letters = {
          first: () => send(mail.letter),
          second: () => send(again, { regarding: refOf(house.contoso) }),
        };
        for (const letter of order) await letters[letter]();
        expect((await lookup('alice', mail.copy)).own).toMatchObject({
          regarding: { id: house.contoso.id },
          pending: true,
        });
      }
    });

    test('Q1 a letter that comes after somebody changed the record does not change it back', async () => {
      const mail = sentMail();
      const { activityId, version } = (await send(mail.letter)).tracking as Tracking;
      const moved = { requestId: randomUUID(), activityId, version, regarding: null };
      await house.acts.regard(house.alice, body(moved));
      const late = await send({ ...mail.letter, sentAt: '2026-11-20T10:00:05Z' });
      expect(late.tracking?.regarding).toBeNull();
    });

    test('Q1 a letter that comes after somebody took the tracking back does not bring it back', async () => {
      const mail = sentMail();
      const { tracking } = await send(mail.copy);
      const { activityId, version } = tracking as Tracking;
      await house.acts.untrack(house.alice, body({ requestId: randomUUID(), activityId, version }));
      const late = await send(mail.letter);
      expect(late).toMatchObject({ tracking: { activityId, state: 'untracked' }, why: 'Its tracking was taken back.' });
      expect(await rows(mail.copy.topic)).toHaveLength(1);
    });

    test('Q1 the token meets a copy whose recipients were rewritten, and not the answer that carries it too', async () => {
      const token = { tokens: [{ digits: '0000123', before: 'Offer CRM:' }] };
      const mail = sentMail(token);
      const subject = 'Offer CRM:0000123';
      const letter = letterOf(mail.letter);
      const sent = await house.acts.trackSent(house.alice, body({ ...letter, mail: { ...letter.mail, subject } }));
      const rewritten = { ...mail.bare, recipients: ['list@contoso.example'] };
      const answer = { ...rewritten, messageId: 'answer@northwind.example', mailKind: 'reply' as const };
      expect((await lookup('alice', answer)).own).toBeNull();
      expect((await lookup('alice', rewritten)).own?.activityId).toBe(sent.tracking?.activityId);
    });

    test.each<[string, (keys: WireKeys) => WireKeys]>([
      ['another topic', (keys) => ({ ...keys, topic: 'something else' })],
      ['other recipients', (keys) => ({ ...keys, recipients: ['eve@proseware.example'] })],
      ['another day', (keys) => ({ ...keys, sentAt: '2026-11-22T10:00:00Z' })],
      ['another mark', (keys) => ({ ...keys, mark: randomUUID() })],
      ['no topic', (keys) => ({ ...keys, topic: '' })],
      ['no date', (keys) => ({ ...keys, sentAt: null })],
      ['an impossible date', (keys) => ({ ...keys, sentAt: '2026-05-39T99:00:00Z' })],
    ])('Q1 a copy with %s is another mail', async (_what, other) => {
      const mail = sentMail();
      await send(mail.letter);
      expect((await lookup('alice', other(mail.bare))).own).toBeNull();
    });

    test('Q1 a copied draft that carries the mark of a mail sent before is tracked as a mail of its own', async () => {
      const mail = sentMail();
      await send(mail.letter);
      const reused = { ...mail.letter, topic: `another ${mail.mark}`, recipients: ['eve@proseware.example'] };
      const second = await send(reused);
      expect(second.tracking?.activityId).not.toBe((await send(mail.letter)).tracking?.activityId);
      expect(await rows(reused.topic)).toHaveLength(1);
    });

    test.each<[string, string | null]>([
      ['a shared mailbox', 'sales@northwind.example'],
      ['an alias', 'alice.berg@northwind.example'],
      ['nobody whom Outlook names', null],
      ['a place in Exchange’s directory', '/o=exchangelabs/ou=x (fydibohf23spdlt)/cn=recipients/cn=9f3a-alice'],
    ])('Q1 the copy that lies in Sent Items under %s is met by its mark, by its writer alone', async (_name, from) => {
      const mail = sentMail();
      const { tracking } = await send(mail.letter);
      const copy = { ...mail.copy, from };
      expect((await lookup('bob', copy)).own).toBeNull();
      expect((await lookup('alice', copy)).own).toEqual(tracking);
      const met = await take(copy);
      expect(met.tracking).toEqual({ ...tracking, pending: undefined });
      expect(await rows(mail.copy.topic)).toHaveLength(1);
      expect((await lookup('alice', copy)).people.map(({ address }) => address)).not.toContain(
        from?.startsWith('/') ? from : 'x',
      );
    });

    test('Q2 a colleague who looks at the copy in a shared mailbox makes no second mail of it', async () => {
      const mail = sentMail();
      const { tracking } = await send(mail.letter);
      const copy = { ...mail.copy, from: 'sales@northwind.example' };
      const seen = await house.acts.trackSent(house.bob, body(letterOf(copy)));
      expect(seen).toEqual({ tracking: null, why: 'Somebody else sent it; it is tracked for them.' });
      expect(await rows(mail.copy.topic)).toEqual([
        expect.objectContaining({ id: tracking?.activityId, pending: true }),
      ]);
    });

    test('Q1 a forward that inherits the mark of a mail which has just left is a mail of its own', async () => {
      for (const met of [true, false]) {
        const mail = sentMail();
        const first = await send(mail.letter);
        if (met) await take(mail.copy);
        const forward = { ...mail.letter, mailKind: 'forward' as const, recipients: ['markus@fabrikam.example'] };
        const letter = letterOf({ ...forward, sentAt: '2026-11-20T10:04:00Z' });
        const subject = `FW: ${letter.mail.subject}`;
        const second = await house.acts.trackSent(house.alice, body({ ...letter, mail: { ...letter.mail, subject } }));
        expect(second.tracking?.activityId).not.toBe(first.tracking?.activityId);
        expect(await rows(mail.copy.topic)).toHaveLength(2);
        const draft = { ...forward, messageId: `surrogate:${mail.mark}`, sentAt: null };
        expect((await lookup('alice', { ...mail.copy, messageId: 'other' })).own?.activityId).toBe(
          first.tracking?.activityId,
        );
        expect((await lookup('alice', draft)).own?.activityId).toBe(second.tracking?.activityId);
      }
    });

    test('Q1 an appointment that was renamed since is the same', async () => {
      const mail = sentMail({ kind: 'appointment' });
      const { tracking } = await send(mail.letter);
      const renamed = { ...mail.copy, topic: 'moved to Friday' };
      expect((await lookup('alice', renamed)).own?.activityId).toBe(tracking?.activityId);
    });

    test('Q1 two trackings that turn out to be one mail become one when their copy is met', async () => {
      const mail = sentMail();
      const first = await send(mail.letter);
      const odd = { ...mail.bare, recipients: ['list@contoso.example'] };
      const second = await track('alice', odd);
      expect(second.tracking.activityId).not.toBe(first.tracking?.activityId);
      const letter = {
        requestId: randomUUID(),
        activityId: first.tracking!.activityId,
        keys: { ...odd, mark: mail.mark },
      };
      expect((await house.acts.meet(house.alice, body(letter))).tracking.activityId).toBe(second.tracking.activityId);
      const left = await rows(mail.copy.topic);
      expect(left.filter(({ state }) => state === 'tracked').map(({ id }) => id)).toEqual([second.tracking.activityId]);
      expect(left.filter(({ pending }) => pending)).toEqual([]);
    });
  });

  describe('hostile letters', () => {
    test('Q2 #20 a mark from outside never meets: not in a received mail, not from another sender, not in another organisation', async () => {
      const mail = sentMail();
      await send(mail.letter);
      const forged = { ...mail.copy, messageId: 'forged@proseware.example', from: 'eve@proseware.example' };
      expect((await lookup('bob', { ...forged, direction: 'incoming' })).own).toBeNull();
      expect((await lookup('bob', forged)).own).toBeNull();
      expect(
        (await lookup('alice', { ...mail.copy, direction: 'incoming', messageId: 'x@proseware.example' })).own,
      ).toBeNull();
      const foreign = await house.acts.lookup(house.mallory, body({ keys: mail.copy, settingsVersion: 0 }));
      expect([foreign.own, foreign.candidates]).toEqual([null, []]);
    });

    test.each<[string, (mail: ReturnType<typeof sentMail>) => Partial<WireKeys>]>([
      ['received', () => ({ direction: 'incoming' })],
      ['without a mark', () => ({ mark: undefined as never })],
      ['with the id of another mark', () => ({ messageId: `mark:${randomUUID()}` })],
    ])('H1 a letter about mail %s is refused and changes nothing', async (_what, change) => {
      const mail = sentMail();
      await expectProblem(send({ ...mail.letter, ...change(mail) }), 'badInput');
      expect(await rows(mail.letter.topic)).toEqual([]);
    });

    test('H1 meeting what is not the copy, not mine or not sent is refused', async () => {
      const mail = sentMail();
      const { tracking } = await send(mail.letter);
      const meet = (who: 'alice' | 'bob' | 'mallory', keys: WireKeys) =>
        house.acts.meet(house[who], body({ requestId: randomUUID(), activityId: tracking!.activityId, keys }));
      await expectProblem(meet('alice', { ...mail.bare, topic: 'something else' }), 'notAllowed');
      await expectProblem(meet('bob', { ...mail.copy, from: BOB }), 'notAllowed');
      await expectProblem(meet('mallory', mail.copy), 'unknownTracking');
      await expectProblem(meet('alice', mail.letter), 'badInput');
      await expectProblem(meet('alice', mail.received), 'badInput');
      expect((await lookup('alice', mail.copy)).own?.pending).toBe(true);
    });

    test('Q2 nobody can answer to a mark: an id that looks like ours finds nothing', async () => {
      const mail = sentMail();
      await send(mail.letter);
      const { candidates } = await lookup('alice', keysOf({ inReplyTo: [mail.letter.messageId], topic: 'x' }));
      expect(candidates).toEqual([]);
      const posing = await lookup('alice', keysOf({ messageId: mail.letter.messageId, topic: mail.letter.topic }));
      expect(posing.own).toBeNull();
    });
  });

  describe('the rule for outgoing mail', () => {
    const bySending = (keys: WireKeys, part: Partial<TrackSent> = {}) =>
      send(keys, { byRule: true, regarding: null, ...part });
    afterEach(() => settingsAre({ autoTrack: 'off', neverTrack: [], trackPrivate: false }));
    afterEach(() => house.acts.savePreferences(house.alice, body({ ...defaultPreferences, autoTrack: true })));

    test('Q3 off, it leaves every mail alone and says so', async () => {
      const mail = sentMail();
      const reply = await bySending(mail.letter);
      expect(reply).toEqual({ tracking: null, why: 'Your organisation does not track mail on its own.' });
      expect(await rows(mail.letter.topic)).toEqual([]);
    });

    test('Q3 on, mail to somebody known is tracked to their record', async () => {
      await settingsAre({ autoTrack: 'known' });
      const { tracking } = await bySending(sentMail().letter);
      expect(tracking).toMatchObject({
        method: 'sent',
        reason: `${ANNA} stands for a record.`,
        regarding: { id: house.anna.id },
      });
      const stranger = await bySending(sentMail({ recipients: ['eve@proseware.example'] }).letter);
      expect(stranger).toEqual({ tracking: null, why: 'No recipient stands for a record.' });
    });

    test('Q3 a record that the mail had to do with before its recipients changed is no wish of anybody’s', async () => {
      await settingsAre({ autoTrack: 'known' });
      const { tracking } = await bySending(sentMail().letter, { regarding: refOf(house.deal) });
      expect(tracking?.regarding?.id).toBe(house.anna.id);
    });

    test('P1 Q3 who got it blindly counts, but the reason that everybody reads does not name them', async () => {
      await settingsAre({ autoTrack: 'known' });
      const mail = { ...letterOf(sentMail().letter).mail, to: [person('eve@proseware.example')], cc: [] };
      const keys = sentMail({ recipients: [ANNA, 'eve@proseware.example'] }).letter;
      const { tracking } = await bySending(keys, { mail: { ...mail, bcc: [person(ANNA.toUpperCase())] } });
      expect(tracking).toMatchObject({ reason: 'A recipient stands for a record.', regarding: { id: house.anna.id } });
    });

    test('Q3 for everyone, also mail to a stranger is tracked; mail among colleagues is not', async () => {
      await settingsAre({ autoTrack: 'everyone' });
      const stranger = await bySending(sentMail({ recipients: ['eve@proseware.example'] }).letter);
      expect(stranger.tracking).toMatchObject({ regarding: null, pending: true });
      const inside = await bySending(sentMail({ recipients: [BOB] }).letter);
      expect(inside).toEqual({ tracking: null, why: 'It goes to colleagues only.' });
    });

    test('Q3 #85 never-track, sensitivity and one’s own choice are obeyed; a click is obeyed before them', async () => {
      await settingsAre({ autoTrack: 'everyone', neverTrack: ['contoso.example'] });
      expect((await bySending(sentMail().letter)).why).toBe(`Mail with ${ANNA} is never tracked on its own.`);
      expect((await send(sentMail().letter)).tracking).toMatchObject({ state: 'tracked' });
      await settingsAre({ neverTrack: [] });
      expect((await bySending(sentMail().letter, { sensitivity: 'private' })).why).toBe('It is marked private.');
      await house.acts.savePreferences(house.alice, body({ ...defaultPreferences, autoTrack: false }));
      expect((await bySending(sentMail().letter)).why).toBe('You turned automatic tracking off for your mail.');
      expect((await lookup('alice', keysOf())).preferences).toEqual({ ...defaultPreferences, autoTrack: false });
      expect((await lookup('bob', keysOf())).preferences).toEqual({ ...defaultPreferences, autoTrack: true });
    });

    test('Q3 an answer keeps the record and the thread that its token names', async () => {
      await settingsAre({ autoTrack: 'known' });
      const opener = keysOf({ tokens: [{ digits: '0000777', before: 'Chairs CRM:' }], topic: 'chairs' });
      const subject = 'Chairs CRM:0000777';
      await house.acts.track(
        house.alice,
        body(trackOf({ keys: opener, mail: { subject }, regarding: refOf(house.deal) })),
      );
      const mail = sentMail({ tokens: opener.tokens, topic: `chairs ${randomUUID()}`, mailKind: 'reply' });
      const { tracking } = await bySending(mail.letter);
      expect(tracking?.regarding?.id).toBe(house.deal.id);
      const { candidates } = await lookup('alice', keysOf({ tokens: opener.tokens, topic: 'another' }));
      expect(new Set(candidates.map(({ threadId }) => threadId)).size).toBe(1);
      expect(candidates).toHaveLength(2);
    });

    test('T3 a new mail with a number that an old thread had before starts a thread of its own', async () => {
      const tokens = [{ digits: '0000555', before: 'Tables CRM:' }];
      const old = keysOf({ tokens, topic: 'tables', sentAt: '2026-01-05T10:00:00Z' });
      const subject = 'Tables CRM:0000555';
      await house.acts.track(
        house.alice,
        body(trackOf({ keys: old, mail: { subject }, regarding: refOf(house.deal) })),
      );
      await send(sentMail({ tokens, topic: `lamps ${randomUUID()}` }).letter);
      const { candidates } = await lookup('alice', keysOf({ tokens, topic: 'another' }));
      expect(new Set(candidates.map(({ threadId }) => threadId)).size).toBe(2);
    });

    test('Q3 the rule has no say against a record that somebody chose', async () => {
      await settingsAre({ autoTrack: 'known' });
      const mail = sentMail();
      await track('alice', mail.copy, refOf(house.deal));
      const { tracking } = await bySending(mail.letter, { regarding: refOf(house.anna) });
      expect(tracking).toMatchObject({ regarding: { id: house.deal.id }, receipts: [{ address: ALICE }] });
    });
  });

  describe('mail between users', () => {
    const steps = {
      letter: (mail: ReturnType<typeof sentMail>) => send(mail.letter),
      copy: (mail: ReturnType<typeof sentMail>) => track('alice', mail.copy),
      received: (mail: ReturnType<typeof sentMail>) => track('bob', mail.received),
    };
    const names = ['letter', 'copy', 'received'] as const;
    const orders = names.flatMap((a) => names.flatMap((b) => names.map((c) => [a, b, c] as const)));
    const permutations = orders.filter((order) => new Set(order).size === 3);
    const endState = async (topic: string) => {
      const found = await rows(topic);
      return Promise.all(
        found.map(async ({ id, direction, pending }) => {
          const parts = await house.db.store.look(house.alice.orgId, (ask) =>
            Promise.all([
              ask({ text: `select role, address from activity_party where activity_id = $1 order by 1, 2` }, [id]),
              ask({ text: `select kind, key_hash from correlation_key where activity_id = $1 order by 1, 2` }, [id]),
              ask({ text: `select user_id from receipt where activity_id = $1 order by 1` }, [id]),
              ask({ text: `select message_id, sent_at, regarding_id, state from activity where activity_id = $1` }, [
                id,
              ]),
            ]),
          );
          return { direction, pending, parts };
        }),
      );
    };
    const blank = (state: unknown, mail: ReturnType<typeof sentMail>) =>
      JSON.parse(JSON.stringify(state).replaceAll(mail.copy.messageId, 'id')) as unknown;

    test.each(permutations.map((order) => [order.join(', '), order] as const))(
      'Q4 as two: %s give an activity for each, in one thread',
      async (_title, order) => {
        await settingsAre({ internalAsTwo: true });
        const mail = sentMail();
        for (const step of order) await steps[step](mail);
        const found = await rows(mail.copy.topic);
        expect(found.map(({ direction, pending }) => [direction, pending]).sort()).toEqual([
          ['incoming', false],
          ['outgoing', false],
        ]);
        const answer = await lookup('alice', keysOf({ inReplyTo: [mail.copy.messageId] }));
        expect(new Set(answer.candidates.map(({ threadId }) => threadId)).size).toBe(1);
        expect(answer.candidates).toHaveLength(2);
      },
    );

    test('Q4 as one: letter, sent copy and received copy end as the same one activity in every order, also at once', async () => {
      await settingsAre({ internalAsTwo: false });
      const mail = sentMail({ messageId: `one-${randomUUID()}@northwind.example` });
      const ends: unknown[] = [];
      for (const order of permutations) {
        const id = randomUUID();
        const topic = `order ${id}`;
        // The same mail each time, but for what has to differ: compared are the parts that do not.
        const fresh = sentMail({ messageId: `${id}@northwind.example`, topic });
        for (const step of order) await steps[step](fresh);
        const state = (await endState(topic)) as { parts: unknown[][] }[];
        expect(state).toHaveLength(1);
        ends.push(
          blank(
            state.map(({ parts: [people, keys, ...rest], ...head }) => ({ ...head, people, keys: keys?.length, rest })),
            fresh,
          ),
        );
      }
      expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1);
      expect(JSON.stringify(ends[0])).toContain(`"user_id":${house.bob.userId}`);
      await Promise.all(names.map((step) => steps[step](mail)));
      expect(await rows(mail.copy.topic)).toEqual([expect.objectContaining({ direction: 'outgoing', pending: false })]);
      for (const who of ['alice', 'bob'] as const) {
        const keys = who === 'alice' ? mail.copy : mail.received;
        const { own } = await lookup(who, keys);
        expect(own?.receipts.map(({ address }) => address).sort()).toEqual([ALICE, BOB]);
      }
    });

    test('Q4 as one: a colleague who got it blindly, without header and before its copy was met, shares the one activity', async () => {
      await settingsAre({ internalAsTwo: false });
      const mail = sentMail({ recipients: [BOB] });
      const visible = { ...mail.received, mark: undefined as never, recipients: [] };
      const to = { ...letterOf(mail.letter).mail, to: [], cc: [], bcc: [person(BOB)] };
      const sent = await send(mail.letter, { mail: to });
      const seen = await track('bob', visible, refOf(house.anna));
      expect(seen.tracking.activityId).toBe(sent.tracking?.activityId);
      const met = (await lookup('alice', { ...mail.copy, recipients: [] })).own;
      expect(met).toMatchObject({ regarding: { id: house.anna.id }, receipts: [{ address: ALICE }, { address: BOB }] });
      expect(await rows(mail.copy.topic)).toHaveLength(1);
    });

    test('Q4 as one: what the colleague tracked before anything told that it is the same mail takes in the sender’s tracking', async () => {
      await settingsAre({ internalAsTwo: false });
      const mail = sentMail();
      const odd = { ...mail.received, mark: undefined as never, recipients: ['list@northwind.example'] };
      const toList = { ...content(odd).mail, to: [person('list@northwind.example')], cc: [], bcc: [] };
      const bare = trackOf({ keys: odd, mail: toList, regarding: null });
      const { tracking } = await house.acts.track(house.bob, body(bare));
      const first = await send(mail.letter);
      expect(first.tracking?.activityId).not.toBe(tracking.activityId);
      const letter = { requestId: randomUUID(), activityId: first.tracking!.activityId, keys: mail.copy };
      const met = await house.acts.meet(house.alice, body(letter));
      expect(met.tracking).toMatchObject({
        activityId: tracking.activityId,
        regarding: { id: house.anna.id },
        receipts: [{ address: ALICE }, { address: BOB }],
      });
      expect((await rows(mail.copy.topic)).filter(({ state }) => state === 'tracked')).toHaveLength(1);
    });

    test('Q4 as one: mail from outside is received by each as before', async () => {
      await settingsAre({ internalAsTwo: false });
      const keys = keysOf({ topic: `outside ${randomUUID()}` });
      await house.acts.track(house.alice, body(trackOf({ keys })));
      await house.acts.track(house.bob, body(trackOf({ keys })));
      expect(await rows(keys.topic)).toEqual([expect.objectContaining({ direction: 'incoming' })]);
    });

    test('Q4 what was tracked as two before the organisation wanted one stays as it is', async () => {
      await settingsAre({ internalAsTwo: true });
      const mail = sentMail();
      const { tracking } = await track('bob', mail.received);
      await settingsAre({ internalAsTwo: false });
      expect((await lookup('bob', mail.received)).own?.activityId).toBe(tracking.activityId);
      expect((await track('bob', mail.received)).tracking.activityId).toBe(tracking.activityId);
      expect(await rows(mail.copy.topic)).toHaveLength(1);
    });
  });

  test('H2 what is answered fits the contract', async () => {
    const mail = sentMail();
    const check = (name: EndpointName, reply: unknown) =>
      expect(() => parse(endpoints[name].reply, JSON.parse(JSON.stringify(reply)))).not.toThrow();
    check('trackSent', await send(mail.letter));
    check('pending', await house.acts.pending(house.alice, nothing));
    check('lookup', await lookup('alice', mail.copy));
    check('meet', await take(mail.copy));
    check('trackSent', await send(sentMail({ recipients: [BOB] }).letter, { byRule: true }));
    const asking = () => ({ requestId: randomUUID(), mark: randomUUID() });
    check('mintToken', await house.acts.mintToken(house.alice, body(asking())));
    const lease = { requestId: randomUUID(), device: randomUUID(), used: [], returned: [] };
    check('lease', await house.acts.lease(house.alice, body(lease)));
    check('numberSpaces', await house.acts.numberSpaces(house.alice, nothing));
    check('preferences', await house.acts.preferences(house.bob, nothing));
  });

  test('K2 letters, meetings and choices leave their rows in the audit', async () => {
    const mail = sentMail();
    await send(mail.letter);
    await take(mail.copy);
    await house.acts.savePreferences(house.alice, body({ ...defaultPreferences, autoTrack: true }));
    const rows = await house.db.store.look(house.alice.orgId, (ask) =>
      ask<{ action: string; at: Date }>({ text: 'select distinct action, at from audit_log' }),
    );
    const actions = rows.filter(({ at }) => at.getTime() === NOW.getTime()).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['track', 'meet', 'savePreferences']));
  });
});
