/** Every act over a store that fails: each is answered with a Problem, and no promise is left that nothing catches. */
import { problem } from '../../../src/contract/problems';
import { endpoints, type EndpointName } from '../../../src/contract/endpoints';
import type { Store } from '../../../src/server/store/db';
import { asProblem } from '../../../src/server/store/failures';
import { makeActs } from '../../../src/server/tracking/makeActs';
import { goodRequests, makeTestApp, signedIn } from './fakes';

const NOW = new Date('2026-05-03T10:00:00Z');

const full = () => asProblem(Object.assign(new Error('could not extend file'), { code: '53100' }));

/** `deep`: each transaction begins, and fails at its first statement; else none begins. */
function failing(error: () => unknown, deep: boolean): Store {
  const fail = async () => Promise.reject(error());
  const run: Store['change'] = async (_behalf, work) => (deep ? work(fail) : fail());
  return {
    ...{ embedded: null, look: run, change: run, writes: fail, close: async () => undefined },
    lookForSignIn: async (_who, work) => run(1, work),
    lookForJob: async (_name, work) => run(1, work),
    openAsOwner: () => {
      throw error();
    },
  };
}

const KINDS = [
  ['full', full, 503, 'storeFull'],
  ['away', () => problem('storeAway'), 503, 'storeAway'],
  ['broken in a way that we do not know', () => new Error('?'), 500, 'serverFault'],
] as const;

describe.each([true, false])('with statements that fail: %s', (deep) => {
  test.each(KINDS)('H4 every act answers while the store is %s', async (_word, error, status, code) => {
    const { app, token } = await makeTestApp({ acts: makeActs(failing(error, deep), () => NOW) });
    const odd: string[] = [];
    for (const name of Object.keys(endpoints) as EndpointName[]) {
      const { params = {}, payload } = goodRequests[name] as { params?: Record<string, string>; payload?: object };
      const { method, path } = endpoints[name];
      const url = path.replace(/\{(\w+)\}/g, (_all, part: string) => encodeURIComponent(params[part] ?? ''));
      const reply = await app.inject({ method, url, headers: signedIn(token), ...(payload ? { payload } : {}) });
      // Nobody allows themselves to read: that is refused before the store is asked.
      if (name === 'allowBodies' && reply.statusCode === 403) continue;
      const answered = reply.statusCode === status && reply.json().code === code;
      if (!answered) odd.push(`${name}: ${reply.statusCode} ${reply.body.slice(0, 80)}`);
    }
    // Jest fails a test during which a rejection was not handled; those of the last act come in the next turns.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(odd).toEqual([]);
    await app.close();
  });
});
