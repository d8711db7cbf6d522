/** What an operator decides about organisations and their people from the command line. */
import { problem } from '../../contract/problems';
import type { Role } from '../../contract/roles';
import { normalAddress } from '../../correlation/addresses';
import { writeAudit } from './audit';
import type { Store } from './db';
import { numbersFor } from './seeding';

export type Joining = 'invited' | 'domains' | 'everyone';

export interface OrganisationChange {
  readonly domains?: readonly string[];
  readonly issuers?: readonly string[];
  readonly joining?: Joining;
}

/** Throws the Problem `notFound` where no organisation has this name. */
export async function findOrganisation(store: Store, name: string): Promise<number> {
  for (const orgId of numbersFor(name)) {
    const text = 'select name from organisation where org_id = $1';
    const [row] = await store.look(orgId, (ask) => ask<{ name: string }>({ text }, [orgId]));
    if (row?.name === name) return orgId;
  }
  throw problem('notFound', `No organisation is called “${name}”.`);
}

/** What is not given stays as it is. */
export async function changeOrganisation(store: Store, orgId: number, change: OrganisationChange): Promise<void> {
  await store.change(orgId, async (ask) => {
    const text = `update organisation set domains = coalesce($2, domains), issuers = coalesce($3, issuers), joining = coalesce($4, joining)
where org_id = $1`;
    await ask({ text }, [orgId, change.domains ?? null, change.issuers ?? null, change.joining ?? null]);
    const what = {
      action: 'saveOrganisation',
      entity: 'organisation',
      entityId: String(orgId),
      before: null,
      after: change,
    };
    await writeAudit(ask, { orgId, at: new Date(), actor: null, ...what, why: 'command line' });
  });
}

export interface UserChange {
  readonly role?: Role;
  readonly active?: boolean;
}

/** Throws the Problem `notFound` where the organisation has no such user. */
export async function changeUser(store: Store, orgId: number, address: string, change: UserChange): Promise<void> {
  await store.change(orgId, async (ask) => {
    const found = `select user_id as "userId", role, active from app_user where org_id = $1 and address = $2 for no key update`;
    const [user] = await ask<{ userId: number; role: Role; active: boolean }>({ text: found }, [
      orgId,
      normalAddress(address),
    ]);
    if (user === undefined) throw problem('notFound', `Nobody has the address ${address} in this organisation.`);
    const { userId, ...before } = user;
    const after = { ...before, ...change };
    const text = 'update app_user set role = $3, active = $4 where org_id = $1 and user_id = $2';
    await ask({ text }, [orgId, userId, after.role, after.active]);
    const what = { action: 'saveUser', entity: 'user', entityId: String(userId), before, after };
    await writeAudit(ask, { orgId, at: new Date(), actor: null, ...what, why: 'command line' });
  });
}
