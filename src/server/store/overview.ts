/** Counts for the overview, all in one statement. */
import type { Overview } from '../../contract/overview';
import type { Ask } from './db';

/** $2: now, $3: days, $4: time zone. A day is one of that zone, on the days when clocks change as well. */
const findOverview = `with span as (
  select ($2::timestamptz at time zone $4)::date - $3::int + 1 as first, ($2::timestamptz at time zone $4)::date as last
), since as (
  select first::timestamp at time zone $4 as at from span
)
select
  array(select d::date::text from span, generate_series(first, last, interval '1 day') d order by d) as days,
  array(select json_build_object('day', day, 'method', method, 'count', count) from (
    select (a.tracked_at at time zone $4)::date::text as day, a.method, count(*)::int as count
    from activity a, since where a.org_id = $1 and a.tracked_at >= since.at and a.state = 'tracked'
    group by 1, 2 order by 1, 2) t) as tracked,
  array(select json_build_object('day', day, 'chosen', chosen, 'moved', moved, 'takenBack', taken_back) from (
    select (l.at at time zone $4)::date::text as day,
      (count(*) filter (where l.action = 'track' and l.after->>'method' = 'hand'))::int as chosen,
      (count(*) filter (where l.action = 'regard' and l.before->>'regarding' is not null))::int as moved,
      (count(*) filter (where l.action = 'untrack'))::int as taken_back
    from audit_log l, since
    where l.org_id = $1 and l.at >= since.at and l.entity = 'activity' and l.action in ('track', 'regard', 'untrack')
    group by 1 order by 1) t where chosen + moved + taken_back > 0) as decided,
  array(select json_build_object('address', address, 'name', name, 'count', count, 'oldest', oldest) from (
    select u.address, u.name, count(*)::int as count, to_char(min(a.sent_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as oldest
    from activity a join app_user u on u.org_id = a.org_id and u.user_id = a.tracked_by
    where a.org_id = $1 and a.pending and a.state = 'tracked' group by 1, 2 order by 3 desc, 2 limit 200) t) as pending,
  pg_database_size(current_database())::float8 as "databaseBytes",
  (select count(*)::int from activity where org_id = $1) as mails,
  (select count(*)::int from record where org_id = $1) as records,
  (select count(*)::int from audit_log where org_id = $1) as "auditRows"`;

export type Counted = Pick<Overview, 'days' | 'tracked' | 'decided' | 'pending'> &
  Pick<Overview['health'], 'databaseBytes' | 'mails' | 'records' | 'auditRows'>;

export async function readOverview(
  ask: Ask,
  orgId: number,
  { at, days, zone }: { readonly at: Date; readonly days: number; readonly zone: string },
): Promise<Counted> {
  const [row] = await ask<Counted>({ text: findOverview }, [orgId, at, days, zone]);
  return row as Counted;
}
