/** Makes organisations, users and records outright: for set-up, the sandbox and tests. Doing it again changes nothing. */
import { createHash } from 'node:crypto';
import { normalAddress } from '../../correlation/addresses';
import type { RecordView } from '../../contract/records';
import { problem } from '../../contract/problems';
import type { Role } from '../../contract/roles';
import { writeAudit } from './audit';
import { mustBeUnclaimed, mustTakeIn } from './claims';
import type { Ask, Store } from './db';
import { addRecord, recordBecame, setRecordState, type NewRecord, type StoredRecord } from './records';
import type { By } from './staff';
import { holdOrganisation, type User } from './users';

export interface NewOrganisation {
  readonly name: string;
  readonly domains: readonly string[];
}

/**
 * The organisation's number follows from its name, so that nobody needs to read the others to find a free one. Throws
 * `badInput` where another one has one of its domains.
 */
export async function createOrganisation(store: Store, { name, domains }: NewOrganisation): Promise<number> {
  for (const orgId of numbersFor(name)) {
    const taken = await store.change(orgId, async (ask) => {
      await mustBeUnclaimed(ask, orgId, domains);
      const text =
        'insert into organisation (org_id, name, domains) values ($1, $2, $3) on conflict (org_id) do nothing';
      await ask({ text }, [orgId, name, domains]);
      const [row] = await ask<{ name: string }>({ text: 'select name from organisation where org_id = $1' }, [orgId]);
      return row?.name !== name;
    });
    if (!taken) return orgId;
  }
  throw problem('serverFault', 'No number is free for the organisation.');
}

/** The numbers that an organisation of this name can have, in the order in which they are tried. */
export const numbersFor = (name: string): readonly number[] => [0, 1, 2, 3, 4].map((n) => numberFor(`${name}#${n}`));

/** 1 .. 2^31 - 1. */
const numberFor = (name: string) => (createHash('sha256').update(name).digest().readUInt32BE(0) % 2_147_483_647) + 1;

export interface NewUser {
  readonly address: string;
  readonly name: string;
  readonly role: Role;
}

export async function createUser(store: Store, orgId: number, user: NewUser): Promise<User> {
  return store.change(orgId, async (ask) => {
    await holdOrganisation(ask, orgId);
    return (await addUser(ask, orgId, user, { actor: null, at: new Date(), why: 'set-up' })).user;
  });
}

/**
 * Users are numbered from 1 in each organisation, as Dynamics does: the number their tracking tokens are built from. Needs
 * the organisation held; one who is there already is returned as they are. Throws `badInput` for an address of another
 * organisation's domain.
 */
export async function addUser(
  ask: Ask,
  orgId: number,
  { address, name, role }: NewUser,
  by: By,
): Promise<{ readonly made: boolean; readonly user: User }> {
  const normal = normalAddress(address);
  const found = `select org_id as "orgId", user_id as "userId", address, name, role from app_user where org_id = $1 and address = $2`;
  const [there] = await ask<User>({ text: found }, [orgId, normal]);
  if (there !== undefined) return { made: false, user: there };
  await mustTakeIn(ask, orgId, normal);
  const text = `insert into app_user (org_id, user_id, address, name, role)
select $1, coalesce(max(user_id) + 1, 1), $2, $3, $4 from app_user where org_id = $1
on conflict (org_id, address) do nothing returning user_id`;
  const made = (await ask({ text }, [orgId, normal, name, role])).length > 0;
  const [user] = await ask<User>({ text: found }, [orgId, normal]);
  if (user === undefined) throw problem('serverFault', 'The user could not be made.');
  const what = { action: 'addUser', entity: 'user', entityId: String(user.userId), before: null, after: { role } };
  if (made) await writeAudit(ask, { orgId, ...by, ...what });
  return { made, user };
}

export type SeedRecord = Omit<NewRecord, 'detail'> & { readonly detail?: string | null };

/** A record with the same type, name and address is taken as the same. */
export async function createRecord(store: Store, orgId: number, seed: SeedRecord): Promise<RecordView> {
  return store.change(orgId, async (ask) => {
    await holdOrganisation(ask, orgId);
    const there = await findSame(ask, orgId, seed);
    if (there !== null) return there;
    const made = await addRecord(ask, orgId, { ...seed, detail: seed.detail ?? null });
    const after = { type: made.type };
    const entry = { orgId, at: new Date(), actor: null, action: 'createRecord', entity: 'record', entityId: made.id };
    await writeAudit(ask, { ...entry, before: null, after, why: 'set-up' });
    return made;
  });
}

async function findSame(ask: Ask, orgId: number, { type, name, email }: SeedRecord): Promise<RecordView | null> {
  const text = `select record_id as id, type, name, detail, state, email from record
where org_id = $1 and type = $2 and name = $3 and email is not distinct from $4 limit 1`;
  const [row] = await ask<RecordView>({ text }, [orgId, type, name, email]);
  return row ?? null;
}

/** Merge of two records, or conversion of a lead. */
export async function becomeRecord(store: Store, orgId: number, from: string, into: string): Promise<void> {
  await store.change(orgId, (ask) => recordBecame(ask, orgId, from, into));
}

export async function changeRecordState(
  store: Store,
  orgId: number,
  id: string,
  state: StoredRecord['state'],
): Promise<void> {
  await store.change(orgId, (ask) => setRecordState(ask, orgId, id, state));
}
