/** Tries settings on mail that really came, before anybody saves them. Nothing is changed by it. */
import { v7 } from 'uuid';
import { problem } from '../../contract/problems';
import { maySettle } from '../../contract/roles';
import { defaultSettings, type SettingsReply } from '../../contract/settings';
import type { Trial } from '../../contract/trial';
import type { Ask } from '../store/db';
import { countEvidence } from '../store/evidenceReading';
import { readSettings } from '../store/settings';
import { addTrial, endTrial, readTrial, type StoredTrial } from '../store/trials';
import type { Act, ActInput, Asker } from './acts';
import { silentSince } from './numbers';
import { pruneOld, type SeenMail } from './seenMail';
import { mustBeUsable } from './settings';
import { runTrial, type StoredResult } from './runTrial';
import { forReader } from './trialReading';
import type { Workshop } from './workshop';

/** One that has not gone on for so long broke off with its server. */
const DEAD_MS = 60_000;

export interface TrialWorkshop extends Workshop {
  readonly seen: SeenMail;
  /** What goes wrong after the answer has left. */
  readonly report: (error: unknown) => void;
}

export const startTrial =
  (workshop: TrialWorkshop): Act<'startTrial'> =>
  async (asker, { body }) => {
    mustSettle(asker);
    mustBeUsable(body.settings);
    const { orgId } = asker;
    const at = workshop.clock();
    await workshop.seen.settled();
    const begun = await workshop.store.change(orgId, (ask) => begin(ask, asker, body, at), 'long');
    // In the background: who asked looks again.
    runTrial(workshop, { orgId, ...begun }).catch(workshop.report);
    return { trial: await mustRead(workshop, asker) };
  };

async function begin(ask: Ask, { orgId, userId }: Asker, { settings, days }: ActInput<'startTrial'>['body'], at: Date) {
  await pruneOld(ask, orgId, at);
  const stored: SettingsReply = await readSettings(ask, orgId);
  const since = silentSince(at, days);
  const { all } = await countEvidence(ask, orgId, since);
  const trialId = v7();
  const { version } = stored;
  const trial = { trialId, startedBy: userId, at, version, days, settings, total: all };
  if (!(await addTrial(ask, orgId, trial, new Date(at.getTime() - DEAD_MS)))) throw await running(ask, orgId);
  return { trialId, stored, settings, since };
}

async function running(ask: Ask, orgId: number) {
  const other = await readTrial(ask, orgId);
  return problem('alreadyRunning', other === null ? null : `${other.startedBy} is trying settings.`);
}

export const trial =
  (workshop: Workshop): Act<'trial'> =>
  async (asker) => {
    mustSettle(asker);
    return { trial: await read(workshop, asker) };
  };

export const stopTrial =
  (workshop: Workshop): Act<'stopTrial'> =>
  async (asker, { body: { trialId } }) => {
    mustSettle(asker);
    const { orgId } = asker;
    const at = workshop.clock();
    await workshop.store.change(orgId, (ask) => endTrial(ask, { orgId, trialId, at }, { state: 'stopped' }));
    return { trial: await read(workshop, asker) };
  };

function mustSettle({ role }: Asker): void {
  if (!maySettle(role)) throw problem('notAllowed');
}

async function mustRead(workshop: Workshop, asker: Asker): Promise<Trial> {
  const found = await read(workshop, asker);
  if (found === null) throw problem('notFound');
  return found;
}

async function read({ store, clock }: Workshop, asker: Asker): Promise<Trial | null> {
  return store.change(asker, async (ask) => {
    const stored = await readTrial(ask, asker.orgId);
    if (stored === null) return null;
    const result = stored.result as StoredResult | null;
    return describe(stored, result === null ? null : await forReader(ask, asker, result), clock());
  });
}

function describe(stored: StoredTrial, result: Trial['result'], at: Date): Trial {
  const { trialId, startedBy, days, version, total, done, state } = stored;
  const dead = state === 'running' && at.getTime() - stored.beatAt.getTime() > DEAD_MS;
  return {
    ...{ trialId, startedBy, days, version, total, done },
    startedAt: stored.startedAt.toISOString(),
    settings: { ...defaultSettings, ...stored.settings },
    state: dead ? 'failed' : state,
    result,
  };
}
