/** The counts of the overview, on every database. */
import { randomUUID } from 'node:crypto';
import { OverviewSchema } from '../../src/contract/overview';
import { parse } from '../../src/contract/schema';
import { makeActs } from '../../src/server/tracking/makeActs';
import { implementations } from '../tools/database';
import { body, expectProblem, furnish, keysOf, refOf, trackOf, type House } from './samples';

describe.each(implementations())('The overview on $name', (implementation) => {
  let house: House;
  const at = (moment: string) => makeActs(house.db.store, () => new Date(moment));
  /** 23:30 of the 20th in London is 00:30 of the 21st in Berlin. */
  const late = '2026-11-20T23:30:00Z';

  beforeAll(async () => {
    house = await furnish(await implementation.fresh());
    const { alice, bob, anna, deal } = house;
    const because = { method: 'replyTo', matched: null, reason: 'x' } as const;
    await at(late).track(alice, body(trackOf({ because })));
    const { tracking } = await at('2026-11-19T08:00:00Z').track(alice, body(trackOf({ regarding: refOf(anna) })));
    const { activityId } = tracking;
    const acts = at('2026-11-21T08:00:00Z');
    const moved = await acts.regard(
      bob,
      body({ requestId: randomUUID(), activityId, version: 1, regarding: refOf(deal) }),
    );
    await acts.untrack(alice, body({ requestId: randomUUID(), activityId, version: moved.tracking.version }));
    await at('2025-01-01T08:00:00Z').track(alice, body(trackOf()));
    const mark = randomUUID();
    const keys = keysOf({ direction: 'outgoing', from: alice.address, messageId: `mark:${mark}`, mark } as never);
    await acts.trackSent(
      alice,
      body({
        ...trackOf({ keys, regarding: refOf(anna), mail: { from: { address: alice.address, name: 'Alice' } } }),
        byRule: false,
      } as never),
    );
  });
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  const ask = (zone: string, days = 3) => at('2026-11-21T12:00:00Z').overview(house.alice, body({ days, zone }));

  test('D4 counts tracked mail by method on the days of the reader’s time zone', async () => {
    const berlin = await ask('Europe/Berlin');
    expect(berlin.days).toEqual(['2026-11-19', '2026-11-20', '2026-11-21']);
    expect(berlin.tracked).toEqual([
      { day: '2026-11-21', method: 'hand', count: 1 },
      { day: '2026-11-21', method: 'replyTo', count: 1 },
    ]);
    expect((await ask('Europe/London')).tracked).toContainEqual({ day: '2026-11-20', method: 'replyTo', count: 1 });
    expect(berlin.zone).toBe('Europe/Berlin');
  });

  test('D4 counts what people chose, moved and took back, and sent mail that waits', async () => {
    const { decided, pending, health, spaces } = parse(OverviewSchema, await ask('UTC'));
    expect(decided).toEqual([
      { day: '2026-11-19', chosen: 1, moved: 0, takenBack: 0 },
      { day: '2026-11-21', chosen: 1, moved: 1, takenBack: 1 },
    ]);
    expect(pending).toMatchObject([{ address: 'alice@northwind.example', count: 1 }]);
    expect(health).toMatchObject({ mails: 4, records: 3 });
    expect(health.databaseBytes).toBeGreaterThan(1_000_000);
    expect(spaces.length).toBeGreaterThan(0);
  });

  test('D4 a year has all its days, those when clocks change as well', async () => {
    const { days } = await ask('Europe/Berlin', 366);
    expect(days).toHaveLength(366);
    expect(new Set(days).size).toBe(366);
  });

  test('D4 P1 counts nothing of another organisation, and is not for users', async () => {
    const { tracked, decided, pending, health } = await at(late).overview(
      house.mallory,
      body({ days: 366, zone: 'UTC' }),
    );
    expect([tracked, decided, pending, health.mails, health.records]).toEqual([[], [], [], 0, 1]);
    await expectProblem(at(late).overview(house.bob, body({ days: 3, zone: 'UTC' })), 'notAllowed');
  });

  test('H1 a time zone that does not exist is named', async () => {
    const problem = await expectProblem(ask('Europe/Nowhere'), 'badInput');
    expect(problem.detail).toContain('Europe/Nowhere');
  });
});
