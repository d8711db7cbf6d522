/** Everything that is stored about one address: counted, read out, erased. */
import { v7 } from 'uuid';
import type { PersonPreview } from '../../contract/privacy';
import type { Ask } from './db';

export const MAILS = `select distinct activity_id from activity_party where org_id = $1 and address = $2`;
export const RECORDS = `select r.record_id, r.type, r.name, r.detail, r.state, r.email, r.company, r.created_at from record r
where r.org_id = $1 and r.type in ('contact', 'lead') and (lower(r.email) = $2
  or exists (select 1 from record_address ra where ra.org_id = $1 and ra.record_id = r.record_id and ra.address = $2))`;
/** Whole addresses, as erasing finds them: what is said of joanna@ is not said of anna@. */
const PATTERN = '(select address_pattern(array[$2::text]))';
export const SEEN = `(activity_id in (${MAILS}) or keys::text ~* ${PATTERN})`;
export const AUDITED = `(entity = 'activity' and entity_id in (select activity_id::text from (${MAILS}) m)
  or before::text ~* ${PATTERN} or after::text ~* ${PATTERN} or why ~* ${PATTERN})`;

const countPerson = `select
  (select count(*)::int from activity where org_id = $1 and from_address = $2) as sent,
  (select count(distinct activity_id)::int from activity_party where org_id = $1 and address = $2 and role <> 'from') as received,
  (select count(*)::int from activity_body where org_id = $1 and activity_id in (${MAILS}) and (html is not null or plain is not null)) as bodies,
  (select count(*)::int from attachment where org_id = $1 and activity_id in (${MAILS})) as attachments,
  (select count(*)::int from (${RECORDS}) r) as records,
  (select count(*)::int from evidence where org_id = $1 and ${SEEN}) as evidence,
  (select count(*)::int from audit_log where org_id = $1 and ${AUDITED}) as "auditRows",
  (select count(*)::int from token_number where org_id = $1 and user_id in (
    select user_id from app_user where org_id = $1 and address = $2)) as numbers`;

export async function countAboutPerson(ask: Ask, orgId: number, address: string): Promise<PersonPreview['counts']> {
  const [counts] = await ask<PersonPreview['counts']>({ text: countPerson }, [orgId, address]);
  return counts as PersonPreview['counts'];
}

export async function findPersonRecords(ask: Ask, orgId: number, address: string) {
  return ask<{ type: string; name: string }>({ text: `${RECORDS} order by r.name limit 100` }, [orgId, address]);
}

export async function findPersonUser(ask: Ask, orgId: number, address: string) {
  const text = 'select name, active from app_user where org_id = $1 and address = $2';
  const [user] = await ask<{ name: string; active: boolean }>({ text }, [orgId, address]);
  return user ?? null;
}

export interface StoredErasure {
  readonly receiptId: string;
  readonly at: Date;
  readonly by: string | null;
  readonly reason: string;
  readonly counts: Readonly<Record<string, number>>;
}

export async function readErasures(ask: Ask, orgId: number, hash: string): Promise<StoredErasure[]> {
  const text = `select e.receipt_id as "receiptId", e.at, u.name as by, e.reason, e.counts from erasure e
left join app_user u on u.org_id = e.org_id and u.user_id = e.actor
where e.org_id = $1 and e.address_hash = $2 order by e.at desc, e.receipt_id desc limit 100`;
  return ask<StoredErasure>({ text }, [orgId, hash]);
}

export interface Erasing {
  readonly orgId: number;
  readonly at: Date;
  /** null: an operator at the command line. */
  readonly actor: number | null;
  readonly address: string;
  readonly reason: string;
  readonly records: boolean;
}

/** The database does it in one step and leaves the receipt; its key for hashes must be there. Gives the receipt's id. */
export async function erasePerson(
  ask: Ask,
  { at, actor, address, reason, records }: Erasing,
): Promise<{ receiptId: string; counts: Readonly<Record<string, number>> }> {
  const receiptId = v7();
  const text = 'select erase_person($1, $2, $3, $4, $5, $6, $7) as counts';
  const values = [receiptId, v7(), at, actor, address, reason, records];
  const [row] = await ask<{ counts: Record<string, number> }>({ text }, values);
  return { receiptId, counts: row?.counts ?? {} };
}
