/** The teams that somebody is in, and leaving one of them. Records that they share with it stay shared. */
import { problem } from '../../contract/problems';
import { writeAudit } from '../store/audit';
import { leaveTeam as leave, readOwnTeams } from '../store/teams';
import type { Act } from './acts';
import type { Workshop } from './workshop';

export const myTeams =
  ({ store }: Workshop): Act<'myTeams'> =>
  async (asker) => ({ teams: await store.look(asker, (ask) => readOwnTeams(ask, asker.orgId, asker.userId)) });

export const leaveTeam =
  ({ store, clock }: Workshop): Act<'leaveTeam'> =>
  (asker, { body: { team } }) =>
    store.change(asker, async (ask) => {
      const { orgId, userId, address } = asker;
      if (!(await leave(ask, orgId, userId, team))) throw problem('notFound', `team: you are not in ${team}.`);
      const what = { action: 'leaveTeam', entity: 'team', entityId: team, why: '' };
      await writeAudit(ask, { orgId, at: clock(), actor: userId, ...what, before: null, after: { left: address } });
      return { teams: await readOwnTeams(ask, orgId, userId) };
    });
