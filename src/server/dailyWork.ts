/** What a running server does by itself, looked for again and again; every organisation has its turn once a day. */
import type { Log } from './log';
import type { Store } from './store/db';
import { findDue } from './store/jobs';
import { RETENTION, removeWhatIsOld } from './tracking/retention';

export interface DailyWork {
  readonly store: Store;
  readonly clock: () => Date;
  readonly log: Pick<Log, 'info' | 'warn'>;
  /** Calls again and again, beginning at once; gives how to end that. */
  readonly regularly: (run: () => void) => () => void;
}

const EVERY = 10 * 60_000;

export function every(run: () => void): () => void {
  run();
  const timer = setInterval(run, EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

/** Gives how to stop it: the step that is under way is finished. */
export function startDailyWork({ store, clock, log, regularly }: DailyWork): () => Promise<void> {
  const state = { stopping: false, running: Promise.resolve(), busy: false };
  const work = async () => {
    const stopping = () => state.stopping;
    for (const orgId of await findDue(store, RETENTION, clock())) {
      if (state.stopping) return;
      const removed = await removeWhatIsOld({ store, clock, stopping }, orgId);
      if (removed !== null) log.info({ org: orgId, ...removed }, 'removed what is too old');
    }
  };
  const end = regularly(() => {
    if (state.busy) return;
    state.busy = true;
    state.running = work()
      .catch((error: unknown) => log.warn({ err: error }, 'what is too old could not be removed'))
      .finally(() => (state.busy = false));
  });
  return async () => {
    state.stopping = true;
    end();
    await state.running;
  };
}
