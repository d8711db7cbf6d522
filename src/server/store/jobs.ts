/** What the server does by itself: whose is due, and who of several servers does it. */
import type { Going, Keeping } from '../../contract/keeping';
import type { Ask, Store } from './db';

export interface Job {
  readonly orgId: number;
  readonly name: string;
}

export async function findDue(store: Store, name: string, now: Date): Promise<number[]> {
  const text = `select org_id as "orgId" from job where name = $1 and due_at <= $2 and (held_until is null or held_until <= $2)
order by due_at, org_id`;
  const rows = await store.lookForJob(name, (ask) => ask<{ orgId: number }>({ text }, [name, now]));
  return rows.map(({ orgId }) => orgId);
}

export interface Hold extends Job {
  readonly holder: string;
  readonly now: Date;
  readonly until: Date;
}

/** False where another server has it. Again by the same holder it is held longer. */
export async function holdJob(ask: Ask, { orgId, name, holder, now, until }: Hold): Promise<boolean> {
  const text = `update job set held_by = $3, held_until = $5 where org_id = $1 and name = $2
and (held_by is null or held_by = $3 or held_until <= $4) returning name`;
  return (await ask({ text }, [orgId, name, holder, now, until])).length > 0;
}

export async function endJob(ask: Ask, { orgId, name, holder, now }: Hold, dueAt: Date): Promise<void> {
  const text = `update job set held_by = null, held_until = null, ended_at = $4, due_at = $5
where org_id = $1 and name = $2 and held_by = $3`;
  await ask({ text }, [orgId, name, holder, now, dueAt]);
}

export interface JobState {
  readonly name: string;
  readonly endedAt: Date | null;
  readonly dueAt: Date;
  readonly running: boolean;
}

export async function readJobs(ask: Ask, orgId: number, now: Date): Promise<JobState[]> {
  const text = `select name, ended_at as "endedAt", due_at as "dueAt", coalesce(held_until > $2, false) as running
from job where org_id = $1 order by name`;
  return ask<JobState>({ text }, [orgId, now]);
}

export interface Removed {
  readonly mails: number;
  readonly bodies: number;
  readonly letters: number;
}

/** One small step of what is older than it shall be kept; the database reads for itself how old that is. */
export async function removeOld(ask: Ask, now: Date, most: number): Promise<Removed> {
  const [row] = await ask<{ removed: Removed }>({ text: 'select remove_old($1, $2) as removed' }, [now, most]);
  return row?.removed ?? { mails: 0, bodies: 0, letters: 0 };
}

/** What is older than these days by now, as `remove_old` would find it; 0 days: for ever. */
export async function countGoing(ask: Ask, orgId: number, keeping: Keeping, now: Date): Promise<Going> {
  const { keepMailDays, keepBodiesDays } = keeping;
  const old = (days: string) => `a.tracked_at < least($2, now()) - make_interval(days => ${days})`;
  const text = `select
  (select count(*)::int from activity a where a.org_id = $1 and $3::int > 0 and ${old('$3::int')}) as mails,
  (select count(*)::int from activity a join activity_body b on b.org_id = $1 and b.activity_id = a.activity_id
    where a.org_id = $1 and $4::int > 0 and ${old('$4::int')} and (b.html is not null or b.plain is not null)
      and not ($3::int > 0 and ${old('$3::int')})) as texts`;
  const [row] = await ask<Going>({ text }, [orgId, now, keepMailDays, keepBodiesDays]);
  return row ?? { mails: 0, texts: 0 };
}
