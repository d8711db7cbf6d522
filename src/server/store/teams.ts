/** Teams, who is in them, and with whom a new record is shared. */
import { problem } from '../../contract/problems';
import { defaultSettings } from '../../contract/settings';
import type { Ask } from './db';
import type { Access, Sharing } from './records';
import { holdOrganisation } from './users';

export interface Team {
  readonly teamId: number;
  readonly name: string;
  /** Their addresses. */
  readonly members: readonly string[];
}

export async function readTeams(ask: Ask, orgId: number): Promise<Team[]> {
  const text = `select t.team_id as "teamId", t.name, array(
  select u.address from team_member m join app_user u on u.org_id = m.org_id and u.user_id = m.user_id
  where m.org_id = $1 and m.team_id = t.team_id order by u.address) as members
from team t where t.org_id = $1 order by t.name`;
  return ask<Team>({ name: 'read-teams', text }, [orgId]);
}

export async function readOwnTeams(ask: Ask, orgId: number, userId: number): Promise<string[]> {
  const text = `select t.name from team_member m join team t on t.org_id = m.org_id and t.team_id = m.team_id
where m.org_id = $1 and m.user_id = $2 order by t.name`;
  return (await ask<{ name: string }>({ text }, [orgId, userId])).map(({ name }) => name);
}

/** False where they are not in it. */
export async function leaveTeam(ask: Ask, orgId: number, userId: number, name: string): Promise<boolean> {
  const text = `delete from team_member m using team t
where m.org_id = $1 and m.user_id = $2 and t.org_id = $1 and t.team_id = m.team_id and t.name = $3 returning 1 as done`;
  return (await ask({ text }, [orgId, userId, name])).length > 0;
}

/** The one who makes a record owns it; who is in no team shares with nobody until they choose to. In several: the first one. */
export async function sharingOfNew(ask: Ask, orgId: number, userId: number): Promise<Sharing> {
  const text = `select (select min(team_id) from team_member where org_id = $1 and user_id = $2) as "teamId",
  (select settings->>'recordAccess' from settings where org_id = $1 order by version desc limit 1) as access`;
  const [row] = await ask<{ teamId: number | null; access: Access | null }>({ name: 'sharing-of-new', text }, [
    orgId,
    userId,
  ]);
  const wanted = row?.access ?? defaultSettings.recordAccess;
  const teamId = row?.teamId ?? null;
  return { ownerId: userId, teamId, access: wanted === 'team' && teamId === null ? 'owner' : wanted };
}

/** Makes a team, or gives one that is there other people. Throws the Problem `notFound` naming who is no user. */
export async function saveTeam(ask: Ask, orgId: number, name: string, addresses: readonly string[]): Promise<Team> {
  await holdOrganisation(ask, orgId);
  const insert = `insert into team (org_id, team_id, name)
select $1, coalesce(max(team_id) + 1, 1), $2 from team where org_id = $1 on conflict (org_id, name) do nothing`;
  await ask({ text: insert }, [orgId, name]);
  const found = 'select team_id as "teamId" from team where org_id = $1 and name = $2';
  const [team] = await ask<{ teamId: number }>({ text: found }, [orgId, name]);
  if (team === undefined) throw problem('serverFault', 'The team could not be made.');
  const people = `select user_id as "userId", address from app_user where org_id = $1 and address = any($2::text[])`;
  const users = await ask<{ userId: number; address: string }>({ text: people }, [orgId, addresses]);
  const stranger = addresses.find((address) => !users.some((user) => user.address === address));
  if (stranger !== undefined) throw problem('notFound', `Nobody has the address ${stranger} in this organisation.`);
  await ask({ text: 'delete from team_member where org_id = $1 and team_id = $2' }, [orgId, team.teamId]);
  const join = `insert into team_member (org_id, user_id, team_id) select $1, n, $2 from unnest($3::int[]) n`;
  await ask({ text: join }, [orgId, team.teamId, users.map(({ userId }) => userId)]);
  return { teamId: team.teamId, name, members: users.map(({ address }) => address).sort() };
}
