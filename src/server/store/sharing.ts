/** Whose a record is, and who else sees it. */
import type { SharingView } from '../../contract/records';
import type { Role } from '../../contract/roles';
import type { Ask } from './db';
import type { Access } from './records';
import type { Reader } from './visibility';

interface Sharer extends Reader {
  readonly role: Role;
}

interface SharingRow {
  readonly access: Access;
  readonly ownerId: number | null;
  readonly owner: string | null;
  readonly team: string | null;
  readonly teams: readonly string[];
}

const selectSharing = {
  name: 'find-sharing',
  text: `select r.access, r.owner_id as "ownerId",
  (select u.name from app_user u where u.org_id = $1 and u.user_id = r.owner_id) as owner,
  (select t.name from team t where t.org_id = $1 and t.team_id = r.team_id) as team,
  array(select t.name from team_member m join team t on t.org_id = m.org_id and t.team_id = m.team_id
    where m.org_id = $1 and m.user_id = $3 order by t.name) as teams
from record r where r.org_id = $1 and r.record_id = $2`,
};

/** Of a record that the reader may see. */
export async function readSharing(ask: Ask, sharer: Sharer, recordId: string): Promise<SharingView> {
  const sharing = await findSharing(ask, sharer, recordId);
  if (sharing === null) throw new Error('The record was there a moment ago.');
  return sharing;
}

/** null: the reader may not see it, or not any more. */
export async function findSharing(
  ask: Ask,
  { orgId, userId, role }: Sharer,
  recordId: string,
): Promise<SharingView | null> {
  const [row] = await ask<SharingRow>(selectSharing, [orgId, recordId, userId]);
  if (row === undefined) return null;
  const { access, ownerId, owner, team, teams } = row;
  const mayShare = ownerId === userId || (ownerId === null && role === 'administrator');
  const mine = ownerId === userId;
  return { access, owner, team, teams: [...teams], mayShare, mine, mayHandOver: mine || role === 'administrator' };
}

/** What was merged into it goes with it. */
export async function changeSharing(
  ask: Ask,
  { orgId, userId }: Reader,
  recordId: string,
  { access, team }: { readonly access: Access; readonly team: string | null },
): Promise<void> {
  const text = `update record set owner_id = coalesce(owner_id, $3), access = $4,
  team_id = coalesce((select t.team_id from team t where t.org_id = $1 and t.name = $5), team_id)
where org_id = $1 and (record_id = $2 or became_id = $2)`;
  await ask({ name: 'change-sharing', text }, [orgId, recordId, userId, access, team]);
}
