/** Which mails are one thread. Joining holds the threads' rows, in one order everywhere, so that two joins never cross. */
import type { Key } from '../../correlation/mail';
import type { Ask } from './db';
import { keyHash, kindNumber } from './hash';

/** Threads of the stored mails, tracked now or not, that have one of these keys; `key` is its position, from 0, in order. */
export async function findThreads(
  ask: Ask,
  orgId: number,
  keys: readonly Key[],
): Promise<{ threadId: string; key: number }[]> {
  if (keys.length === 0) return [];
  const text = `select distinct p.n::int - 1 as key, c.thread_id as "threadId"
from unnest($2::smallint[], $3::uuid[]) with ordinality p(kind, key_hash, n)
cross join lateral (
  select a.thread_id from correlation_key k join activity a on a.org_id = k.org_id and a.activity_id = k.activity_id
  where k.org_id = $1 and k.kind = p.kind and k.key_hash = p.key_hash
  order by k.activity_id desc limit 50
) c order by 1`;
  return ask({ name: 'find-threads', text }, [orgId, keys.map(({ kind }) => kindNumber(kind)), keys.map(keyHash)]);
}

export async function startThread(ask: Ask, orgId: number, threadId: string): Promise<void> {
  await ask({ name: 'start-thread', text: 'insert into thread (org_id, thread_id) values ($1, $2)' }, [
    orgId,
    threadId,
  ]);
}

/** Makes one thread of several and gives its id; the oldest (smallest UUIDv7) stays. `threadIds` must not be empty. */
export async function joinThreads(ask: Ask, orgId: number, threadIds: readonly string[]): Promise<string> {
  const roots = await holdRoots(ask, orgId, threadIds);
  const [stays, ...go] = roots;
  if (stays === undefined) throw new Error('There is no thread to join.');
  if (go.length > 0) await mergeInto(ask, orgId, stays, go);
  return stays;
}

/** Follows threads that were merged meanwhile until only living ones are held, smallest first. */
async function holdRoots(ask: Ask, orgId: number, threadIds: readonly string[]): Promise<string[]> {
  const text = `select thread_id as id, merged_into as "mergedInto" from thread
where org_id = $1 and thread_id = any($2::uuid[]) order by thread_id for update`;
  const rows = await ask<{ id: string; mergedInto: string | null }>({ name: 'hold-threads', text }, [orgId, threadIds]);
  const roots = [...new Set(rows.map((row) => row.mergedInto ?? row.id))].sort();
  return rows.every((row) => row.mergedInto === null) ? roots : holdRoots(ask, orgId, roots);
}

async function mergeInto(ask: Ask, orgId: number, stays: string, go: readonly string[]): Promise<void> {
  const values = [orgId, stays, go];
  await ask(
    {
      text: 'update thread set merged_into = $2 where org_id = $1 and (thread_id = any($3::uuid[]) or merged_into = any($3::uuid[]))',
    },
    values,
  );
  await ask({ text: 'update activity set thread_id = $2 where org_id = $1 and thread_id = any($3::uuid[])' }, values);
  await ask(
    {
      text: `insert into thread_person (org_id, thread_id, address)
select distinct $1::int, $2::uuid, address from thread_person where org_id = $1 and thread_id = any($3::uuid[]) on conflict do nothing`,
    },
    values,
  );
  await ask({ text: 'delete from thread_person where org_id = $1 and thread_id = any($2::uuid[])' }, [orgId, go]);
}

export async function addThreadPeople(
  ask: Ask,
  orgId: number,
  threadId: string,
  addresses: readonly string[],
): Promise<void> {
  const text = `insert into thread_person (org_id, thread_id, address)
select distinct $1::int, $2::uuid, p.address from unnest($3::text[]) p(address) on conflict do nothing`;
  await ask({ name: 'add-thread-people', text }, [orgId, threadId, addresses]);
}

/** After a mail left the thread or came back: only people of its tracked mails count. */
export async function recountThreadPeople(ask: Ask, orgId: number, threadId: string): Promise<void> {
  await ask({ text: 'delete from thread_person where org_id = $1 and thread_id = $2' }, [orgId, threadId]);
  await ask(
    {
      text: `insert into thread_person (org_id, thread_id, address)
select distinct $1::int, $2::uuid, p.address from (
  select p.address from activity a join activity_party p on p.org_id = a.org_id and p.activity_id = a.activity_id
  where a.org_id = $1 and a.thread_id = $2 and a.state = 'tracked' and p.role <> 'bcc'
  union select a.from_address from activity a
  where a.org_id = $1 and a.thread_id = $2 and a.state = 'tracked' and a.from_address is not null
) p on conflict do nothing`,
    },
    [orgId, threadId],
  );
}
