/** A trial on its way: page after page of the kept evidence, until it is done, stopped, or its server stops. */
import type { Settings, SettingsReply } from '../../contract/settings';
import type { TrialResult } from '../../contract/trial';
import type { Ask, Store } from '../store/db';
import { readEvidence, type Place } from '../store/evidenceReading';
import { endTrial, goOn } from '../store/trials';
import type { Tally } from './compareOutcomes';
import { freeNumbers } from './freeNumbers';
import { policyUnder, Rehearsal } from './rehearseSettings';
import type { Workshop } from './workshop';

export interface BegunTrial {
  readonly orgId: number;
  readonly trialId: string;
  readonly stored: SettingsReply;
  readonly settings: Settings;
  /** Older mail is not compared. */
  readonly since: Date;
}

/** With mails where the asker of a result will have their subjects: those are nobody's before somebody asks. */
export type StoredResult = Pick<Tally, 'mails' | 'before' | 'after' | 'changes'> & Pick<TrialResult, 'numbers'>;

/** So many take some milliseconds; then others are answered. */
const PAGE = 200;

export async function runTrial(workshop: Workshop, begun: BegunTrial): Promise<void> {
  const { store, clock } = workshop;
  const { orgId, trialId } = begun;
  try {
    const tally = await rehearse(workshop, begun);
    if (tally === null) return;
    await store.change(orgId, async (ask) => {
      const at = clock();
      const { mails, before, after, changes } = tally;
      const numbers = await freeNumbers(ask, orgId, begun.settings, at);
      const result: StoredResult = { mails, before, after, changes, numbers };
      await endTrial(ask, { orgId, trialId, at }, { state: 'done', result });
    });
  } catch (error) {
    await fail(store, { orgId, trialId, at: clock() });
    throw error;
  }
}

/** Nobody may be told any more where the database is away as well; then the silence of the trial tells. */
async function fail(store: Store, running: { orgId: number; trialId: string; at: Date }): Promise<void> {
  const told = store.change(running.orgId, (ask) => endTrial(ask, running, { state: 'failed' }));
  await told.catch(() => undefined);
}

/** null where it was stopped. */
async function rehearse({ store, clock }: Workshop, begun: BegunTrial): Promise<Tally | null> {
  const { orgId, trialId, stored, settings, since } = begun;
  const rehearsal = new Rehearsal(policyUnder(stored, stored.settings), policyUnder(stored, settings));
  let place: Place | null = null;
  for (let done = 0; ;) {
    const next = async (ask: Ask) =>
      (await goOn(ask, { orgId, trialId, at: clock() }, done)) ? readEvidence(ask, orgId, place, PAGE) : null;
    const page = await store.change(orgId, next);
    if (page === null) return null;
    for (const kept of page) rehearsal.add(kept, kept.at >= since);
    place = page.at(-1) ?? place;
    done += page.length;
    if (page.length < PAGE) return rehearsal.tally;
  }
}
