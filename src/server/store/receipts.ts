/** Who holds a mail as tracked, and whether for themselves. */
import type { PrivateBecause } from './activities';
import type { Ask } from './db';

export interface Receipt {
  readonly userId: number;
  readonly withdrawn: boolean;
}

export async function readReceipts(ask: Ask, orgId: number, activityId: string): Promise<Receipt[]> {
  const text = `select user_id as "userId", withdrawn_at is not null as withdrawn from receipt where org_id = $1 and activity_id = $2`;
  return ask<Receipt>({ name: 'find-receipts', text }, [orgId, activityId]);
}

interface Holder {
  readonly orgId: number;
  readonly activityId: string;
  readonly userId: number;
  readonly at: Date;
  /** Proved to have the mail before them. */
  readonly holds?: boolean;
}

/** A first receipt, or one that was taken back before. */
export async function giveReceipt(ask: Ask, { orgId, activityId, userId, at, holds = false }: Holder): Promise<void> {
  const text = `insert into receipt (org_id, activity_id, user_id, at, holds) values ($1, $2, $3, $4, $5)
on conflict (org_id, activity_id, user_id) do update set at = excluded.at, withdrawn_at = null, holds = receipt.holds or excluded.holds`;
  await ask({ name: 'give-receipt', text }, [orgId, activityId, userId, at, holds]);
}

export async function withdrawReceipt(ask: Ask, { orgId, activityId, userId, at }: Holder): Promise<void> {
  const text = `update receipt set withdrawn_at = $4 where org_id = $1 and activity_id = $2 and user_id = $3`;
  await ask({ name: 'withdraw-receipt', text }, [orgId, activityId, userId, at]);
}

export async function changePrivate(
  ask: Ask,
  { orgId, activityId }: { orgId: number; activityId: string },
  { private: isPrivate, because }: { readonly private: boolean; readonly because: PrivateBecause },
): Promise<void> {
  const text = `update activity set version = version + 1, private = $3, private_because = $4,
  owner_id = coalesce(owner_id, tracked_by)
where org_id = $1 and activity_id = $2`;
  await ask({ name: 'change-private', text }, [orgId, activityId, isPrivate, because]);
  if (isPrivate) await forgetWords(ask, orgId, activityId);
}

/** How rare a word is, anybody may ask: those of a thread in which all is private are not counted. */
async function forgetWords(ask: Ask, orgId: number, activityId: string): Promise<void> {
  const text = `update thread set words = '{}'
where org_id = $1 and thread_id = (select a.thread_id from activity a where a.org_id = $1 and a.activity_id = $2)
  and not exists (select 1 from activity o where o.org_id = $1 and o.thread_id = thread.thread_id and not o.private)`;
  await ask({ name: 'forget-words', text }, [orgId, activityId]);
}

export async function isPrivate(ask: Ask, orgId: number, activityId: string): Promise<boolean> {
  const text = 'select 1 from activity where org_id = $1 and activity_id = $2 and private';
  return (await ask({ name: 'is-private', text }, [orgId, activityId])).length > 0;
}
