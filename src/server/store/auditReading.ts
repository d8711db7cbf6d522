/** Reads the audit back: newest first, page by page from a key, so that a row that comes in meanwhile moves nothing. */
import type { AuditKind } from '../../contract/audit';
import type { Ask } from './db';

export interface AuditQuestion {
  readonly person: number | null;
  readonly kind: AuditKind | null;
  readonly from: Date | null;
  readonly until: Date | null;
  /** Normal address with its keyed hash, or an id; null: everything. */
  readonly about: { readonly address: string; readonly hash: string } | { readonly id: string } | null;
  /** The last row that was read. */
  readonly after: { readonly at: Date; readonly auditId: string } | null;
}

export interface StoredAudit {
  readonly auditId: string;
  readonly at: Date;
  readonly actor: { readonly address: string; readonly name: string } | null;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly why: string;
}

/** To have seen a body is an act of its own kind, whatever it is called. */
const kinds: Readonly<Record<AuditKind, string>> = {
  settings: `l.entity in ('settings', 'organisation')`,
  tracking: `l.entity = 'activity' and l.action !~* 'body'`,
  reading: `l.action ~* 'body'`,
  people: `l.entity in ('user', 'team', 'grant')`,
  privacy: `l.entity in ('address', 'audit', 'retention')`,
  records: `l.entity = 'record'`,
  numbers: `l.entity in ('mark', 'lease')`,
};

/** $8: address, $9: its keyed hash. Also what the person behind the address did, if it is one of ours. */
const aboutAddress = `(l.entity = 'address' and l.entity_id = $9
  or l.actor in (select user_id from app_user where org_id = $1 and address = $8)
  or l.entity = 'user' and l.entity_id in (select user_id::text from app_user where org_id = $1 and address = $8)
  or l.entity = 'activity' and l.entity_id in (select activity_id::text from activity_party where org_id = $1 and address = $8)
  or l.entity = 'record' and l.entity_id in (select record_id::text from record_address where org_id = $1 and address = $8))`;

/** $8: id of a record, of a tracked mail, of whatever it is. */
const aboutId = `(l.entity_id = $8 or l.before->>'regarding' = $8 or l.after->>'regarding' = $8
  or l.entity = 'activity' and l.entity_id in (select activity_id::text from activity where org_id = $1 and regarding_id::text = $8))`;

function statement({ kind, about }: AuditQuestion): string {
  const conditions = [
    kind === null ? [] : [`(${kinds[kind]})`],
    about === null ? [] : ['address' in about ? aboutAddress : aboutId],
  ].flat();
  return `select l.audit_id as "auditId", l.at, l.action, l.entity, l.entity_id as "entityId", l.before, l.after, l.why,
  case when u.user_id is null then null else json_build_object('address', u.address, 'name', u.name) end as actor
from audit_log l left join app_user u on u.org_id = l.org_id and u.user_id = l.actor
where l.org_id = $1
  and ($2::int is null or coalesce(l.actor, 0) = $2)
  and ($3::timestamptz is null or l.at >= $3) and ($4::timestamptz is null or l.at < $4)
  and ($5::timestamptz is null or (l.at, l.audit_id) < ($5, $6::uuid))
  ${conditions.map((one) => `and ${one}`).join('\n  ')}
order by l.at desc, l.audit_id desc limit $7`;
}

export async function readAudit(
  ask: Ask,
  orgId: number,
  question: AuditQuestion,
  most: number,
): Promise<StoredAudit[]> {
  const { person, from, until, about, after } = question;
  const what = about === null ? [] : 'address' in about ? [about.address, about.hash] : [about.id];
  const place = [after?.at ?? null, after?.auditId ?? null];
  return ask<StoredAudit>({ text: statement(question) }, [orgId, person, from, until, ...place, most, ...what]);
}

export interface NamedRecord {
  readonly id: string;
  readonly type: 'contact' | 'account' | 'lead' | 'opportunity' | 'case';
  readonly name: string;
}

export async function nameRecords(ask: Ask, orgId: number, ids: readonly string[]): Promise<NamedRecord[]> {
  const text = `select record_id as id, type, name from record where org_id = $1 and record_id = any($2::uuid[])`;
  return ids.length === 0 ? [] : ask<NamedRecord>({ text }, [orgId, ids]);
}

export async function readAuditPeople(ask: Ask, orgId: number) {
  const text = `select user_id as "userId", name, address from app_user where org_id = $1 order by name, user_id limit 5000`;
  return ask<{ userId: number; name: string; address: string }>({ text }, [orgId]);
}
