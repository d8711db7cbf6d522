/**
 * Addresses -> people: a user of the organisation first, else contacts, accounts, leads in this order (Dynamics' order of
 * resolution), the first created first among equals. A company's domain alone never makes somebody a person.
 */
import type { ResolvedPerson } from '../../contract/records';
import type { Ask } from './db';
import { currentId, toView, type StoredRecord } from './records';

/** Dynamics leaves an address unresolved that more records share: a placeholder, not a person. */
const TOO_MANY = 100;

const findUsers = {
  name: 'find-users-by-address',
  text: `select address, name from app_user where org_id = $1 and active and address = any($2::text[])`,
};

const findRecords = {
  name: 'find-records-by-address',
  text: `select p.address, r.* from unnest($2::text[]) p(address)
cross join lateral (
  select s.record_id as id, s.type, s.name, s.detail, s.state, s.email, s.created_at
  from record_address ra
  join record o on o.org_id = ra.org_id and o.record_id = ra.record_id
  join record s on s.org_id = o.org_id and s.record_id = ${currentId('o')}
  where ra.org_id = $1 and ra.address = p.address and s.state <> 'deleted'
  limit ${TOO_MANY + 1}
) r
order by case r.type when 'contact' then 1 when 'account' then 2 when 'lead' then 3 else 4 end, r.state desc, r.created_at, r.id`,
};

type AddressedRecord = StoredRecord & { readonly address: string };

/** One answer an address, in the order asked; addresses must be normal and distinct. */
export async function resolvePeople(ask: Ask, orgId: number, addresses: readonly string[]): Promise<ResolvedPerson[]> {
  const [users, records] = await Promise.all([
    ask<{ address: string; name: string }>(findUsers, [orgId, addresses]),
    ask<AddressedRecord>(findRecords, [orgId, addresses]),
  ]);
  const names = new Map(users.map((user) => [user.address, user.name]));
  return addresses.map((address) => {
    const name = names.get(address);
    if (name !== undefined) return { address, user: { name }, records: [] };
    return { address, user: null, records: asViews(records.filter((record) => record.address === address)) };
  });
}

/** A contact merged into another shows once. */
function asViews(records: readonly AddressedRecord[]) {
  if (records.length > TOO_MANY) return [];
  return [...new Map(records.map((record) => [record.id, toView(record)])).values()];
}
