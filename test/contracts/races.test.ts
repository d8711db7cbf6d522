/** Several people, and several servers, at the same moment. Seeds make the order of arrival repeatable as far as it is ours. */
import { randomUUID } from 'node:crypto';
import { migrate } from '../../src/server/store/migrate';
import { implementations } from '../tools/database';
import { body, furnish, keysOf, refOf, trackOf, type House } from './samples';

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  beforeAll(async () => (house = await furnish(await implementation.fresh())));
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  const count = async (text: string, ...values: unknown[]) =>
    house.db.store.look(house.alice.orgId, async (ask) => {
      const [row] = await ask<{ n: number }>({ text }, values);
      return row?.n;
    });

  test('K1 eight clients that track the same mail at once make one activity, twenty times over', async () => {
    for (let round = 0; round < 20; round++) {
      const keys = keysOf();
      const who = (n: number) => (n % 2 === 0 ? house.alice : house.bob);
      const replies = await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          house.acts.track(who(n), body(trackOf({ keys, regarding: refOf(house.anna) }))),
        ),
      );
      expect(new Set(replies.map(({ tracking }) => tracking.activityId)).size).toBe(1);
      const { own } = await house.acts.lookup(house.alice, body({ keys, settingsVersion: 0 }));
      expect(own?.receipts).toHaveLength(2);
      expect(own?.version).toBe(2);
      expect(await count('select count(*)::int as n from activity where message_id = $1', keys.messageId)).toBe(1);
    }
  });

  test('K1 one letter delivered eight times at once has one effect and one answer', async () => {
    for (let round = 0; round < 10; round++) {
      const letter = trackOf({ regarding: refOf(house.anna) });
      const replies = await Promise.all(Array.from({ length: 8 }, () => house.acts.track(house.alice, body(letter))));
      expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
      const { activityId } = replies[0]!.tracking;
      expect(await count('select count(*)::int as n from audit_log where entity_id = $1', activityId)).toBe(1);
    }
  });

  test('K1 an imposter and the true mail with one Message-ID, at once: two activities', async () => {
    for (let round = 0; round < 5; round++) {
      const keys = keysOf();
      const imposter = keysOf({ messageId: keys.messageId, from: 'eve@proseware.example', topic: 'prize' });
      const replies = await Promise.all(
        [keys, imposter, keys, imposter].map((asked) => house.acts.track(house.alice, body(trackOf({ keys: asked })))),
      );
      const ids = replies.map(({ tracking }) => tracking.activityId);
      expect([ids[2], ids[3]]).toEqual([ids[0], ids[1]]);
      expect(ids[0]).not.toBe(ids[1]);
    }
  });

  test('K1 untrack and regard on one version: one of them wins, the other is told', async () => {
    for (let round = 0; round < 10; round++) {
      const { tracking } = await house.acts.track(house.alice, body(trackOf({ regarding: refOf(house.anna) })));
      const letter = () => ({ requestId: randomUUID(), activityId: tracking.activityId, version: tracking.version });
      const outcomes = await Promise.allSettled([
        house.acts.untrack(house.alice, body(letter())),
        house.acts.regard(house.bob, body({ ...letter(), regarding: refOf(house.deal) })),
      ]);
      const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost).toHaveLength(1);
      expect(lost[0]?.reason).toMatchObject({ code: 'changedMeanwhile' });
    }
  });

  test('K1 the mails of one thread tracked at once, in any order, end as one thread', async () => {
    for (let round = 0; round < 10; round++) {
      const mails = [keysOf()];
      for (let n = 1; n < 6; n++) {
        const before = mails.map(({ messageId }) => messageId);
        mails.push(keysOf({ inReplyTo: before.slice(-1), references: before }));
      }
      await Promise.all(
        mails.map((keys, n) => house.acts.track(n % 2 ? house.alice : house.bob, body(trackOf({ keys })))),
      );
      const threads = await house.db.store.look(house.alice.orgId, (ask) =>
        ask<{ root_id: string }>(
          {
            text: 'select distinct t.root_id from activity a join thread t using (org_id, thread_id) where message_id = any($1)',
          },
          [mails.map(({ messageId }) => messageId)],
        ),
      );
      expect(threads).toHaveLength(1);
    }
  });

  test('S1 several servers that migrate at once do it once', async () => {
    const { store } = house.db;
    await expect(Promise.all([migrate(store), migrate(store), migrate(store)])).resolves.toEqual([[], [], []]);
  });
});
