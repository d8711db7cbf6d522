/** Blocks of offline numbers that a device may use without asking, and what the device tells of them. */
import type { Ask } from './db';

export interface LeaseHolder {
  readonly orgId: number;
  readonly userId: number;
  readonly device: string;
}

export async function addLease(
  ask: Ask,
  { orgId, userId, device }: LeaseHolder,
  { leaseId, expiresAt }: { leaseId: string; expiresAt: Date },
): Promise<void> {
  const text = `insert into token_lease (org_id, lease_id, user_id, device, expires_at) values ($1, $2, $3, $4, $5)`;
  await ask({ name: 'add-lease', text }, [orgId, leaseId, userId, device, expiresAt]);
}

/** How many numbers lie unused with this device, as far as it told. */
export async function countUnused(ask: Ask, { orgId, userId, device }: LeaseHolder, at: Date): Promise<number> {
  const text = `select count(*)::int as n from token_lease l
join token_number n on n.org_id = $1 and n.lease_id = l.lease_id and n.mark is null and n.held_from is not null
where l.org_id = $1 and l.user_id = $2 and l.device = $3 and l.expires_at > $4`;
  const [row] = await ask<{ n: number }>({ name: 'count-unused', text }, [orgId, userId, device, at]);
  return row?.n ?? 0;
}

export interface Told {
  readonly leaseId: string;
  readonly counter: number;
}

/** Only numbers of the teller's own leases, and only those nobody told of before. */
const unmarked = `n.org_id = $1 and n.lease_id = p.lease_id and n.counter = p.counter and n.mark is null`;
const lent = `exists (select 1 from token_lease l where l.org_id = $1 and l.lease_id = p.lease_id and l.user_id = $2`;

export interface Tale {
  readonly used: readonly (Told & { readonly mark: string })[];
  /** From when on their silence counts; never earlier than it did. */
  readonly heldFrom: Date;
}

/** By whichever device of the user: one that learnt that it is a copy goes on under another name. */
export async function noteUsed(
  ask: Ask,
  { orgId, userId }: Omit<LeaseHolder, 'device'>,
  { used, heldFrom }: Tale,
): Promise<void> {
  if (used.length === 0) return;
  const text = `update token_number n set mark = p.mark, held_from = greatest(n.held_from, $6)
from unnest($3::uuid[], $4::int[], $5::uuid[]) p(lease_id, counter, mark) where ${unmarked} and ${lent})`;
  await ask({ name: 'note-used', text }, [orgId, userId, ...columns(used), used.map(({ mark }) => mark), heldFrom]);
}

/**
 * Whether one of these numbers was used for another mail already. One device uses each of them once, so there are two that hold
 * the same ones: somebody copied the folder in which they are kept.
 */
export async function contradicts(ask: Ask, orgId: number, used: Tale['used']): Promise<boolean> {
  if (used.length === 0) return false;
  const text = `select 1 from unnest($2::uuid[], $3::int[], $4::uuid[]) p(lease_id, counter, mark)
join token_number n on n.org_id = $1 and n.lease_id = p.lease_id and n.counter = p.counter and n.mark <> p.mark limit 1`;
  const found = await ask({ name: 'find-contradiction', text }, [
    orgId,
    ...columns(used),
    used.map(({ mark }) => mark),
  ]);
  return found.length > 0;
}

/** Known to be unused: free at once. */
export async function noteReturned(
  ask: Ask,
  { orgId, userId, device }: LeaseHolder,
  returned: readonly Told[],
): Promise<void> {
  if (returned.length === 0) return;
  const text = `update token_number n set held_from = null
from unnest($4::uuid[], $5::int[]) p(lease_id, counter) where ${unmarked} and ${lent} and l.device = $3)`;
  await ask({ name: 'note-returned', text }, [orgId, userId, device, ...columns(returned)]);
}

const columns = (told: readonly Told[]) => [told.map(({ leaseId }) => leaseId), told.map(({ counter }) => counter)];
