/** Contacts, accounts, leads, opportunities and cases: reading one, and making new ones. */
import { v7 } from 'uuid';
import { normalAddress } from '../../correlation/addresses';
import type { RecordRef, RecordType } from '../../correlation/mail';
import type { RecordView } from '../../contract/records';
import type { Ask } from './db';

export interface StoredRecord extends Omit<RecordView, 'state'> {
  readonly state: 'open' | 'closed' | 'deleted';
}

export const recordColumns = 'r.record_id as id, r.type, r.name, r.detail, r.state, r.email';

/**
 * What the record under this alias is now: itself, or what it was merged into or converted to. `case` and not `coalesce`:
 * PostgreSQL takes `coalesce` for a function that might leak rows, and under row-level security never makes it an index condition
 * (contain_leaked_vars in clauses.c), which costs a scan of all records at each join.
 */
export const currentId = (alias: string) =>
  `case when ${alias}.became_id is null then ${alias}.record_id else ${alias}.became_id end`;

export function toView({ type, id, name, detail, state, email }: StoredRecord): RecordView {
  return { type, id, name, detail, state: state === 'open' ? 'open' : 'closed', email };
}

const findRecord = {
  name: 'find-record',
  text: `select s.record_id as id, s.type, s.name, s.detail, s.state, s.email
from record r join record s on s.org_id = r.org_id and s.record_id = ${currentId('r')}
where r.org_id = $1 and r.record_id = $2 and r.type = $3`,
};

/** The record, or what it became when it was merged or converted; null where there is none or it was deleted. */
export async function readRecord(ask: Ask, orgId: number, { type, id }: RecordRef): Promise<StoredRecord | null> {
  const [record] = await ask<StoredRecord>(findRecord, [orgId, id, type]);
  return record === undefined || record.state === 'deleted' ? null : record;
}

/** The record, seen or not, that a tracked mail belongs to; null where there is none. */
export async function findHiddenRecord(ask: Ask, orgId: number, activityId: string): Promise<string | null> {
  const text = `select regarding_id as id from activity where org_id = $1 and activity_id = $2 and state = 'tracked'`;
  const [row] = await ask<{ id: string | null }>({ name: 'find-hidden-record', text }, [orgId, activityId]);
  return row?.id ?? null;
}

export interface NewRecord {
  readonly type: RecordType;
  readonly name: string;
  /** null: made of company and address. */
  readonly detail: string | null;
  readonly email: string | null;
  readonly company: string | null;
  readonly state: 'open' | 'closed';
  readonly parentId: string | null;
  /** Absent: nobody's own, seen by the whole organisation. */
  readonly sharing?: Sharing;
}

export type Access = 'owner' | 'team' | 'organisation';

/** Whose a record is and who else sees it. */
export interface Sharing {
  readonly ownerId: number | null;
  readonly teamId: number | null;
  readonly access: Access;
}

const EVERYBODY: Sharing = { ownerId: null, teamId: null, access: 'organisation' };

const insertRecord = `insert into record (org_id, record_id, type, name, detail, state, email, company, parent_id, search,
  owner_id, team_id, access)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;

export async function addRecord(ask: Ask, orgId: number, record: NewRecord): Promise<RecordView> {
  const { type, name, email, company, state, parentId } = record;
  const detail = record.detail ?? [company, email].filter(Boolean).join(' · ');
  const id = v7();
  const { ownerId, teamId, access } = record.sharing ?? EVERYBODY;
  await ask({ text: insertRecord }, [
    orgId,
    id,
    type,
    name,
    detail,
    state,
    email,
    company,
    parentId,
    searchText([name, detail, company, email]),
    ownerId,
    teamId,
    access,
  ]);
  if (email !== null) await addRecordAddress(ask, orgId, id, email);
  return { type, id, name, detail, state, email };
}

async function addRecordAddress(ask: Ask, orgId: number, recordId: string, email: string): Promise<void> {
  const text = 'insert into record_address (org_id, address, record_id) values ($1, $2, $3) on conflict do nothing';
  await ask({ text }, [orgId, normalAddress(email), recordId]);
}

/** Folded here and not by the database, whose folding depends on its locale. */
export const fold = (text: string) => text.normalize('NFKC').toLowerCase();

const searchText = (parts: readonly (string | null)[]) => fold(parts.filter((part) => part !== null).join(' '));

/** `from` becomes `into` (merge, or conversion of a lead): whatever was tracked to it shows there from now on, to whoever may see that. */
export async function recordBecame(ask: Ask, orgId: number, from: string, into: string): Promise<void> {
  const text = `update record r set became_id = $3, owner_id = t.owner_id, team_id = t.team_id, access = t.access
from record t where t.org_id = $1 and t.record_id = $3 and t.became_id is null
  and r.org_id = $1 and (r.record_id = $2 or r.became_id = $2) and r.record_id <> $3`;
  await ask({ text }, [orgId, from, into]);
}

export async function setRecordState(ask: Ask, orgId: number, id: string, state: StoredRecord['state']): Promise<void> {
  await ask({ text: 'update record set state = $3 where org_id = $1 and record_id = $2' }, [orgId, id, state]);
}

/** Whether any mail belongs to it. */
export async function isRegarded(ask: Ask, orgId: number, id: string): Promise<boolean> {
  const text = `select 1 from activity where org_id = $1 and regarding_id = $2 and state = 'tracked' limit 1`;
  return (await ask({ text }, [orgId, id])).length > 0;
}

/** Open contacts and leads with this address, oldest first. */
export async function readNamesakes(ask: Ask, orgId: number, email: string): Promise<StoredRecord[]> {
  const text = `select ${recordColumns} from record_address ra join record r on r.org_id = ra.org_id and r.record_id = ra.record_id
where ra.org_id = $1 and ra.address = $2 and r.type in ('contact', 'lead') and r.state = 'open' and r.became_id is null
order by r.created_at, r.record_id`;
  return ask<StoredRecord>({ text }, [orgId, normalAddress(email)]);
}

/** The open account of exactly this name, so that a new contact hangs on its company; null where none or several. */
export async function findAccountByName(ask: Ask, orgId: number, name: string): Promise<string | null> {
  const text = `select record_id as id, name from record
where org_id = $1 and type = 'account' and state = 'open' and became_id is null and starts_with(search, $2) limit 50`;
  const rows = await ask<{ id: string; name: string }>({ text }, [orgId, fold(name)]);
  const same = rows.filter((row) => fold(row.name) === fold(name));
  return same.length === 1 ? (same[0]?.id ?? null) : null;
}
