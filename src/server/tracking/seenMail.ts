/** Keeps by what mail was judged that was only looked at: after the answer has left, many at once where many come. */
import { isSpared } from '../../correlation/judgeSend';
import type { Keys } from '../../correlation/mail';
import { EVIDENCE_DAYS, MOST_EVIDENCE } from '../../contract/trial';
import type { Ask, Store } from '../store/db';
import { readErased } from '../store/erased';
import { keepSeen, pruneEvidence, type SeenEvidence } from '../store/evidence';
import { readNeverTrack } from '../store/settings';
import type { Asker } from './acts';
import { silentSince } from './numbers';
import { dedupeKeys } from './twins';

/** Writes down what was looked at. Nobody waits for it, and it never fails a lookup. */
export interface SeenMail {
  note(asker: Asker, keys: Keys, at: Date): void;
  /** Resolves when everything noted is written; throws what kept the last from being written. */
  settled(): Promise<void>;
}

/** More than these wait only where the database does not answer; then they are not kept. */
const MOST_WAITING = 1000;
/** A mail that is opened again is not written again, as long as it is among the last so many. */
const REMEMBERED = 10_000;
const ROWS = 100;
const PRUNE_EVERY = 500;

export function makeSeenMail(store: Store): SeenMail {
  const waiting = new Map<number, SeenEvidence[]>();
  const known = new Set<string>();
  const state = { writing: Promise.resolve(), busy: false, count: 0, sincePruned: PRUNE_EVERY };
  const writeAll = async () => {
    for (let [next] = waiting; next !== undefined; [next] = waiting) {
      const [orgId, rows] = next;
      const batch = rows.splice(0, ROWS);
      if (rows.length === 0) waiting.delete(orgId);
      state.count -= batch.length;
      state.sincePruned += batch.length;
      const prune = state.sincePruned >= PRUNE_EVERY;
      if (prune) state.sincePruned = 0;
      await store.change(orgId, (ask) => write(ask, orgId, batch, prune));
    }
  };
  const begin = () => {
    state.busy = true;
    state.writing = writeAll().finally(() => (state.busy = false));
    // Whoever waits for it is told; a lookup that was answered is not concerned.
    state.writing.catch(() => undefined);
  };
  return {
    note: ({ orgId, userId }, keys, at) => {
      const mailKey = dedupeKeys(keys).usual;
      const name = `${orgId} ${mailKey}`;
      if (known.has(name) || state.count >= MOST_WAITING) return;
      if (known.size >= REMEMBERED) known.clear();
      known.add(name);
      state.count++;
      const rows = waiting.get(orgId) ?? [];
      waiting.set(orgId, [...rows, { mailKey, at, seenBy: userId, keys }]);
      if (!state.busy) begin();
    },
    settled: () => state.writing,
  };
}

/** Mail with somebody whom the organisation never tracks is not kept either. */
async function write(ask: Ask, orgId: number, rows: readonly SeenEvidence[], prune: boolean): Promise<void> {
  const [neverTrack, isErased] = await Promise.all([readNeverTrack(ask, orgId), readErased(ask, orgId)]);
  const spared = ({ from, recipients }: Keys) =>
    neverTrack.length > 0 && [from ?? '', ...recipients].some((address) => isSpared(address, neverTrack));
  const erased = ({ from, recipients, sentAt }: Keys) => isErased([from, ...recipients], sentAt);
  const kept = rows.filter(({ keys }) => !spared(keys) && !erased(keys));
  if (kept.length > 0) await keepSeen(ask, orgId, kept);
  const newest = rows.at(-1);
  if (prune && newest !== undefined) await pruneOld(ask, orgId, newest.at);
}

export const pruneOld = (ask: Ask, orgId: number, at: Date) =>
  pruneEvidence(ask, orgId, { before: silentSince(at, EVIDENCE_DAYS), most: MOST_EVIDENCE });
