/** Days on which everything goes wrong, between the real outbox, the real acts and a real database; each is told again by its seed. */
import { sound, type Variant } from '../client/faults/desk';
import { playRound } from '../client/faults/round';
import { everyTryIsNew } from '../client/faults/variants';
import { implementations } from '../tools/database';
import { realWorld } from './faults/realServer';
import { answersTooEarly, forgetsLetters, type Broken } from './faults/brokenStores';
import type { Database } from '../tools/database';

const ROUNDS = Number(process.env.DATABASE_FAULT_ROUNDS ?? 80);
const FIRST_SEED = Number(process.env.FAULT_SEED ?? 1);

describe.each(implementations())('$name', (implementation) => {
  let db: Database;
  beforeAll(async () => void (db = await implementation.fresh()));
  afterAll(async () => {
    await db.drop();
    await implementation.end();
  });

  async function play(seed: number, variant: Variant, broken?: Broken): Promise<string[]> {
    const { world, faults } = await realWorld(db.store, seed, broken);
    const told = [...(await playRound(world, variant)), ...(await faults())];
    return told.map((fault) => `seed ${seed}: ${fault}`);
  }

  test(`O5 O6 K1 S1 ${ROUNDS} seeded rounds over a database that fails as well: nothing lost, nothing doubled`, async () => {
    const told: string[] = [];
    for (let seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed++) told.push(...(await play(seed, sound)));
    expect(told.slice(0, 20)).toEqual([]);
  }, 300_000);

  test.each<[string, Variant, Broken | undefined, RegExp]>([
    ['a new request id at each try', everyTryIsNew, undefined, /clicked .* done/],
    ['a server that takes each copy of a letter for a new one', sound, forgetsLetters, /clicked .* done/],
    ['a server that answers before it has stored', sound, answersTooEarly, /clicked .* done/],
    ['a server that lends numbers before it has stored', sound, answersTooEarly, /given twice/],
  ])(
    'O5 O6 K1 the rounds catch %s',
    async (_what, variant, broken, wanted) => {
      const told: string[] = [];
      for (let seed = FIRST_SEED; seed < FIRST_SEED + 60 && !wanted.test(told.join('\n')); seed++)
        told.push(...(await play(seed, variant, broken)));
      expect(told.join('\n')).toMatch(wanted);
    },
    60_000,
  );
});
