/** Which mails are one thread. */
import type { Key } from '../../correlation/mail';
import { NEWEST_THREADS } from '../../correlation/vocabulary';
import type { Ask } from './db';
import { keyHash, kindNumber } from './hash';
import { holdOrganisation } from './users';

/** Root threads of the stored mails, tracked now or not, that have one of these keys; `key` is its position, from 0, in order. */
export async function findThreads(
  ask: Ask,
  orgId: number,
  keys: readonly Key[],
): Promise<{ threadId: string; key: number }[]> {
  const text = `select distinct p.n::int - 1 as key, c.root_id as "threadId"
from unnest($2::smallint[], $3::uuid[]) with ordinality p(kind, key_hash, n)
cross join lateral (
  select (select (select t.root_id from thread t where t.org_id = $1 and t.thread_id = a.thread_id)
    from activity a where a.org_id = $1 and a.activity_id = k.activity_id) as root_id
  from correlation_key k where k.org_id = $1 and k.kind = p.kind and k.key_hash = p.key_hash
  order by k.activity_id desc limit 50
) c order by 1, 2`;
  return ask({ name: 'find-threads', text }, [orgId, keys.map(({ kind }) => kindNumber(kind)), keys.map(keyHash)]);
}

/** The root thread of a stored mail; null where there is none. */
export async function findThreadOf(ask: Ask, orgId: number, activityId: string): Promise<string | null> {
  const text = `select t.root_id as id from activity a join thread t on t.org_id = a.org_id and t.thread_id = a.thread_id
where a.org_id = $1 and a.activity_id = $2`;
  const [row] = await ask<{ id: string }>({ name: 'find-thread-of', text }, [orgId, activityId]);
  return row?.id ?? null;
}

/** `words`: of the subject that begins it. */
export async function startThread(ask: Ask, orgId: number, threadId: string, words: readonly string[]): Promise<void> {
  const text = 'insert into thread (org_id, thread_id, root_id, words) values ($1, $2, $2, $3)';
  await ask({ name: 'start-thread', text }, [orgId, threadId, words]);
}

export interface WordCounts {
  readonly threads: number;
  readonly words: readonly { readonly word: string; readonly threads: number }[];
}

/** In how many of the newest threads each word stands. Reads nothing where smart matching is off. */
export async function countWords(ask: Ask, orgId: number, words: readonly string[]): Promise<WordCounts> {
  const text = `with newest as materialized (
  select t.words from thread t
  where t.org_id = $1 and (select s.settings->>'smartMatching' from settings s
    where s.org_id = $1 order by s.version desc limit 1) <> 'off'
  order by t.thread_id desc limit $3
)
select (select count(*)::int from newest where words is not null) as threads, array(
  select json_build_object('word', w.word, 'threads', count(*)) from newest n cross join lateral unnest(n.words) w(word)
  where w.word = any($2::text[]) group by w.word order by w.word) as words`;
  const [row] = await ask<WordCounts>({ name: 'count-words', text }, [orgId, words, NEWEST_THREADS]);
  return row ?? { threads: 0, words: [] };
}

/**
 * Makes one thread of several roots and gives the one that stays: the oldest, which is the smallest UUIDv7. Joins of one
 * organisation happen one after the other (it is rare that there is more than one thread), so that two never cross.
 */
export async function joinThreads(ask: Ask, orgId: number, roots: readonly string[]): Promise<string> {
  const [only] = roots;
  if (only !== undefined && roots.length === 1) return only;
  await holdOrganisation(ask, orgId);
  const text = `select distinct root_id as id from thread where org_id = $1 and thread_id = any($2::uuid[]) order by 1`;
  const [stays, ...go] = (await ask<{ id: string }>({ text }, [orgId, roots])).map(({ id }) => id);
  if (stays === undefined) throw new Error('There is no thread to join.');
  const join = 'update thread set root_id = $2 where org_id = $1 and root_id = any($3::uuid[])';
  if (go.length > 0) await ask({ text: join }, [orgId, stays, go]);
  return stays;
}

/** Whoever counts the people of a thread holds its row, so that a count never misses a mail that is being stored. */
async function holdThread(ask: Ask, orgId: number, threadId: string): Promise<void> {
  const text = 'select 1 from thread where org_id = $1 and thread_id = $2 for no key update';
  await ask({ name: 'hold-thread', text }, [orgId, threadId]);
}

export async function addThreadPeople(
  ask: Ask,
  orgId: number,
  threadId: string,
  addresses: readonly string[],
): Promise<void> {
  const text = `insert into thread_person (org_id, thread_id, address)
select distinct $1::int, $2::uuid, p.address from unnest($3::text[]) p(address) on conflict do nothing`;
  const held = holdThread(ask, orgId, threadId);
  await Promise.all([held, ask({ name: 'add-thread-people', text }, [orgId, threadId, addresses])]);
}

/** After a mail left the thread or came back: only people of its tracked mails count. */
export async function recountThreadPeople(ask: Ask, orgId: number, threadId: string): Promise<void> {
  await holdThread(ask, orgId, threadId);
  await ask({ text: 'delete from thread_person where org_id = $1 and thread_id = $2' }, [orgId, threadId]);
  await ask(
    {
      text: `insert into thread_person (org_id, thread_id, address)
select distinct $1::int, $2::uuid, p.address from (
  select p.address from activity a join activity_party p on p.org_id = a.org_id and p.activity_id = a.activity_id
  where a.org_id = $1 and a.thread_id = $2 and a.state = 'tracked' and p.role in ('to', 'cc', 'also')
    and p.address <> all(a.lists)
  union select a.from_address from activity a
  where a.org_id = $1 and a.thread_id = $2 and a.state = 'tracked' and a.from_address is not null
) p on conflict do nothing`,
    },
    [orgId, threadId],
  );
}
