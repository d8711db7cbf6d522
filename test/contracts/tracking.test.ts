/** What a person can rely on when they track, whichever PostgreSQL it is. */
import { randomUUID } from 'node:crypto';
import { parse } from '../../src/contract/schema';
import { endpoints } from '../../src/contract/endpoints';
import { becomeRecord, changeRecordState } from '../../src/server/store/seeding';
import { implementations } from '../tools/database';
import { body, expectProblem, furnish, keysOf, refOf, trackOf, type House } from './samples';

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  beforeAll(async () => (house = await furnish(await implementation.fresh())));
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  const track = (who: 'alice' | 'bob' | 'mallory', letter = trackOf()) => house.acts.track(house[who], body(letter));
  const lookup = (who: 'alice' | 'bob' | 'mallory', keys = keysOf()) =>
    house.acts.lookup(house[who], body({ keys, settingsVersion: 0 }));
  const countActivities = () =>
    house.db.store.look(house.alice.orgId, async (ask) => {
      const [row] = await ask<{ n: number }>({ text: 'select count(*)::int as n from activity' });
      return row?.n;
    });

  describe('track', () => {
    test('K1 a tracked mail is found again as tracked, with its record, who and why', async () => {
      const keys = keysOf();
      const { tracking } = await track('alice', trackOf({ keys, regarding: refOf(house.anna) }));
      expect(tracking).toMatchObject({
        state: 'tracked',
        version: 1,
        method: 'hand',
        reason: 'Alice tracked it.',
        regarding: { ...refOf(house.anna), name: 'Anna Keller', state: 'open' },
        trackedBy: { address: 'alice@northwind.example', name: 'Alice Berg' },
        trackedAt: '2026-11-21T09:00:00.000Z',
        receipts: [{ address: 'alice@northwind.example', name: 'Alice Berg', at: '2026-11-21T09:00:00.000Z' }],
      });
      const reply = await lookup('bob', keys);
      expect(reply.own).toEqual(tracking);
      expect(reply.candidates).toEqual([]);
      expect(parse(endpoints.lookup.reply, JSON.parse(JSON.stringify(reply)))).toBeTruthy();
      expect(parse(endpoints.track.reply, JSON.parse(JSON.stringify({ tracking })))).toBeTruthy();
    });

    test('K1 the same letter twice is one tracking with the same answer', async () => {
      const letter = trackOf({ regarding: refOf(house.anna) });
      const first = await track('alice', letter);
      const second = await track('alice', letter);
      expect(second).toEqual(first);
      expect((await lookup('alice', letter.keys)).own?.version).toBe(1);
    });

    test('K1 a request id that stood for something else is refused', async () => {
      const letter = trackOf();
      await track('alice', letter);
      await expectProblem(track('alice', { ...trackOf(), requestId: letter.requestId }), 'requestReused');
      await expectProblem(track('bob', letter), 'requestReused');
      const { tracking } = await track('alice', letter);
      const { activityId, version } = tracking;
      await expectProblem(
        house.acts.untrack(house.alice, body({ requestId: letter.requestId, activityId, version })),
        'requestReused',
      );
    });

    test('K1 the same received mail tracked by two people is one activity with two receipts', async () => {
      const keys = keysOf();
      const first = await track('alice', trackOf({ keys, regarding: refOf(house.anna) }));
      const second = await track('bob', trackOf({ keys, because: { reason: 'Bob did too.' } }));
      expect(second.tracking.activityId).toBe(first.tracking.activityId);
      expect(second.tracking.receipts.map(({ address }) => address)).toEqual([
        'alice@northwind.example',
        'bob@northwind.example',
      ]);
      expect(second.tracking.regarding?.id).toBe(house.anna.id);
      expect(second.tracking.reason).toBe('Alice tracked it.');
      expect(second.tracking.version).toBe(2);
    });

    test('K1 #16 the third mailbox gets its receipt too, once', async () => {
      const keys = keysOf();
      for (const who of ['alice', 'bob', 'bob', 'alice'] as const) await track(who, trackOf({ keys }));
      expect((await lookup('alice', keys)).own).toMatchObject({
        version: 2,
        receipts: [{ name: 'Alice Berg' }, { name: 'Bob Lindqvist' }],
      });
    });

    test('K1 sent and received copy are two activities of one thread', async () => {
      const keys = keysOf({
        direction: 'outgoing',
        from: 'alice@northwind.example',
        recipients: ['bob@northwind.example'],
      });
      const sent = await track('alice', trackOf({ keys }));
      const received = await track('bob', trackOf({ keys: { ...keys, direction: 'incoming' } }));
      expect(received.tracking.activityId).not.toBe(sent.tracking.activityId);
      const other = await lookup('bob', { ...keys, direction: 'incoming' });
      expect(other.own?.activityId).toBe(received.tracking.activityId);
      const [copy] = other.candidates;
      expect(copy).toMatchObject({ activityId: sent.tracking.activityId, direction: 'outgoing' });
      const third = await lookup('alice', keysOf({ inReplyTo: [keys.messageId] }));
      expect(new Set(third.candidates.map(({ threadId }) => threadId)).size).toBe(1);
      expect(third.candidates).toHaveLength(2);
    });

    test('K1 #95 our own outgoing copy that comes back is the same activity', async () => {
      const keys = keysOf({ direction: 'outgoing', from: 'alice@northwind.example' });
      const sent = await track('alice', trackOf({ keys }));
      const back = await track(
        'alice',
        trackOf({ keys: { ...keys, recipients: [...keys.recipients, 'list@northwind.example'] } }),
      );
      expect(back.tracking.activityId).toBe(sent.tracking.activityId);
    });

    test('K1 #15 another mail with a known Message-ID is kept as a copy of its own, in the same thread, and says so', async () => {
      const keys = keysOf();
      const first = await track('alice', trackOf({ keys }));
      const imposter = keysOf({ messageId: keys.messageId, from: 'eve@proseware.example', topic: 'win a prize' });
      expect((await lookup('alice', imposter)).own).toBeNull();
      const second = await track('alice', trackOf({ keys: imposter }));
      expect(second.tracking.activityId).not.toBe(first.tracking.activityId);
      expect(second.tracking.reason).toContain('same Message-ID');
      expect((await lookup('alice', imposter)).own?.activityId).toBe(second.tracking.activityId);
      expect((await lookup('alice', keys)).own?.activityId).toBe(first.tracking.activityId);
      const again = await track('bob', trackOf({ keys: imposter }));
      expect(again.tracking.activityId).toBe(second.tracking.activityId);
      const { candidates } = await lookup('alice', keysOf({ references: [keys.messageId] }));
      expect(new Set(candidates.map(({ threadId }) => threadId)).size).toBe(1);
    });

    test('K1 #15 a machine that gives every mail one Message-ID: each day is a mail of its own', async () => {
      const scans = [20, 21, 22, 23].map((day) =>
        keysOf({ messageId: 'scan@printer.example', topic: 'scan', sentAt: `2026-11-${day}T10:00:00Z` }),
      );
      const stored = [];
      for (const keys of scans) {
        expect((await lookup('alice', keys)).own).toBeNull();
        stored.push((await track('alice', trackOf({ keys }))).tracking.activityId);
      }
      expect(new Set(stored).size).toBe(4);
      for (const [i, keys] of scans.entries()) expect((await lookup('bob', keys)).own?.activityId).toBe(stored[i]);
    });

    test('K1 #15 a tag that a gateway put into the subject makes no second mail', async () => {
      const keys = keysOf({ topic: 'offer for chairs' });
      const first = await track('alice', trackOf({ keys }));
      const tagged = await track('bob', trackOf({ keys: { ...keys, topic: '[extern] offer for chairs' } }));
      expect(tagged.tracking.activityId).toBe(first.tracking.activityId);
    });

    test('K1 a second person with another record is told who was first, and nothing changes', async () => {
      const keys = keysOf();
      const first = await track('alice', trackOf({ keys, regarding: refOf(house.anna) }));
      const problem = await expectProblem(
        track('bob', trackOf({ keys, regarding: refOf(house.deal) })),
        'changedMeanwhile',
      );
      expect(problem.detail).toContain('Alice Berg');
      expect((await lookup('bob', keys)).own).toEqual(first.tracking);
    });

    test('K1 tracked without a record takes the record that a second person gives', async () => {
      const keys = keysOf();
      await track('alice', trackOf({ keys }));
      const { tracking } = await track(
        'bob',
        trackOf({ keys, regarding: refOf(house.deal), because: { reason: 'Bob knows.' } }),
      );
      expect(tracking).toMatchObject({ regarding: { id: house.deal.id }, reason: 'Bob knows.', receipts: [{}, {}] });
    });

    test('P1 H1 a record that is unknown, deleted, of another type or another organisation stores nothing', async () => {
      const keys = keysOf();
      const before = await countActivities();
      for (const regarding of [
        { type: 'contact', id: randomUUID() } as const,
        { type: 'lead', id: house.anna.id } as const,
        refOf(house.foreign),
      ]) {
        await expectProblem(track('alice', trackOf({ keys, regarding })), 'unknownRecord');
      }
      expect((await lookup('alice', keys)).own).toBeNull();
      expect(before).toBeGreaterThan(0);
      expect(await countActivities()).toBe(before);
    });

    test('P1 H1 a match that names another organisation’s activity is refused', async () => {
      const { tracking } = await track('mallory');
      await expectProblem(
        track('alice', trackOf({ because: { method: 'replyTo', matched: tracking.activityId } })),
        'unknownTracking',
      );
    });

    test('K1 an appointment keeps its tracking when it is renamed', async () => {
      const keys = keysOf({ kind: 'appointment', topic: 'meeting' });
      const first = await track('alice', trackOf({ keys }));
      expect(
        (await lookup('alice', { ...keys, topic: 'new name', from: 'alice@northwind.example' })).own?.activityId,
      ).toBe(first.tracking.activityId);
    });

    test('H1 text that PostgreSQL cannot hold is stored without what it cannot hold', async () => {
      const keys = keysOf({ topic: 'a\u0000b\ud800', messageId: `x\u0000${randomUUID()}@y` });
      const letter = trackOf({
        keys,
        regarding: refOf(house.anna),
        mail: {
          subject: 'a\u0000b\ud800c',
          text: '\u0000\udfff',
          html: '<p>\u0000x\ud800</p>',
          attachments: [{ name: 'n\u0000', contentType: 'a/b', size: 1, inline: false }],
        },
        because: { reason: 'r\u0000\ud800' },
      });
      const { tracking } = await track('alice', letter);
      expect(tracking.reason).toBe('r\ufffd');
      expect((await lookup('alice', keys)).own?.activityId).toBe(tracking.activityId);
      expect(await track('alice', letter)).toEqual({ tracking });
    });

    test('H1 dates that no calendar knows do not stop a mail', async () => {
      for (const sentAt of ['2026-39-39T10:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z']) {
        const { tracking } = await track('alice', trackOf({ keys: keysOf({ sentAt }) }));
        expect(tracking.state).toBe('tracked');
      }
    });

    test('K2 every write leaves who, what, before, after, why', async () => {
      const { tracking } = await track(
        'alice',
        trackOf({ regarding: refOf(house.anna), because: { reason: 'She asked.' } }),
      );
      const { activityId } = tracking;
      await house.acts.regard(
        house.bob,
        body({ requestId: randomUUID(), activityId, version: 1, regarding: refOf(house.deal) }),
      );
      await house.acts.untrack(house.alice, body({ requestId: randomUUID(), activityId, version: 2 }));
      const rows = await house.db.store.look(house.alice.orgId, (ask) =>
        ask<{ actor: number; action: string; before: unknown; after: unknown; why: string }>(
          {
            text: `select actor, action, before, after, why from audit_log where org_id = $1 and entity_id = $2 order by audit_id`,
          },
          [house.alice.orgId, activityId],
        ),
      );
      expect(rows).toMatchObject([
        {
          actor: house.alice.userId,
          action: 'track',
          before: null,
          after: { regarding: house.anna.id },
          why: 'She asked.',
        },
        {
          actor: house.bob.userId,
          action: 'regard',
          before: { regarding: house.anna.id },
          after: { regarding: house.deal.id },
        },
        { actor: house.alice.userId, action: 'untrack', before: { state: 'tracked' }, after: { state: 'untracked' } },
      ]);
    });
  });

  describe('untrack, restore, regard', () => {
    const change = (part: { activityId: string; version: number }) => body({ requestId: randomUUID(), ...part });

    test('K1 untrack takes the mail out of correlation and the timeline; restore brings back mail and record', async () => {
      const keys = keysOf();
      const { tracking } = await track('alice', trackOf({ keys, regarding: refOf(house.contoso) }));
      const untracked = await house.acts.untrack(house.alice, change(tracking));
      expect(untracked.tracking).toMatchObject({ state: 'untracked', version: 2, receipts: [] });
      const answer = keysOf({ inReplyTo: [keys.messageId] });
      expect((await lookup('bob', answer)).candidates).toEqual([]);
      expect((await lookup('alice', keys)).own?.state).toBe('untracked');
      expect(
        (await house.acts.timeline(house.alice, { body: undefined, params: refOf(house.contoso) })).activities,
      ).toEqual([]);
      await expectProblem(
        house.acts.body(house.alice, { body: undefined, params: { activityId: tracking.activityId } }),
        'unknownTracking',
      );
      const restored = await house.acts.restore(house.alice, change(untracked.tracking));
      expect(restored.tracking).toMatchObject({
        activityId: tracking.activityId,
        state: 'tracked',
        version: 3,
        regarding: { id: house.contoso.id },
      });
      expect((await lookup('bob', answer)).candidates).toMatchObject([{ activityId: tracking.activityId }]);
    });

    test('K1 tracking an untracked mail tracks the same activity again, with the record of now', async () => {
      const keys = keysOf();
      const { tracking } = await track('alice', trackOf({ keys, regarding: refOf(house.anna) }));
      await house.acts.untrack(house.alice, change(tracking));
      const again = await track('bob', trackOf({ keys, because: { reason: 'Bob needs it.' } }));
      expect(again.tracking).toMatchObject({
        activityId: tracking.activityId,
        state: 'tracked',
        version: 3,
        regarding: null,
        reason: 'Bob needs it.',
        trackedBy: { name: 'Bob Lindqvist' },
        receipts: [{ name: 'Bob Lindqvist' }],
      });
    });

    test('K1 the mail stays tracked while somebody else holds it; nobody takes back another’s', async () => {
      const keys = keysOf();
      const { tracking } = await track('alice', trackOf({ keys, regarding: refOf(house.anna) }));
      await expectProblem(house.acts.untrack(house.bob, change(tracking)), 'notAllowed');
      const both = await track('bob', trackOf({ keys }));
      const left = await house.acts.untrack(house.alice, change(both.tracking));
      expect(left.tracking).toMatchObject({ state: 'tracked', receipts: [{ name: 'Bob Lindqvist' }] });
      await expectProblem(house.acts.untrack(house.alice, change(left.tracking)), 'notAllowed');
      const none = await house.acts.untrack(house.bob, change(left.tracking));
      expect(none.tracking.state).toBe('untracked');
      await expectProblem(house.acts.untrack(house.bob, change(none.tracking)), 'unknownTracking');
      await expectProblem(
        house.acts.regard(house.bob, body({ ...change(none.tracking).body, regarding: null })),
        'unknownTracking',
      );
    });

    test('K1 nobody overwrites what they have not seen', async () => {
      const { tracking } = await track('alice', trackOf({ regarding: refOf(house.anna) }));
      const regard = (version: number) =>
        house.acts.regard(house.bob, body({ ...change(tracking).body, version, regarding: refOf(house.deal) }));
      expect((await regard(1)).tracking).toMatchObject({
        version: 2,
        method: 'hand',
        regarding: { id: house.deal.id },
        reason: 'Bob Lindqvist chose this record.',
      });
      await expectProblem(regard(1), 'changedMeanwhile');
      await expectProblem(house.acts.untrack(house.alice, change(tracking)), 'changedMeanwhile');
      await expectProblem(house.acts.restore(house.alice, change({ ...tracking, version: 2 })), 'notAllowed');
      await expectProblem(
        house.acts.untrack(house.alice, change({ activityId: randomUUID(), version: 1 })),
        'unknownTracking',
      );
    });

    test('K1 an undo that was sent twice happens once', async () => {
      const { tracking } = await track('alice', trackOf());
      const letter = change(tracking);
      const first = await house.acts.untrack(house.alice, letter);
      expect(await house.acts.untrack(house.alice, letter)).toEqual(first);
    });

    test('P1 another organisation cannot untrack, regard or read', async () => {
      const { tracking } = await track('alice', trackOf({ regarding: refOf(house.anna) }));
      const { mallory } = house;
      await expectProblem(house.acts.untrack(mallory, change(tracking)), 'unknownTracking');
      await expectProblem(
        house.acts.regard(mallory, body({ ...change(tracking).body, regarding: refOf(house.foreign) })),
        'unknownTracking',
      );
      await expectProblem(house.acts.body(mallory, { body: undefined, params: tracking }), 'unknownTracking');
      await expectProblem(house.acts.record(mallory, { body: undefined, params: refOf(house.anna) }), 'unknownRecord');
      await expectProblem(
        house.acts.timeline(mallory, { body: undefined, params: refOf(house.anna) }),
        'unknownRecord',
      );
    });
  });

  describe('threads', () => {
    const threadOf = async (messageId: string) => {
      const { candidates } = await lookup('alice', keysOf({ inReplyTo: [messageId] }));
      return candidates.find((candidate) => candidate.messageId === messageId)?.threadId;
    };

    test('K1 #36 a reply tracked before its parent ends in one thread with it', async () => {
      const parent = keysOf();
      const reply = keysOf({ inReplyTo: [parent.messageId], references: [parent.messageId] });
      await track('alice', trackOf({ keys: reply }));
      await track('alice', trackOf({ keys: parent }));
      expect(await threadOf(parent.messageId)).toBe(await threadOf(reply.messageId));
    });

    test('K1 a mail that joins two threads makes them one, also for mail that joins the older one later', async () => {
      const [a, b] = [keysOf(), keysOf()];
      const child = keysOf({ inReplyTo: [a.messageId], references: [a.messageId] });
      await track('alice', trackOf({ keys: a }));
      const other = await track('alice', trackOf({ keys: b }));
      expect(await threadOf(a.messageId)).not.toBe(await threadOf(b.messageId));
      await track('alice', trackOf({ keys: child, because: { method: 'token', matched: other.tracking.activityId } }));
      const late = keysOf({ inReplyTo: [b.messageId] });
      await track('alice', trackOf({ keys: late }));
      const threads = await Promise.all([a, b, child, late].map(({ messageId }) => threadOf(messageId)));
      expect(new Set(threads).size).toBe(1);
    });

    test('K1 a header block that names strangers’ mails ties only the nearest', async () => {
      const tieAll = async (writers: readonly string[]) => {
        const mails = writers.map((address) => keysOf({ from: address }));
        for (const keys of mails) {
          const from = { address: keys.from ?? '', name: '' };
          await track('alice', trackOf({ keys, mail: { from } }));
        }
        const references = mails.map(({ messageId }) => messageId);
        await track('alice', trackOf({ keys: keysOf({ from: 'zoe@litware.example', references }) }));
        return new Set(await Promise.all(references.map((id) => threadOf(id)))).size;
      };
      expect(await tieAll(['one@proseware.example', 'two@fabrikam.example', 'three@contoso.example'])).toBe(3);
      expect(await tieAll(['zoe@litware.example', 'two@fabrikam.example', 'zoe@litware.example'])).toBe(2);
    });

    test('C2 #74 another customer’s answer to a newsletter, tracked by hand, does not join the thread that learned its name', async () => {
      const [offer, newsletter] = [keysOf(), 'newsletter7@northwind.example'];
      const { tracking } = await track('alice', trackOf({ keys: offer }));
      const hers = keysOf({ inReplyTo: [newsletter], topic: 'news' });
      await track('alice', trackOf({ keys: hers, because: { method: 'token', matched: tracking.activityId } }));
      const zoe = { address: 'zoe@litware.example', name: 'Zoe' };
      const others = keysOf({ inReplyTo: [newsletter], topic: 'news', from: zoe.address });
      await track('alice', trackOf({ keys: others, mail: { from: zoe } }));
      expect(await threadOf(hers.messageId)).toBe(await threadOf(offer.messageId));
      expect(await threadOf(others.messageId)).not.toBe(await threadOf(offer.messageId));
    });

    test('C2 an id learned from a reply that another sign linked matches the next reply by header', async () => {
      const sent = keysOf({ direction: 'outgoing', from: 'alice@northwind.example' });
      const { tracking } = await track('alice', trackOf({ keys: sent }));
      const rewritten = `rewritten-${randomUUID()}@relay.example`;
      const reply = keysOf({ inReplyTo: [rewritten], mailKind: 'reply' });
      await track('alice', trackOf({ keys: reply, because: { method: 'token', matched: tracking.activityId } }));
      const { candidates } = await lookup('bob', keysOf({ inReplyTo: [rewritten], from: 'karl@contoso.example' }));
      expect(candidates.find(({ activityId }) => activityId === tracking.activityId)?.shared).toContainEqual({
        kind: 'alias',
        value: rewritten,
      });
    });

    test('P1 #86 blind copies reach neither candidates nor the timeline', async () => {
      const keys = keysOf({
        direction: 'outgoing',
        from: 'alice@northwind.example',
        recipients: ['anna@contoso.example'],
      });
      const bcc = [{ address: 'secret@litware.example', name: 'Secret' }];
      await track('alice', trackOf({ keys, regarding: refOf(house.deal), mail: { bcc } }));
      const seen = await Promise.all([
        lookup('bob', keysOf({ inReplyTo: [keys.messageId] })),
        house.acts.timeline(house.bob, { body: undefined, params: refOf(house.deal) }),
      ]);
      expect(seen[0].candidates).toHaveLength(1);
      expect(JSON.stringify(seen)).not.toContain('secret@litware.example');
    });
  });

  describe('records that change', () => {
    test('L1 #61 mail of a merged record shows on the survivor', async () => {
      const { store } = house.db;
      const { alice } = house;
      const make = async (name: string) =>
        (
          await house.acts.createRecord(
            alice,
            body({ requestId: randomUUID(), type: 'contact', name, email: `${randomUUID()}@x.example`, company: null }),
          )
        ).record;
      const [seven, nine, ten] = [await make('Seven'), await make('Nine'), await make('Ten')];
      const keys = keysOf();
      await track('alice', trackOf({ keys, regarding: refOf(seven) }));
      await becomeRecord(store, alice.orgId, seven.id, nine.id);
      await becomeRecord(store, alice.orgId, nine.id, ten.id);
      const { candidates } = await lookup('alice', keysOf({ inReplyTo: [keys.messageId] }));
      expect(candidates[0]?.regarding).toEqual({ type: 'contact', id: ten.id, name: 'Ten', state: 'open' });
      expect((await house.acts.timeline(alice, { body: undefined, params: refOf(ten) })).activities).toHaveLength(1);
      expect((await house.acts.record(alice, { body: undefined, params: refOf(seven) })).record.id).toBe(ten.id);
      const later = await track('alice', trackOf({ regarding: refOf(seven) }));
      expect(later.tracking.regarding?.id).toBe(ten.id);
    });

    test.each([
      ['#62', 'deleted'],
      ['#63', 'closed'],
    ] as const)('L1 %s a %s record is told as such', async (_case, state) => {
      const { record } = await house.acts.createRecord(
        house.alice,
        body({ requestId: randomUUID(), type: 'lead', name: 'Lea', email: `${randomUUID()}@x.example`, company: null }),
      );
      const keys = keysOf();
      await track('alice', trackOf({ keys, regarding: refOf(record) }));
      await changeRecordState(house.db.store, house.alice.orgId, record.id, state);
      const { candidates } = await lookup('alice', keysOf({ inReplyTo: [keys.messageId] }));
      expect(candidates[0]?.regarding?.state).toBe(state);
    });
  });

  test('L1 what a lookup answers is a copy of the contract, for candidates as well', async () => {
    const keys = keysOf({ conversationIndex: { guid: 'ab'.repeat(16), depth: 2 } });
    const { tracking } = await track('alice', trackOf({ keys, regarding: refOf(house.anna) }));
    const reply = await lookup('bob', keysOf({ conversationIndex: { guid: 'ab'.repeat(16), depth: 3 } }));
    expect(reply.candidates).toEqual([
      {
        activityId: tracking.activityId,
        shared: [
          { kind: 'index', value: 'ab'.repeat(16) },
          { kind: 'topic', value: 'offer <> alice@northwind.example anna@contoso.example' },
        ],
        messageId: keys.messageId,
        direction: 'incoming',
        subject: 'Offer',
        topic: 'offer',
        people: ['anna@contoso.example', 'alice@northwind.example'],
        from: 'anna@contoso.example',
        threadPeople: ['anna@contoso.example', 'alice@northwind.example'],
        threadId: expect.any(String),
        sentAt: '2026-11-20T10:00:00.000Z',
        conversationIndexDepth: 2,
        regarding: tracking.regarding,
        trackedBy: 'Alice Berg',
        trackedAt: '2026-11-21T09:00:00.000Z',
      },
    ]);
    expect(parse(endpoints.lookup.reply, JSON.parse(JSON.stringify(reply)))).toBeTruthy();
  });
});
