/** The people who sign in, and their organisation. */
import type { Role } from '../../contract/roles';
import { normalAddress } from '../../correlation/addresses';
import type { Ask, Store } from './db';

/** Whom sign-in established; the shape of `Asker` in tracking. */
export interface User {
  readonly orgId: number;
  readonly userId: number;
  readonly address: string;
  readonly name: string;
  readonly role: Role;
}

export interface Organisation {
  readonly name: string;
  readonly domains: readonly string[];
  /** Who may vouch for its people; empty: the only issuer that the server trusts. */
  readonly issuers: readonly string[];
}

export async function readOrganisation(ask: Ask, orgId: number): Promise<Organisation | null> {
  const text = 'select name, domains, issuers from organisation where org_id = $1';
  const [row] = await ask<Organisation>({ name: 'find-organisation', text }, [orgId]);
  return row ?? null;
}

/**
 * One at a time in an organisation, for what is rare and must not cross: two who click at once make one record. Storing mail
 * goes on meanwhile (foreign keys only need the row's key).
 */
export async function holdOrganisation(ask: Ask, orgId: number): Promise<void> {
  const text = 'select 1 from organisation where org_id = $1 for no key update';
  await ask({ name: 'hold-organisation', text }, [orgId]);
}

export async function readUserAddresses(ask: Ask, orgId: number): Promise<string[]> {
  const text = 'select address from app_user where org_id = $1 and active order by user_id';
  return (await ask<{ address: string }>({ name: 'find-user-addresses', text }, [orgId])).map(({ address }) => address);
}

/** One at a time for a person: whoever holds them gives numbers. */
export async function holdUser(ask: Ask, orgId: number, userId: number): Promise<void> {
  const text = 'select 1 from app_user where org_id = $1 and user_id = $2 for no key update';
  await ask({ name: 'hold-user', text }, [orgId, userId]);
}

/** One at a time for whoever sent a mail: the user who says so, and the one in whose name it was sent. */
export async function holdSenders(ask: Ask, orgId: number, userId: number, from: string | null): Promise<void> {
  const text = `select 1 from app_user where org_id = $1 and (user_id = $2 or address = $3)
order by user_id for no key update`;
  await ask({ name: 'hold-senders', text }, [orgId, userId, from]);
}

export async function isActiveUser(ask: Ask, orgId: number, address: string): Promise<boolean> {
  const text = 'select 1 from app_user where org_id = $1 and address = $2 and active';
  return (await ask({ name: 'is-active-user', text }, [orgId, address])).length > 0;
}

/** An active user of this organisation; null where nobody has the address. */
export async function findByAddress(store: Store, orgId: number, address: string): Promise<User | null> {
  const text = `select org_id as "orgId", user_id as "userId", address, name, role from app_user
where org_id = $1 and address = $2 and active`;
  const [user] = await store.look(orgId, (ask) => ask<User>({ text }, [orgId, normalAddress(address)]));
  return user ?? null;
}
