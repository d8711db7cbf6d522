/** Finds records for a person who is about to choose one. */
import type { RecordType } from '../../correlation/mail';
import type { Ask } from './db';
import { currentId, fold, recordColumns, type StoredRecord } from './records';

const LIMIT = 50;

/** `rank` sorts: whom the mail is with, what is open with them, their company. */
export interface FoundRecord extends StoredRecord {
  readonly rank: number;
}

/**
 * Everything open around these people: their own records, the open opportunities and cases of theirs and of their account,
 * their account. The sender (first address) before the others.
 */
export async function findAround(
  ask: Ask,
  orgId: number,
  addresses: readonly string[],
  types: readonly RecordType[],
): Promise<FoundRecord[]> {
  const text = `
with own as (
  select s.record_id, s.parent_id, min(p.n) as n
  from unnest($2::text[]) with ordinality p(address, n)
  join record_address ra on ra.org_id = $1 and ra.address = p.address
  join record o on o.org_id = ra.org_id and o.record_id = ra.record_id
  join record s on s.org_id = o.org_id and s.record_id = ${currentId('o')}
  group by s.record_id, s.parent_id
), near as (
  select record_id, n * 4 as rank from own
  union all
  select c.record_id, own.n * 4 + 1 from own join record c
    on c.org_id = $1 and c.parent_id in (own.record_id, own.parent_id) and c.type in ('opportunity', 'case')
  union all
  select parent_id, n * 4 + 2 from own where parent_id is not null
)
select ${recordColumns}, min(near.rank)::int as rank
from near join record r on r.org_id = $1 and r.record_id = near.record_id
where r.state = 'open' and r.became_id is null and r.type = any($3::text[])
group by r.record_id, r.type, r.name, r.detail, r.state, r.email
order by rank, r.name, r.record_id limit ${LIMIT}`;
  return ask<FoundRecord>({ name: 'find-around', text }, [orgId, addresses, types]);
}

/** Records that contain every word, open ones first, then those whose name begins with the text. */
export async function findByText(
  ask: Ask,
  orgId: number,
  text: string,
  types: readonly RecordType[],
): Promise<StoredRecord[]> {
  const statement = `select ${recordColumns} from record r
where r.org_id = $1 and r.type = any($2::text[]) and r.state <> 'deleted' and r.became_id is null
  and r.search like all($3::text[])
order by r.state desc, (r.search like $4) desc, r.name, r.record_id limit ${LIMIT}`;
  const words = wordsOf(text).map((word) => `%${escapeLike(word)}%`);
  const start = `${escapeLike(fold(text.trim()))}%`;
  return ask<StoredRecord>({ name: 'find-by-text', text: statement }, [orgId, types, words, start]);
}

export const wordsOf = (text: string) =>
  fold(text)
    .split(/\s+/)
    .filter((word) => word !== '');

/** What people type is text, not a pattern. */
const escapeLike = (text: string) => text.replace(/[\\%_]/g, (char) => `\\${char}`);

/** The records this person tracked mail to lately, latest first. */
export async function findRecent(
  ask: Ask,
  who: { orgId: number; userId: number },
  types: readonly RecordType[],
): Promise<StoredRecord[]> {
  const text = `
with lately as (
  select regarding_id, tracked_at from activity
  where org_id = $1 and tracked_by = $2 and regarding_id is not null order by tracked_at desc limit 200
)
select ${recordColumns} from (
  select ${currentId('o')} as record_id, max(l.tracked_at) as used
  from lately l join record o on o.org_id = $1 and o.record_id = l.regarding_id group by 1
) u join record r on r.org_id = $1 and r.record_id = u.record_id
where r.type = any($3::text[]) and r.state <> 'deleted'
order by u.used desc, r.record_id limit ${LIMIT}`;
  return ask<StoredRecord>({ name: 'find-recent', text }, [who.orgId, who.userId, types]);
}
