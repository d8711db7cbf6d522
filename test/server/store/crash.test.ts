/** The database is killed in the middle of work, again and again: what was acknowledged is there, once. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Problem } from '../../../src/contract/problems';
import { openStore, type Store } from '../../../src/server/store/db';
import { readNote } from '../../../src/server/store/embedded/postmaster';
import { migrate } from '../../../src/server/store/migrate';
import { createOrganisation, createUser } from '../../../src/server/store/seeding';
import type { User } from '../../../src/server/store/users';
import { makeActs } from '../../../src/server/tracking/makeActs';
import type { Acts } from '../../../src/server/tracking/acts';
import { body, keysOf, NOW, trackOf } from '../../contracts/samples';
import { quiet } from '../../tools/database';

const SEED = 20261121;
const WRITERS = 4;
const LETTERS_EACH = 40;
const KILLS = 3;

/** Mulberry32. */
function makeChance(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

let dataDir: string;
let store: Store;
let alice: User;
let acts: Acts;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'tm-crash-'));
  spawnSync('chmod', ['755', dataDir]);
  store = await openStore({ databaseUrl: null, dataDir, log: quiet });
  await migrate(store);
  const orgId = await createOrganisation(store, { name: 'Northwind Traders', domains: [] });
  alice = await createUser(store, orgId, { address: 'alice@northwind.example', name: 'Alice', role: 'user' });
  acts = makeActs(store, () => NOW);
}, 60_000);

afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** As an outbox does: the same letter until it is answered. Everything but an absent database is a failure of the test. */
async function deliver(letter: ReturnType<typeof trackOf>): Promise<{ activityId: string; away: number }> {
  for (let away = 0; ; away++) {
    try {
      const { tracking } = await acts.track(alice, body(letter));
      return { activityId: tracking.activityId, away };
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'storeAway') throw error;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

test(`S1 a killed server comes back and loses nothing acknowledged, doubles nothing (seed ${SEED})`, async () => {
  const chance = makeChance(SEED);
  const total = WRITERS * LETTERS_EACH;
  const kills = new Set(Array.from({ length: KILLS }, (_, n) => Math.floor(((n + chance()) * total) / KILLS)));
  const acknowledged = new Map<string, string>();
  let delivered = 0;
  let away = 0;
  const write = async () => {
    for (let n = 0; n < LETTERS_EACH; n++) {
      const letter = trackOf({ keys: keysOf() });
      if (kills.has(delivered++)) process.kill((await readNote(store.embedded!.dataDir))!.pid, 'SIGKILL');
      const done = await deliver(letter);
      away += done.away;
      acknowledged.set(letter.keys.messageId, done.activityId);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  const rows = await store.look(alice.orgId, (ask) =>
    ask<{ message_id: string; activity_id: string; letters: number; receipts: number }>({
      text: `select message_id, activity_id,
        (select count(*)::int from audit_log l where l.entity_id = activity_id::text) as letters,
        (select count(*)::int from receipt r where r.activity_id = a.activity_id) as receipts from activity a`,
    }),
  );
  expect(away).toBeGreaterThan(0);
  expect(rows).toHaveLength(total);
  expect(new Map(rows.map((row) => [row.message_id, row.activity_id]))).toEqual(acknowledged);
  expect(rows.filter(({ letters, receipts }) => letters !== 1 || receipts !== 1)).toEqual([]);
}, 120_000);
