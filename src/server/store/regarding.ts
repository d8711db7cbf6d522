import type { RecordType, Regarding } from '../../correlation/mail';
import { hiddenRecord } from './visibility';

/**
 * How every statement that reads an activity `a` ($1 is its organisation) also reads its record: a merged or converted one as
 * what it became. One that the reader may not see is not joined, and the activity tells that there is one. `offset 0` keeps it one index probe a row, whatever the planner knows of the tables.
 */

export const regardingColumns = `coalesce(s.record_id, r.record_id) as regarding_id, coalesce(s.type, r.type) as regarding_type,
  coalesce(s.name, r.name) as regarding_name, coalesce(s.state, r.state) as regarding_state,
  case when r.record_id is null then a.regarding_id end as regarding_hidden`;

export const regardingJoins = `left join lateral (
  select * from record o where o.org_id = $1 and o.record_id = a.regarding_id offset 0) r on true
left join lateral (
  select * from record o where o.org_id = $1 and o.record_id = r.became_id offset 0) s on true`;

export interface RegardingRow {
  readonly activity_id: string;
  /** The record that the reader may not see; it never leaves the store. */
  readonly regarding_hidden: string | null;
  readonly regarding_id: string | null;
  readonly regarding_type: RecordType | null;
  readonly regarding_name: string | null;
  readonly regarding_state: Regarding['state'] | null;
}

export function toRegarding(row: RegardingRow): Regarding | null {
  if (row.regarding_hidden !== null) return hiddenRecord(row.activity_id);
  const { regarding_id: id, regarding_type: type, regarding_name: name, regarding_state: state } = row;
  return id === null || type === null || name === null || state === null ? null : { type, id, name, state };
}
