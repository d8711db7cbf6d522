/** How every statement that reads an activity `a` also reads its record: a merged or converted one as what it became. */
import type { RecordType, Regarding } from '../../correlation/mail';

export const regardingColumns = `coalesce(s.record_id, r.record_id) as regarding_id, coalesce(s.type, r.type) as regarding_type,
  coalesce(s.name, r.name) as regarding_name, coalesce(s.state, r.state) as regarding_state`;

export const regardingJoins = `left join record r on r.org_id = a.org_id and r.record_id = a.regarding_id
  left join record s on s.org_id = r.org_id and s.record_id = r.became_id`;

export interface RegardingRow {
  readonly regarding_id: string | null;
  readonly regarding_type: RecordType | null;
  readonly regarding_name: string | null;
  readonly regarding_state: Regarding['state'] | null;
}

export function toRegarding(row: RegardingRow): Regarding | null {
  const { regarding_id: id, regarding_type: type, regarding_name: name, regarding_state: state } = row;
  return id === null || type === null || name === null || state === null ? null : { type, id, name, state };
}
