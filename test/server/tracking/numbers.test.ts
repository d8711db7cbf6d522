import type { NumberFacts } from '../../../src/server/store/numbers';
import { isFree, pickCounters, type Silence } from '../../../src/server/tracking/numbers';
import { Year, type Rules } from './year';

const at = new Date('2026-11-21T09:00:00Z');
const daysAgo = (days: number) => new Date(at.getTime() - days * 86_400_000);

test.each<[string, NumberFacts, boolean]>([
  ['was never seen', { heldFrom: null, lastActive: null }, true],
  ['was given a moment ago', { heldFrom: at, lastActive: null }, false],
  ['lies in a lease that ends next month', { heldFrom: daysAgo(-30), lastActive: null }, false],
  ['was given 180 days ago', { heldFrom: daysAgo(180), lastActive: null }, false],
  ['was given 181 days ago and never used', { heldFrom: daysAgo(181), lastActive: null }, true],
  ['was given long ago, but its thread is active', { heldFrom: daysAgo(900), lastActive: daysAgo(3) }, false],
  ['was silent for 181 days', { heldFrom: daysAgo(400), lastActive: daysAgo(181) }, true],
  ['came back unused', { heldFrom: null, lastActive: null }, true],
  ['came back unused, and a mail carries it all the same', { heldFrom: null, lastActive: daysAgo(1) }, false],
])('T3 a number that %s: free %#', (_what, facts, free) => {
  expect(isFree(facts, { at, activeDays: 180 })).toBe(free);
});

describe('picking', () => {
  const pick = (from: number, size: number, count: number, taken: (counter: number) => boolean) => {
    const asked: number[] = [];
    const ask = async (counters: readonly number[]) => {
      asked.push(...counters);
      return counters.map((counter) => ({ heldFrom: taken(counter) ? at : null, lastActive: null }));
    };
    const free = ({ heldFrom }: NumberFacts) => heldFrom === null;
    return pickCounters({ from, size, count, ask, free }).then((picked) => ({ picked, asked }));
  };

  test('T3 after the highest number the counter starts again at zero', async () => {
    expect((await pick(998, 1000, 4, () => false)).picked).toEqual([998, 999, 0, 1]);
  });

  test('T3 numbers that are taken are passed over', async () => {
    expect((await pick(0, 1000, 3, (n) => n % 7 !== 3)).picked).toEqual([3, 10, 17]);
  });

  test('T3 the only free number is found wherever it is, and each number is asked once', async () => {
    const { picked, asked } = await pick(5000, 10_000, 1, (n) => n !== 4999);
    expect(picked).toEqual([4999]);
    expect(asked).toHaveLength(10_000);
    expect(new Set(asked).size).toBe(10_000);
  });

  test('T3 where each is taken there is none, and where few are free there are few', async () => {
    expect((await pick(3, 10, 20, () => true)).picked).toEqual([]);
    expect((await pick(3, 10, 20, (n) => n > 1)).picked).toEqual([0, 1]);
  });

  test('T3 of a thousand million numbers only the first are asked', async () => {
    expect((await pick(999_999_999, 1_000_000_000, 20, () => false)).asked.length).toBeLessThan(100);
  });
});

describe('a year of fifty mails a day', () => {
  const rules = (seed: number, part: Partial<Rules> = {}): Rules => ({
    seed,
    digits: 3,
    mailsADay: 50,
    days: 365,
    activeDays: 180,
    whenNumbersRunOut: 'widen',
    free: isFree,
    ...part,
  });
  /** As full, with fewer numbers to look at. */
  const narrow: Partial<Rules> = { digits: 2, mailsADay: 8, activeDays: 15, whenNumbersRunOut: 'none' };

  test.each([11, 12, 13])(
    'T3 no number is given twice while its thread is active; the counter gets wider where it must (seed %i)',
    async (seed) => {
      const year = await new Year(rules(seed)).live();
      expect(year.collisions).toBe(0);
      expect(year.spaces[0].digits).toBeGreaterThan(3);
      expect(year.offline).toBeGreaterThan(500);
      expect(year.without.online).toBe(0);
    },
  );

  test.each([21, 22, 23])(
    'T3 where the counter may not get wider, numbers come back after their silence and never before (seed %i)',
    async (seed) => {
      const year = await new Year(rules(seed, narrow)).live();
      expect(year.collisions).toBe(0);
      expect(year.spaces.map(({ digits }) => digits)).toEqual([2, 2]);
      expect(year.again).toBeGreaterThan(300);
      expect(year.without.online).toBeGreaterThan(0);
    },
  );

  test.each([31, 32])('T3 also where a thread counts as silent after a day (seed %i)', async (seed) => {
    const year = await new Year(rules(seed, { activeDays: 1, whenNumbersRunOut: 'none' })).live();
    expect(year.collisions).toBe(0);
    expect(year.again).toBeGreaterThan(1000);
  });

  type Broken = (facts: NumberFacts, silence: Silence) => boolean;
  const noDays = (silence: Silence) => ({ ...silence, activeDays: 0 });
  test.each<[string, Broken]>([
    ['takes the next number blindly', () => true],
    ['forgets threads', (facts, silence) => isFree({ ...facts, lastActive: null }, silence)],
    ['forgets what it gave', (facts, silence) => isFree({ ...facts, heldFrom: null }, silence)],
    ['does not wait', (facts, silence) => isFree(facts, noDays(silence))],
  ])('T3 this test notices a program that %s', async (_what, free) => {
    const year = await new Year(rules(21, { ...narrow, free })).live();
    expect(year.collisions).toBeGreaterThan(0);
  });
});
