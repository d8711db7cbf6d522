/** What an operator decides about organisations and their people from the command line. */
import { problem } from '../../contract/problems';
import { writeAudit } from './audit';
import { mustBeUnclaimed } from './claims';
import type { Store } from './db';
import { numbersFor } from './seeding';
import { changeStaff, type StaffChange } from './staff';

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

/** What is not given stays as it is. Throws `badInput` where another organisation has one of the domains. */
export async function changeOrganisation(store: Store, orgId: number, change: OrganisationChange): Promise<void> {
  await store.change(orgId, async (ask) => {
    await mustBeUnclaimed(ask, orgId, change.domains ?? []);
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

/** As `changeStaff`, by an operator: also where the sign-in service gives the role, for the day when it does not any more. */
export async function changeUser(store: Store, orgId: number, address: string, change: StaffChange): Promise<void> {
  const by = { actor: null, at: new Date(), why: 'command line' };
  await store.change(orgId, (ask) => changeStaff(ask, { orgId, address }, change, by));
}
