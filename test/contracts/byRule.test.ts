/** What a category or a rule tracks without a click yields to whatever a person did with the mail. */
import { randomUUID } from 'node:crypto';
import type { Track } from '../../src/contract/tracking';
import type { User } from '../../src/server/store/users';
import { implementations } from '../tools/database';
import { body, furnish, keysOf, refOf, trackOf, type House } from './samples';

describe.each(implementations())('Tracked by a rule on $name', (implementation) => {
  let house: House;
  beforeEach(async () => {
    house = await furnish(await implementation.fresh());
  });
  afterEach(() => house.db.drop());
  afterAll(() => implementation.end());

  const keys = keysOf({ recipients: ['alice@northwind.example', 'bob@northwind.example'] });
  const letter = (rule?: Track['rule'], part: Parameters<typeof trackOf>[0] = {}): Track => ({
    ...trackOf({ keys, because: { method: rule ?? 'hand', reason: 'Tracked.' }, ...part }),
    ...(rule && { rule }),
  });
  const track = async (request: Track, who: User = house.bob) => (await house.acts.track(who, body(request))).tracking;
  const untrack = async (who: User = house.bob) => {
    const { activityId, version } = await track(letter('category'), who);
    return (await house.acts.untrack(who, body({ requestId: randomUUID(), activityId, version }))).tracking;
  };
  const names = ({ receipts }: Awaited<ReturnType<typeof track>>) => receipts.map(({ name }) => name);

  test.each(['category', 'incoming'] as const)(
    'K5 K6 by %s: stored like a click, and its audit row says so',
    async (rule) => {
      const stored = await track(letter(rule, { regarding: refOf(house.deal) }));
      expect(stored).toMatchObject({ state: 'tracked', method: rule, regarding: { id: house.deal.id } });
      const { rows } = await house.acts.audit(house.alice, body({ kind: 'tracking' }));
      expect(JSON.stringify(rows)).toContain(JSON.stringify({ name: 'rule', before: null, after: rule }));
    },
  );

  test('K5 K6 a click takes up what was untracked, a rule leaves it', async () => {
    await track(letter());
    const { activityId } = await untrack();
    for (const rule of ['category', 'incoming'] as const)
      expect(await track(letter(rule))).toMatchObject({ activityId, state: 'untracked', receipts: [] });
    expect(await track(letter())).toMatchObject({ activityId, state: 'tracked' });
  });

  test('K5 K6 whoever took theirs back gets it again by a click alone, while a colleague’s stands', async () => {
    await track(letter(), house.alice);
    await track(letter());
    expect(names(await untrack())).toEqual(['Alice Berg']);
    expect(names(await track(letter('incoming')))).toEqual(['Alice Berg']);
    expect(names(await track(letter()))).toEqual(['Alice Berg', 'Bob Lindqvist']);
  });

  test('K5 K6 a record that a person chose stays, and the rule has no quarrel with it', async () => {
    await track(letter(undefined, { regarding: refOf(house.deal) }), house.alice);
    const joined = await track(letter('category', { regarding: refOf(house.anna) }));
    expect(joined).toMatchObject({ method: 'hand', regarding: { id: house.deal.id } });
    expect(names(joined)).toEqual(['Alice Berg', 'Bob Lindqvist']);
  });

  test('K5 K6 two panes at once are one activity and one receipt', async () => {
    const both = await Promise.all([track(letter('category')), track(letter('category'))]);
    expect(new Set(both.map(({ activityId }) => activityId)).size).toBe(1);
    expect(names(both[1]!)).toEqual(['Bob Lindqvist']);
  });
});
