/** What the file about an address holds: what is short at once, what may be long piece by piece. */
import type { LongPart } from '../../contract/privacy';
import type { Ask } from './db';
import { AUDITED, MAILS, RECORDS, SEEN } from './personData';
import { mailSeenAlone } from './visibility';

const ONE = 'where org_id = $1 and address = $2';
const short: Readonly<Record<string, string>> = {
  person: `select address, name, role, active, created_at from app_user ${ONE}`,
  choices: `select p.preferences, p.at from user_preference p where p.org_id = $1 and p.user_id in (select user_id from app_user ${ONE})`,
  records: `select * from (${RECORDS}) r`,
  numbers: `select token, given_at from token_number where org_id = $1 and user_id in (select user_id from app_user ${ONE})`,
};

export async function readShortParts(ask: Ask, orgId: number, address: string): Promise<Record<string, object[]>> {
  const named = Object.entries(short);
  const rows = await Promise.all(named.map(([, text]) => ask({ text }, [orgId, address])));
  return Object.fromEntries(named.map(([name], n) => [name, rows[n] ?? []]));
}

/** `place`: what the rows are ordered by; behind $3, at most $4. */
const long: Readonly<Record<LongPart, string>> = {
  mails: `select a.activity_id as place, a.activity_id, a.kind, a.direction, a.state, a.message_id, a.subject, a.sent_at, a.tracked_at,
  a.method, a.reason, a.private,
  (select r.name from record r where r.org_id = $1 and r.record_id = a.regarding_id) as record,
  array(select json_build_object('role', p.role, 'address', p.written, 'name', p.name) from activity_party p
    where p.org_id = $1 and p.activity_id = a.activity_id and (p.role <> 'bcc' or p.address = $2) order by p.role, p.ordinal) as people,
  array(select json_build_object('name', f.name, 'type', f.content_type, 'size', f.size) from attachment f
    where f.org_id = $1 and f.activity_id = a.activity_id order by f.ordinal) as attachments
from activity a where a.org_id = $1 and a.activity_id in (${MAILS}) and ($3::uuid is null or a.activity_id > $3)
order by a.activity_id limit $4`,
  evidence: `select mail_key as place, at, keys, blind, activity_id, seen_by from evidence
where org_id = $1 and ($3::uuid is null or mail_key > $3) and ${SEEN} order by mail_key limit $4`,
  audit: `select audit_id as place, at, action, entity, entity_id, before, after, why from audit_log
where org_id = $1 and ($3::uuid is null or audit_id > $3) and ${AUDITED} order by audit_id limit $4`,
};

export interface Page {
  readonly part: LongPart;
  readonly behind: string | null;
  readonly most: number;
}

export interface Placed {
  readonly place: string;
}

export async function readLongPart(
  ask: Ask,
  orgId: number,
  address: string,
  { part, behind, most }: Page,
): Promise<Placed[]> {
  return ask<Placed>({ text: long[part] }, [orgId, address, behind, most]);
}

/** Those of these mails that are private and that the transaction's reader may not read. */
export async function readUntold(ask: Ask, orgId: number, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const text = `select activity_id as id from activity a
where a.org_id = $1 and a.activity_id = any ($2) and a.private and not coalesce(${mailSeenAlone}, false)`;
  return new Set((await ask<{ id: string }>({ text }, [orgId, ids])).map(({ id }) => id));
}

export interface PersonBody {
  readonly id: string;
  readonly plain: string | null;
  readonly html: string | null;
}

/** Texts of these mails that the transaction's reader may read. */
export async function readPersonBodies(ask: Ask, orgId: number, ids: readonly string[]): Promise<PersonBody[]> {
  const text = `select activity_id as id, plain, html from activity_body where org_id = $1 and activity_id = any ($2)
and (html is not null or plain is not null)`;
  return ask<PersonBody>({ text }, [orgId, ids]);
}

/** How many texts of mails with the address the transaction's reader may read. */
export async function countPersonBodies(ask: Ask, orgId: number, address: string): Promise<number> {
  const text = `select count(*)::int as n from activity_body where org_id = $1 and activity_id in (${MAILS})
and (html is not null or plain is not null)`;
  return (await ask<{ n: number }>({ text }, [orgId, address]))[0]?.n ?? 0;
}

export async function countPersonMails(ask: Ask, orgId: number, address: string): Promise<number> {
  const text = `select count(*)::int as n from (${MAILS}) m`;
  return (await ask<{ n: number }>({ text }, [orgId, address]))[0]?.n ?? 0;
}

/** Whether this person began this file about the address whose hash it is; an operator has no row to show. */
export async function hasBegun(
  ask: Ask,
  { orgId, actor, hash, of, since }: { orgId: number; actor: number; hash: string; of: string; since: Date },
): Promise<boolean> {
  const text = `select 1 from audit_log where org_id = $1 and audit_id = $2 and actor = $3 and action = 'exportPerson'
and entity_id = $4 and at > $5`;
  return (await ask({ text }, [orgId, of, actor, hash, since])).length > 0;
}
