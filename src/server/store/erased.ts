/** Whose mail is not taken in again: a letter that was under way when an address was erased brings nothing of it back. */
import { problem } from '../../contract/problems';
import { hashWith } from './addressHash';
import type { Ask } from './db';

/** Whether one of these normal addresses was erased after the mail was sent; a mail without a date counts as sent before. */
export type IsErased = (addresses: readonly (string | null)[], sentAt: string | null) => boolean;

const findErasures = {
  name: 'find-erasures',
  text: `select e.address_hash as hash, max(e.at) as at, k.key from erasure e join privacy_key k on k.org_id = e.org_id
where e.org_id = $1 group by e.address_hash, k.key`,
};

/**
 * Held first, and read afterwards: an erasure that is under way is waited for, and one that comes later waits for us. The lock
 * is the one that every row of the organisation takes anyway.
 */
export async function readErased(ask: Ask, orgId: number): Promise<IsErased> {
  const hold = 'select 1 from organisation where org_id = $1 for key share';
  const [, rows] = await Promise.all([
    ask({ name: 'hold-organisation-lightly', text: hold }, [orgId]),
    ask<{ hash: string; at: Date; key: Buffer }>(findErasures, [orgId]),
  ]);
  const erased = new Map(rows.map(({ hash, at }) => [hash, at.getTime()]));
  const key = rows[0]?.key;
  return (addresses, sentAt) => {
    if (key === undefined) return false;
    const sent = Date.parse(sentAt ?? '');
    return addresses.some((address) => {
      const at = address === null ? undefined : erased.get(hashWith(key, address));
      return at !== undefined && !(sent > at);
    });
  };
}

export async function mustNotBeErased(
  ask: Ask,
  orgId: number,
  addresses: readonly (string | null)[],
  sentAt: string | null,
): Promise<void> {
  const isErased = await readErased(ask, orgId);
  if (isErased(addresses, sentAt)) throw problem('erased');
}
