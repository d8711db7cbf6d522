/** From a proven identity to a user: known already, met by address at the first sign-in, or taken in by an organisation. */
import { normalAddress } from '../../correlation/addresses';
import type { Role } from '../../contract/roles';
import { writeAudit } from './audit';
import { mayTakeIn } from './claims';
import type { Ask, SigningIn, Store } from './db';
import { addUser } from './seeding';
import { holdOrganisation, readOrganisation, type User } from './users';

export interface Arrival extends SigningIn {
  readonly name: string;
  /** What the issuer says; null: what is stored. */
  readonly role: Role | null;
  /** The server trusts no other issuer. */
  readonly sole: boolean;
}

interface UserRow extends User {
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly active: boolean;
  readonly claimed: Role | null;
  readonly lastSeen: Date | null;
}

const columns = `org_id as "orgId", user_id as "userId", address, name, role, issuer, subject, active,
  claimed_role as claimed, last_seen as "lastSeen"`;

const findSigningIn = {
  name: 'find-signing-in',
  text: `select ${columns} from app_user
where (subject = $1 and issuer = $2) or address = $3 limit 20`,
};

const findJoining = {
  name: 'find-joining',
  text: `select org_id as "orgId" from organisation where joining <> 'invited' and $1 = any (issuers) limit 20`,
};

/**
 * The user behind a proven identity, or null where there is none. The first sign-in binds issuer and subject to the user with
 * that address; from then on another subject of the same issuer is somebody else, even with the same address (directories
 * give addresses away again). An issuer speaks for the organisations that name it alone: what one tenant writes into its
 * tokens means nothing to the people of another. An organisation gets nobody whose address is of another one's domain,
 * whatever its administrator typed. Whoever was made inactive stays out, under a new address too.
 */
export async function readUser(store: Store, arrival: Arrival, now = () => new Date()): Promise<User | null> {
  const who = { ...arrival, address: normalAddress(arrival.address) };
  const found = await findUser(store, who);
  if (found === null) return null;
  await noteSeen(store, found, who, now());
  return toUser(found, who);
}

async function findUser(store: Store, who: Arrival): Promise<UserRow | null> {
  const rows = await store.lookForSignIn(who, (ask) =>
    ask<UserRow>(findSigningIn, [who.subject, who.issuer, who.address]),
  );
  const isBound = (row: UserRow) => row.issuer === who.issuer && row.subject === who.subject;
  const [only, ...more] = rows;
  if (only !== undefined && more.length === 0 && only.active && isBound(only)) return only;
  const theirs = await ofTheirs(store, rows, (row) => row.address);
  const bound = theirs.find(isBound);
  if (bound !== undefined) return bound.active ? bound : null;
  const met = await findMet(store, theirs, who);
  // Bound to an organisation whose domain it is not, before that was refused: stays until an operator ends it.
  const foreign = rows.find((row) => row.active && isBound(row));
  return met ?? foreign ?? (await findJoined(store, rows, who));
}

async function findJoined(store: Store, rows: readonly UserRow[], who: Arrival): Promise<UserRow | null> {
  if (who.address === '') return null;
  const joining = await store.lookForSignIn(who, (ask) => ask<{ orgId: number }>(findJoining, [who.issuer]));
  const [only, ...more] = await ofTheirs(store, joining, () => who.address);
  if (only === undefined || more.length > 0) return null;
  return rows.some(({ orgId }) => orgId === only.orgId) ? null : join(store, only.orgId, who);
}

/** Those whose organisation may take in the address. */
async function ofTheirs<T extends { orgId: number }>(store: Store, rows: readonly T[], addressOf: (row: T) => string) {
  const may = (row: T) => store.look(row.orgId, (ask) => mayTakeIn(ask, row.orgId, addressOf(row)));
  const theirs = await Promise.all(rows.map(may));
  return rows.filter((_row, n) => theirs[n]);
}

const toUser = ({ orgId, userId, address, name, role }: User, who: Arrival): User => ({
  orgId,
  userId,
  address,
  name,
  role: who.role ?? role,
});

/** Milliseconds. The list of people says when somebody was here to the hour; more would cost a write a request. */
const SEEN_ANEW = 3_600_000;

async function noteSeen(store: Store, { orgId, userId, claimed, lastSeen }: UserRow, who: Arrival, now: Date) {
  const fresh = lastSeen !== null && now.getTime() - lastSeen.getTime() < SEEN_ANEW;
  if (fresh && claimed === who.role) return;
  const text = 'update app_user set last_seen = $3, claimed_role = $4 where org_id = $1 and user_id = $2';
  await store.change(orgId, (ask) => ask({ text }, [orgId, userId, now, who.role]));
}

/** The one active user with this address whose organisation lets this issuer speak for its people; bound from now on. */
async function findMet(store: Store, rows: readonly UserRow[], who: Arrival): Promise<UserRow | null> {
  const free = rows.filter((row) => row.active && row.address === who.address && mayRebind(row, who));
  const trusting = await Promise.all(free.map(({ orgId }) => trusts(store, orgId, who)));
  const [only, ...more] = free.filter((_row, n) => trusting[n]);
  if (only === undefined || more.length > 0) return null;
  return store.change(only.orgId, async (ask) => {
    if (await bind(ask, only, who)) return { ...only, name: calledNow(only, who) };
    // Another first request was quicker: of the same person, or of somebody else with this address.
    const [now] = await ask<UserRow>(findBound, [only.orgId, only.userId, who.issuer, who.subject]);
    return now ?? null;
  });
}

const findBound = {
  name: 'find-bound',
  text: `select ${columns} from app_user
where org_id = $1 and user_id = $2 and issuer = $3 and subject = $4 and active`,
};

/** Whoever was set up by their address alone is called as their directory calls them. */
const calledNow = ({ name, address }: User, who: Arrival) => (name === address && who.name !== '' ? who.name : name);

/** A deployment that changes its only issuer keeps its people; beside others, an issuer takes nobody from another. */
const mayRebind = (row: UserRow, who: Arrival) => row.issuer === null || (who.sole && row.issuer !== who.issuer);

async function trusts(store: Store, orgId: number, { issuer, sole }: Arrival): Promise<boolean> {
  const issuers = (await store.look(orgId, (ask) => readOrganisation(ask, orgId)))?.issuers ?? [];
  return issuers.length === 0 ? sole : issuers.includes(issuer);
}

type Known = User & Pick<UserRow, 'issuer' | 'subject'>;

/** Whether it was still as `user` says; nothing changes otherwise. */
async function bind(ask: Ask, user: Known, who: Arrival): Promise<boolean> {
  const text = `update app_user set issuer = $3, subject = $4, name = $5
where org_id = $1 and user_id = $2 and issuer is not distinct from $6 and subject is not distinct from $7 returning user_id`;
  const values = [user.orgId, user.userId, who.issuer, who.subject, calledNow(user, who), user.issuer, user.subject];
  const bound = await ask({ text }, values);
  if (bound.length === 0) return false;
  const before = user.issuer === null ? null : { issuer: user.issuer };
  const what = {
    action: 'bindSignIn',
    entity: 'user',
    entityId: String(user.userId),
    before,
    after: { issuer: who.issuer },
  };
  await writeAudit(ask, { orgId: user.orgId, at: new Date(), actor: user.userId, ...what, why: 'first sign-in' });
  return true;
}

/** Two first requests of one person come at once: the second finds the first one's user. */
async function join(store: Store, orgId: number, who: Arrival): Promise<UserRow | null> {
  return store.change(orgId, async (ask) => {
    await holdOrganisation(ask, orgId);
    const text = `select ${columns} from app_user
where org_id = $1 and ((subject = $2 and issuer = $3) or address = $4)`;
    const [there] = await ask<UserRow>({ text }, [orgId, who.subject, who.issuer, who.address]);
    if (there !== undefined)
      return there.active && there.subject === who.subject && there.issuer === who.issuer ? there : null;
    const name = who.name || who.address;
    const by = { actor: null, at: new Date(), why: 'joined at the first sign-in' };
    const { user } = await addUser(ask, orgId, { address: who.address, name, role: 'user' }, by);
    await bind(ask, { ...user, issuer: null, subject: null }, who);
    return { ...user, issuer: who.issuer, subject: who.subject, active: true, claimed: null, lastSeen: null };
  });
}
