/** Removes what is older than the organisation keeps it: in small steps, each with its row in the audit, on one server at a time. */
import { v7 } from 'uuid';
import { writeAudit } from '../store/audit';
import type { Store } from '../store/db';
import { endJob, holdJob, removeOld, type Hold, type Removed } from '../store/jobs';

export const RETENTION = 'retention';
const DAY = 86_400_000;
/** A server that died in the middle holds it no longer than this. */
const PATIENCE = 10 * 60_000;
const STEP = 500;

export interface Cleaning {
  readonly store: Store;
  readonly clock: () => Date;
  /** True where the server wants to stop: then the rest is done next time. */
  readonly stopping?: () => boolean;
}

/** What went in all; null where another server is at it. */
export async function removeWhatIsOld(cleaning: Cleaning, orgId: number): Promise<Removed | null> {
  const { store, clock, stopping = () => false } = cleaning;
  const holder = v7();
  const total = { mails: 0, bodies: 0, letters: 0 };
  for (;;) {
    const removed = await step(store, holdFor(orgId, holder, clock()));
    if (removed === null) return null;
    const done = Object.values(removed).every((count) => count === 0);
    for (const what of ['mails', 'bodies', 'letters'] as const) total[what] += removed[what];
    if (done || stopping()) {
      const hold = holdFor(orgId, holder, clock());
      const dueAt = done ? new Date(hold.now.getTime() + DAY) : hold.now;
      await store.change(orgId, (ask) => endJob(ask, hold, dueAt));
      return total;
    }
  }
}

const holdFor = (orgId: number, holder: string, now: Date): Hold => {
  return { orgId, name: RETENTION, holder, now, until: new Date(now.getTime() + PATIENCE) };
};

async function step(store: Store, hold: Hold): Promise<Removed | null> {
  const { orgId, now } = hold;
  return store.change(
    orgId,
    async (ask) => {
      if (!(await holdJob(ask, hold))) return null;
      const removed = await removeOld(ask, now, STEP);
      const what = { action: 'retain', entity: 'retention', entityId: '', before: null, after: removed };
      const any = Object.values(removed).some((count) => count > 0);
      if (any) await writeAudit(ask, { orgId, at: now, actor: null, ...what, why: 'older than it shall be kept' });
      return removed;
    },
    'long',
  );
}
