/** The people of an organisation: who there is, and what changes about them. Page and command line come through here. */
import { problem } from '../../contract/problems';
import type { UserView } from '../../contract/people';
import type { Role } from '../../contract/roles';
import { normalAddress } from '../../correlation/addresses';
import { writeAudit } from './audit';
import { mustTakeIn } from './claims';
import type { Ask } from './db';
import { holdOrganisation } from './users';

interface StaffRow {
  readonly userId: number;
  readonly address: string;
  readonly name: string;
  readonly role: Role;
  readonly claimed: Role | null;
  readonly active: boolean;
  readonly lastSeen: Date | null;
  readonly bound: boolean;
  readonly records: number;
}

const columns = `user_id as "userId", address, name, role, claimed_role as claimed, active, last_seen as "lastSeen",
issuer is not null as bound,
(select count(*)::int from record r where r.org_id = app_user.org_id and r.owner_id = app_user.user_id
  and r.became_id is null and r.state <> 'deleted') as records`;

/** The active first, by name. */
export async function readStaff(ask: Ask, orgId: number): Promise<UserView[]> {
  const text = `select ${columns} from app_user where org_id = $1 order by active desc, lower(name), user_id`;
  return (await ask<StaffRow>({ text }, [orgId])).map(toView);
}

const toView = ({ claimed, lastSeen, role, ...row }: StaffRow): UserView => ({
  ...row,
  role: claimed ?? role,
  roleClaimed: claimed !== null,
  lastSeen: lastSeen?.toISOString() ?? null,
});

/** Who wants it, and why; an `actor` of null is an operator at the command line. */
export interface By {
  readonly actor: number | null;
  readonly at: Date;
  readonly why: string;
}

export interface StaffChange {
  readonly role?: Role | undefined;
  readonly active?: boolean | undefined;
}

/** By number or by address. */
export type Whom = { readonly orgId: number } & ({ readonly userId: number } | { readonly address: string });

/**
 * What is not given stays as it is. Throws `notFound` where there is no such person, `lastAdministrator` where nobody would be
 * left who may do this, and `badInput` for a role that the sign-in service gives, or to bring back a person of another
 * organisation's domain. One at a time in an organisation: of two
 * administrators who take each other's role away, the later is refused.
 */
export async function changeStaff(ask: Ask, whom: Whom, change: StaffChange, by: By): Promise<UserView> {
  const { orgId } = whom;
  await holdOrganisation(ask, orgId);
  const before = await mustFindStaff(ask, whom);
  const after = { ...before, role: change.role ?? before.role, active: change.active ?? before.active };
  if ((change.role ?? before.claimed) !== before.claimed && before.claimed !== null && by.actor !== null)
    throw problem('badInput', 'role: the sign-in service gives it; change it there.');
  if (after.active && !before.active) await mustTakeIn(ask, orgId, before.address);
  if (rules(before) && !rules(after)) await mustLeaveAnother(ask, orgId, before.userId);
  const text = 'update app_user set role = $3, active = $4 where org_id = $1 and user_id = $2';
  await ask({ text }, [orgId, before.userId, after.role, after.active]);
  const states = { before: stateOf(before), after: stateOf(after) };
  const what = { action: 'saveUser', entity: 'user', entityId: String(before.userId), ...states };
  await writeAudit(ask, { orgId, ...by, ...what });
  return toView(after);
}

const stateOf = ({ role, active }: StaffRow) => ({ role, active });
const rules = ({ claimed, role, active }: StaffRow) => active && (claimed ?? role) === 'administrator';

/** Under lock; throws `notFound`. */
export async function mustFindStaff(ask: Ask, whom: Whom): Promise<StaffRow> {
  const [column, value] = 'userId' in whom ? ['user_id', whom.userId] : ['address', normalAddress(whom.address)];
  const text = `select ${columns} from app_user where org_id = $1 and ${column} = $2 for no key update`;
  const [row] = await ask<StaffRow>({ text }, [whom.orgId, value]);
  if (row === undefined) throw problem('notFound', 'There is no such person in this organisation.');
  return row;
}

async function mustLeaveAnother(ask: Ask, orgId: number, userId: number): Promise<void> {
  const text = `select 1 from app_user where org_id = $1 and user_id <> $2 and active
and coalesce(claimed_role, role) = 'administrator' limit 1`;
  if ((await ask({ text }, [orgId, userId])).length === 0) throw problem('lastAdministrator');
}
