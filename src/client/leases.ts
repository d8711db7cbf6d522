/** Numbers for tokens that are made without a line: each is used once. The part that needs no server. */
import type { Lease } from '../contract/sending';
import { formatToken } from '../correlation/formatToken';
import type { Drawer } from './storage';

export interface KeptLease {
  readonly lease: Lease;
  /** How many of its counters were taken, from the first. */
  readonly taken: number;
  /** Counters taken for which mail, as far as the server was not told yet. */
  readonly used: readonly { readonly counter: number; readonly mark: string }[];
  /** Given back: none of it is taken any more, whatever the clock says later. */
  readonly closed: boolean;
}

export const LEASE = 'lease/';

/**
 * A token with the offline designator for the mail with this mark, or null where every number is used or out of date.
 * The same mark is given the same token again as long as the server was not told of it. `now`: milliseconds since 1970.
 */
export async function takeToken(drawer: Drawer, { mark, now }: { mark: string; now: number }): Promise<string | null> {
  const leases = await keptLeases(drawer);
  for (const { lease, used } of leases) {
    const had = used.find((each) => each.mark === mark);
    if (had) return tokenOf(lease, had.counter);
  }
  const kept = leases.find((each) => remaining(each, now) > 0);
  const counter = kept?.lease.counters[kept.taken];
  if (kept === undefined || counter === undefined) return null;
  await keepLease(drawer, { ...kept, taken: kept.taken + 1, used: [...kept.used, { counter, mark }] });
  return tokenOf(kept.lease, counter);
}

const tokenOf = ({ layout, user }: Lease, counter: number) => formatToken({ layout, offline: true, user, counter });

/** How many numbers can still be taken from it at this moment. */
export const remaining = ({ lease, taken, closed }: KeptLease, now: number): number =>
  closed || Date.parse(lease.expiresAt) <= now ? 0 : lease.counters.length - taken;

/** The one that ends first comes first. */
export async function keptLeases(drawer: Drawer): Promise<readonly KeptLease[]> {
  const kept: KeptLease[] = [];
  for (const key of await drawer.keys(LEASE)) kept.push((await drawer.get(key)) as KeptLease);
  return kept.sort((a, b) => (a.lease.expiresAt < b.lease.expiresAt ? -1 : 1));
}

export const keepLease = (drawer: Drawer, kept: KeptLease) => drawer.put(LEASE + kept.lease.leaseId, kept);
