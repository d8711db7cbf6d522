/** The people who sign in, and their organisation. */
import { normalAddress } from '../../correlation/addresses';
import type { Role } from '../../contract/roles';
import type { Ask, SigningIn, Store } from './db';
import { writeAudit } from './audit';

/** Whom sign-in established; the shape of `Asker` in tracking. */
export interface User {
  readonly orgId: number;
  readonly userId: number;
  readonly address: string;
  readonly name: string;
  readonly role: Role;
}

type UserRow = User & { readonly issuer: string | null; readonly subject: string | null };

const findSigningIn = {
  name: 'find-signing-in',
  text: `select org_id as "orgId", user_id as "userId", address, name, role, issuer, subject from app_user
where active and ((subject = $1 and issuer = $2) or address = $3) limit 10`,
};

/**
 * The user behind a proven identity, or null where no active one is known. The first sign-in binds issuer and subject to the
 * user with that address; from then on another subject of the same issuer is somebody else, even with the same address
 * (directories give addresses away again). An address that two organisations know is nobody until it is bound.
 */
export async function readUser(store: Store, who: SigningIn): Promise<User | null> {
  const asked = { ...who, address: normalAddress(who.address) };
  const rows = await store.lookForSignIn(asked, (ask) =>
    ask<UserRow>(findSigningIn, [asked.subject, asked.issuer, asked.address]),
  );
  const bound = rows.find((row) => row.issuer === asked.issuer && row.subject === asked.subject);
  if (bound !== undefined) return toUser(bound);
  const free = rows.filter((row) => row.address === asked.address && row.issuer !== asked.issuer);
  const [only] = free;
  if (only === undefined || free.length > 1) return null;
  await bind(store, only, asked);
  return toUser(only);
}

const toUser = ({ orgId, userId, address, name, role }: UserRow): User => ({ orgId, userId, address, name, role });

async function bind(store: Store, user: UserRow, { issuer, subject }: SigningIn): Promise<void> {
  const text = 'update app_user set issuer = $3, subject = $4 where org_id = $1 and user_id = $2';
  await store.change(user.orgId, async (ask) => {
    await ask({ text }, [user.orgId, user.userId, issuer, subject]);
    await writeAudit(ask, {
      orgId: user.orgId,
      at: new Date(),
      actor: user.userId,
      action: 'bindSignIn',
      entity: 'user',
      entityId: String(user.userId),
      before: user.issuer === null ? null : { issuer: user.issuer },
      after: { issuer },
      why: 'first sign-in',
    });
  });
}

export interface Organisation {
  readonly name: string;
  readonly domains: readonly string[];
}

export async function readOrganisation(ask: Ask, orgId: number): Promise<Organisation | null> {
  const text = 'select name, domains from organisation where org_id = $1';
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
