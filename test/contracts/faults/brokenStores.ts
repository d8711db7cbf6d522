/** A database that fails, and servers with one thought missing. */
import { randomUUID } from 'node:crypto';
import { problem } from '../../../src/contract/problems';
import type { Ask, Store } from '../../../src/server/store/db';
import type { Chance } from '../../client/faults/chance';

export type Broken = (store: Store) => Store;

/** Of the statements of one transaction, at which it goes wrong at the latest. */
const STATEMENTS = 8;
const FULL = Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' });
const KILL = { text: 'select pg_terminate_backend(pg_backend_pid())' };

/**
 * One transaction in four fails: its disk is full in the middle, its connection is cut in the middle, or it is stored and the
 * answer is lost.
 */
export function failing(store: Store, chance: Chance, faulty: () => boolean): Store {
  return {
    ...store,
    async change(orgId, work) {
      if (!faulty() || chance.happens(0.75)) return store.change(orgId, work);
      const fault = chance.below(3);
      const at = chance.below(STATEMENTS);
      if (fault === 2) {
        await store.change(orgId, work);
        throw problem('storeAway');
      }
      return store.change(orgId, (ask) => work(failsAt(ask, at, fault)));
    },
  };
}

function failsAt(ask: Ask, at: number, fault: number): Ask {
  const count = { n: 0 };
  return async (statement, values) => {
    if (count.n++ !== at) return ask(statement, values);
    if (fault === 0) throw FULL;
    return ask(KILL);
  };
}

/** Each copy of a letter is a new letter to it. */
export const forgetsLetters: Broken = (store) => ({
  ...store,
  change: (orgId, work) =>
    store.change(orgId, (ask) =>
      work((statement, values = []) =>
        ask(statement, statement.name === 'claim-request' ? [values[0], randomUUID(), ...values.slice(2)] : values),
      ),
    ),
});

/** One answer in four is given for something that is not stored in the end. */
export const answersTooEarly: Broken = (store) => {
  const count = { n: 0 };
  const notStored = new Error('not stored');
  return {
    ...store,
    async change<T>(orgId: number, work: (ask: Ask) => Promise<T>): Promise<T> {
      if (++count.n % 4 !== 0) return store.change(orgId, work);
      const answer: { value: T | null } = { value: null };
      const told = store.change(orgId, async (ask) => {
        answer.value = await work(ask);
        throw notStored;
      });
      await told.catch((error: unknown) => {
        if (error !== notStored) throw error;
      });
      return answer.value as T;
    },
  };
};
