/** Ten thousand days on which everything goes wrong, each told again by its seed. */
import { sound, type Variant } from './faults/desk';
import { modelWorld, playRound } from './faults/round';
import {
  aRecordAtEachTry,
  everyTryIsNew,
  forgottenBeforeTheAnswer,
  leftAloneUnheard,
  stepsThatMingle,
} from './faults/variants';

const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 10_000);
const FIRST_SEED = Number(process.env.FAULT_SEED ?? 1);

/** The seeds that go wrong, with what is wrong. */
async function play(rounds: number, variant: Variant): Promise<string[]> {
  const told: string[] = [];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + rounds; seed++)
    for (const fault of await playRound(modelWorld(seed), variant)) told.push(`seed ${seed}: ${fault}`);
  return told;
}

test(`O5 O6 ${ROUNDS} seeded rounds: nothing lost, nothing doubled, no number given twice`, async () => {
  expect((await play(ROUNDS, sound)).slice(0, 20)).toEqual([]);
}, 300_000);

describe('the rounds themselves', () => {
  test.each([
    ['a new request id at each try', everyTryIsNew, /clicked .* done/],
    ['a letter forgotten before the answer', forgottenBeforeTheAnswer, /clicked .* done/],
    ['a storage whose steps mingle', stepsThatMingle, /given twice/],
    ['a record that is made at each try', aRecordAtEachTry, /made twice/],
    ['a mail left alone without an answer', leftAloneUnheard, /clicked .*leave.* done/],
  ])('O5 O6 catch %s', async (_what, variant, wanted) => {
    expect((await play(100, variant)).join('\n')).toMatch(wanted);
  });
});
