/** The teams that somebody is in, and leaving one of them. Records that they share with it stay shared. */
import { problem } from '../../contract/problems';
import { writeAudit } from '../store/audit';
import { leaveTeam as leave, readOwnTeams } from '../store/teams';
import type { Act } from './acts';
import type { Workshop } from './workshop';

export const myTeams =
  ({ store }: Workshop): Act<'myTeams'> =>
  async ({ orgId, userId }) => ({ teams: await store.look(orgId, (ask) => readOwnTeams(ask, orgId, userId)) });

export const leaveTeam =
  ({ store, clock }: Workshop): Act<'leaveTeam'> =>
  ({ orgId, userId, address }, { body: { team } }) =>
    store.change(orgId, async (ask) => {
      if (!(await leave(ask, orgId, userId, team))) throw problem('notFound', `team: you are not in ${team}.`);
      const what = { action: 'leaveTeam', entity: 'team', entityId: team, why: '' };
      await writeAudit(ask, { orgId, at: clock(), actor: userId, ...what, before: null, after: { left: address } });
      return { teams: await readOwnTeams(ask, orgId, userId) };
    });
