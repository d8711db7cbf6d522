/** Ten thousand days on which everything goes wrong, each told again by its seed. */
import type { Api } from '../../src/client/api';
import { settle } from '../../src/client/outbox';
import { makeMemoryStorage } from '../../src/client/memoryStorage';
import type { Drawer, Storage } from '../../src/client/storage';
import { sound, type Variant } from './faults/desk';
import { playRound } from './faults/round';

const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 10_000);
const FIRST_SEED = Number(process.env.FAULT_SEED ?? 1);

/** The seeds that go wrong, with what is wrong. */
async function play(rounds: number, variant: Variant): Promise<string[]> {
  const told: string[] = [];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + rounds; seed++)
    for (const fault of await playRound(seed, variant)) told.push(`seed ${seed}: ${fault}`);
  return told;
}

test(`O5 O6 ${ROUNDS} seeded rounds: nothing lost, nothing doubled, no number given twice`, async () => {
  expect((await play(ROUNDS, sound)).slice(0, 20)).toEqual([]);
}, 120_000);

/** Code with one thought missing each; the same rounds must find it. */
describe('the rounds themselves', () => {
  const everyTryIsNew: Variant = {
    ...sound,
    api: (api) => {
      let n = 0;
      const call = (name: never, { body }: { body?: { requestId?: string } }) => {
        const requestId = body?.requestId && `${body.requestId.slice(0, 24)}${String(n++).padStart(12, '0')}`;
        return api.call(name, { body: { ...body, requestId } } as never);
      };
      return { call: call as unknown as Api['call'] };
    },
  };
  const forgottenBeforeTheAnswer: Variant = {
    ...sound,
    api: (api, storage) => {
      const call = async (name: never, { body }: { body?: { requestId?: string } }) => {
        const id = body?.requestId;
        if (id) await storage.change((drawer) => settle(drawer, { id, tracking: null }));
        return api.call(name, { body } as never);
      };
      return { call: call as unknown as Api['call'] };
    },
  };
  /** Each reading and writing on its own, as with localStorage. */
  const stepsThatMingle: Variant = {
    ...sound,
    storage: () => {
      const base = makeMemoryStorage();
      const drawer: Drawer = {
        get: (key) => base.change((inner) => inner.get(key)),
        put: (key, value) => base.change((inner) => inner.put(key, value)),
        delete: (key) => base.change((inner) => inner.delete(key)),
        keys: (prefix) => base.change((inner) => inner.keys(prefix)),
      };
      return { change: (work) => work(drawer) } satisfies Storage;
    },
  };

  test.each([
    ['a new request id at each try', everyTryIsNew, /clicked .* done/],
    ['a letter forgotten before the answer', forgottenBeforeTheAnswer, /clicked .* done/],
    ['a storage whose steps mingle', stepsThatMingle, /given twice/],
  ])('O5 O6 catch %s', async (_what, variant, wanted) => {
    expect((await play(100, variant)).join('\n')).toMatch(wanted);
  });
});
