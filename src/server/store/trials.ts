/** The last trial of settings in an organisation: one at a time, whichever server runs it. */
import type { Settings } from '../../contract/settings';
import type { Ask } from './db';
import { asJson } from './storable';

export type TrialState = 'running' | 'done' | 'stopped' | 'failed';

export interface NewTrial {
  readonly trialId: string;
  readonly startedBy: number;
  readonly at: Date;
  /** Of the settings that it compares with. */
  readonly version: number;
  readonly days: number;
  readonly settings: Settings;
  readonly total: number;
}

export interface StoredTrial {
  readonly trialId: string;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly beatAt: Date;
  readonly version: number;
  readonly days: number;
  readonly settings: Partial<Settings>;
  readonly state: TrialState;
  readonly total: number;
  readonly done: number;
  readonly result: unknown;
}

/** False where another one is running; one that has not gone on since `dead` broke off and is replaced. */
export async function addTrial(ask: Ask, orgId: number, trial: NewTrial, dead: Date): Promise<boolean> {
  const { trialId, startedBy, at, version, days, settings, total } = trial;
  const text = `insert into settings_trial (org_id, trial_id, started_by, started_at, beat_at, version, days, settings, total, state, done)
values ($1, $2, $3, $4, $4, $5, $6, $7, $8, 'running', 0)
on conflict (org_id) do update set trial_id = excluded.trial_id, started_by = excluded.started_by, started_at = excluded.started_at,
  beat_at = excluded.beat_at, version = excluded.version, days = excluded.days, settings = excluded.settings,
  total = excluded.total, state = excluded.state, done = 0, result = null
where settings_trial.state <> 'running' or settings_trial.beat_at < $9 returning 1`;
  const values = [orgId, trialId, startedBy, at, version, days, asJson(settings), total, dead];
  return (await ask({ text }, values)).length > 0;
}

/** Without its result where that is not wanted: it may be long. */
export async function readTrial(ask: Ask, orgId: number): Promise<StoredTrial | null> {
  const text = `select s.trial_id as "trialId", u.name as "startedBy", s.started_at as "startedAt", s.beat_at as "beatAt", s.version,
  s.days, s.settings, s.state, s.total, s.done, s.result
from settings_trial s join app_user u on u.org_id = s.org_id and u.user_id = s.started_by where s.org_id = $1`;
  const [row] = await ask<StoredTrial>({ name: 'read-trial', text }, [orgId]);
  return row ?? null;
}

interface Running {
  readonly orgId: number;
  readonly trialId: string;
  readonly at: Date;
}

/** False where it was stopped, or another one stands in its place. */
export async function goOn(ask: Ask, { orgId, trialId, at }: Running, done: number): Promise<boolean> {
  const text = `update settings_trial set done = $3, beat_at = $4 where org_id = $1 and trial_id = $2 and state = 'running' returning 1`;
  return (await ask({ name: 'go-on-with-trial', text }, [orgId, trialId, done, at])).length > 0;
}

/** Nothing where it is over already. */
export async function endTrial(
  ask: Ask,
  { orgId, trialId, at }: Running,
  { state, result = null }: { readonly state: Exclude<TrialState, 'running'>; readonly result?: unknown },
): Promise<void> {
  const text = `update settings_trial set state = $3, beat_at = $4, result = $5, done = case $3 when 'done' then total else done end
where org_id = $1 and trial_id = $2 and state = 'running'`;
  await ask({ text }, [orgId, trialId, state, at, result === null ? null : asJson(result)]);
}
