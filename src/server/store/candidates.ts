/** Keys -> Candidates: the tracked mails that share one, in one statement whose work is bounded whatever the keys. */
import type { Candidate, Direction, Key } from '../../correlation/mail';
import type { Ask } from './db';
import { keyHash, kindNumber } from './hash';
import { regardingColumns, regardingJoins, toRegarding, type RegardingRow } from './regarding';
import { hiddenRecord, mailSeen, ownerName, veilWords } from './visibility';

/**
 * The newest 50 tracked mails of each key, ten of a topic (7), which each cost more to judge, then the 200 best of all: those that are the mail itself or carry a known alias
 * first (1, 3 and 9 are `id`, `alias` and `meeting`), so that a parent is never crowded out by its many siblings. Without the cap a key of
 * 20,000 mails costs 60 ms instead of 1. The thread's people come once a thread, the asked ones before the others.
 *
 * `offset 0` and the scalar question for the state keep the planner at one index probe a row: without statistics of a young
 * table it would rather walk the whole organisation, and keep that plan while the table grows.
 */
const findCandidates = {
  name: 'find-candidates',
  text: `
with hit as (
  select c.activity_id, array_agg(p.n::int) as shared, bool_or(p.kind in (1, 3, 9)) as direct
  from unnest($2::smallint[], $3::uuid[]) with ordinality p(kind, key_hash, n)
  cross join lateral (
    select k.activity_id from correlation_key k
    where k.org_id = $1 and k.kind = p.kind and k.key_hash = p.key_hash
      and (select t.state from activity t where t.org_id = $1 and t.activity_id = k.activity_id) = 'tracked'
    order by k.activity_id desc limit case p.kind when 7 then 10 else 50 end
  ) c
  group by c.activity_id order by direct desc, c.activity_id desc limit 200
)
select a.activity_id, h.shared, a.message_id, a.direction, a.subject, a.topic, a.from_address, a.root_id as thread_id,
  a.lists, a.sent_at, a.index_depth, a.tracked_at, a.tracker as tracked_by, ${regardingColumns},
  a.private, case when a.private then ${ownerName} end as owner, ${mailSeen} as seen,
  array(select distinct p.address from activity_party p
    where p.org_id = $1 and p.activity_id = a.activity_id and p.role in ('to', 'cc', 'also')
      and p.address <> all(a.lists)) as people,
  case when row_number() over (partition by a.root_id order by a.activity_id) = 1 then array(
    select q.address from thread t cross join lateral (
      select p.address from thread_person p where p.org_id = $1 and p.thread_id = t.thread_id offset 0) q
    where t.org_id = $1 and t.root_id = a.root_id
    group by q.address order by q.address = any($4::text[]) desc, q.address limit 200) end as thread_people
from hit h
cross join lateral (
  select i.*, (select t.root_id from thread t where t.org_id = $1 and t.thread_id = i.thread_id) as root_id,
    (select u.name from app_user u where u.org_id = $1 and u.user_id = i.tracked_by) as tracker
  from activity i where i.org_id = $1 and i.activity_id = h.activity_id offset 0
) a
${regardingJoins}
order by h.direct desc, a.sent_at desc, a.activity_id desc`,
};

interface CandidateRow extends RegardingRow {
  readonly shared: readonly number[];
  readonly message_id: string;
  readonly direction: Direction;
  readonly subject: string;
  readonly topic: string;
  readonly from_address: string | null;
  readonly lists: readonly string[];
  readonly thread_id: string;
  readonly sent_at: Date;
  readonly index_depth: number | null;
  readonly tracked_at: Date;
  readonly tracked_by: string;
  readonly people: readonly string[];
  readonly thread_people: readonly string[] | null;
  readonly private: boolean;
  readonly owner: string | null;
  readonly seen: boolean;
}

/** A tracked mail, and what its reader is told instead of its head. */
export interface StoredCandidate {
  /** All that correlation goes by; only its record is hidden already. */
  readonly candidate: Candidate;
  /** null: the reader may read the mail. */
  readonly veil: string | null;
}

/** For the program's own judgement. Nobody is sent these: see `veilCandidate`. */
export async function readCandidates(
  ask: Ask,
  orgId: number,
  keys: readonly Key[],
  people: readonly string[],
): Promise<Candidate[]> {
  return (await readStored(ask, orgId, keys, people)).map(({ candidate }) => candidate);
}

/** `people`: the asked mail's own, who count first when a thread has too many. */
export async function readStored(
  ask: Ask,
  orgId: number,
  keys: readonly Key[],
  people: readonly string[],
): Promise<StoredCandidate[]> {
  const rows = await ask<CandidateRow>(findCandidates, [
    orgId,
    keys.map(({ kind }) => kindNumber(kind)),
    keys.map(keyHash),
    people,
  ]);
  const threads = new Map(rows.flatMap((row) => (row.thread_people ? [[row.thread_id, row.thread_people]] : [])));
  const hidden = hiddenRecords(rows);
  return rows.map((row) => {
    const stand = hidden.get(row.regarding_hidden ?? '');
    const candidate = toCandidate(row, keys, threads.get(row.thread_id) ?? []);
    const veil = row.seen ? null : veilWords(row.owner, row.private);
    return { candidate: stand === undefined ? candidate : { ...candidate, regarding: hiddenRecord(stand) }, veil };
  });
}

/** Mails of one hidden record agree about it: each names it by the first of them. */
function hiddenRecords(rows: readonly CandidateRow[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const { regarding_hidden: id, activity_id: activityId } of rows)
    if (id !== null && !first.has(id)) first.set(id, activityId);
  return first;
}

function toCandidate(row: CandidateRow, keys: readonly Key[], threadPeople: readonly string[]): Candidate {
  const people = [...new Set(row.from_address === null ? row.people : [row.from_address, ...row.people])];
  return {
    activityId: row.activity_id,
    shared: row.shared.map((n) => keys[n - 1]).filter((key) => key !== undefined),
    messageId: row.message_id,
    direction: row.direction,
    subject: row.subject,
    topic: row.topic,
    people,
    ...(row.lists.length > 0 ? { lists: row.lists } : {}),
    from: row.from_address,
    threadPeople: [...new Set([...people, ...threadPeople])],
    threadId: row.thread_id,
    sentAt: row.sent_at.toISOString(),
    conversationIndexDepth: row.index_depth,
    regarding: toRegarding(row),
    trackedBy: row.tracked_by,
    trackedAt: row.tracked_at.toISOString(),
    ...(row.private ? { private: true } : {}),
  };
}
