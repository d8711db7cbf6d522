/** What of an audit row is shown: ids, states and settings. Whatever could hold a mail's content is left where it is. */
import type { AuditChange, AuditRow } from '../../contract/audit';
import type { NamedRecord, StoredAudit } from '../store/auditReading';

/** Of a mail and a record only these; a later part that notes more has to be meant. */
const PLAIN = [
  ...['state', 'direction', 'regarding', 'method', 'pending', 'private', 'receipt', 'rule'],
  ...['access', 'owner', 'team', 'type', 'parent', 'granted', 'by'],
];
const OF_MAIL = ['activity', 'record', 'mark'];

type Values = Readonly<Record<string, unknown>>;

const valuesOf = (value: unknown): Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {};

/** A list of a person’s own may name outside people: its length tells enough. */
function textOf(value: unknown, entity: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value.slice(0, 4000);
  if (Array.isArray(value) && entity !== 'settings') return `${value.length} entries`;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ').slice(0, 4000);
  return JSON.stringify(value).slice(0, 4000);
}

/** Only what differs; of something new, everything that it was given. */
function changesOf({ entity, before, after }: StoredAudit): AuditChange[] {
  const [then, now] = [valuesOf(before), valuesOf(after)];
  const names = [...new Set([...Object.keys(then), ...Object.keys(now)])];
  return names
    .filter((name) => !OF_MAIL.includes(entity) || PLAIN.includes(name))
    .map((name) => ({
      name: name.slice(0, 200),
      before: textOf(then[name], entity),
      after: textOf(now[name], entity),
    }))
    .filter((change) => change.before !== change.after);
}

/** Why a mail was tracked is told from the mail: such a sentence may hold its subject. Who opened a body said why. */
function whyOf({ entity, action, why }: StoredAudit): string {
  return entity === 'activity' && !/body/i.test(action) ? '' : why.slice(0, 4000);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Records by which the row can be understood. */
export function recordIds(row: StoredAudit): string[] {
  const named = [valuesOf(row.before)['regarding'], valuesOf(row.after)['regarding']];
  const all = row.entity === 'record' ? [row.entityId, ...named] : named;
  return all.filter((id): id is string => typeof id === 'string' && UUID.test(id));
}

export function toRow(row: StoredAudit, records: ReadonlyMap<string, NamedRecord>, seesRecords: boolean): AuditRow {
  const named = [...new Set(recordIds(row))].flatMap((id) => records.get(id) ?? []);
  const { auditId, action, entity, entityId, actor } = row;
  return {
    ...{ auditId, actor, action, entity, entityId, at: row.at.toISOString() },
    changes: changesOf(row),
    records: named.map(({ id, type, name }) => ({ id, type, name: seesRecords ? name.slice(0, 1000) : null })),
    why: whyOf(row),
  };
}
