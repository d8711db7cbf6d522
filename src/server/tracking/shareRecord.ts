/** With whom a record is shared: its owner decides, and of what nobody owns an administrator, who owns it from then on. */
import { problem } from '../../contract/problems';
import { writeAudit } from '../store/audit';
import { changeSharing, readSharing } from '../store/sharing';
import { once } from '../store/requests';
import type { Act } from './acts';
import { mustFindRecord } from './mustFindRecord';
import { letterOf, type Workshop } from './workshop';

export const shareRecord =
  ({ store, clock }: Workshop): Act<'shareRecord'> =>
  (asker, { body, params }) =>
    store.change(asker, (ask) => {
      const at = clock();
      return once(ask, letterOf('shareRecord', asker, { ...body, ...params }, at), async () => {
        const { id } = await mustFindRecord(ask, asker.orgId, params);
        const before = await readSharing(ask, asker, id);
        if (!before.mayShare) throw problem('notAllowed', 'Only its owner changes who sees this record.');
        const team = before.team ?? before.teams[0];
        const named = body.access === 'team' ? (body.team ?? team) : team;
        if (body.access === 'team' && (named === undefined || ![...before.teams, before.team].includes(named)))
          throw problem('badInput', 'team: you are not in this team; an administrator puts people into teams.');
        await changeSharing(ask, asker, id, { access: body.access, team: named ?? null });
        const after = await readSharing(ask, asker, id);
        const states = { before: { access: before.access }, after: { access: after.access } };
        const what = { action: 'shareRecord', entity: 'record', entityId: id, why: '' };
        await writeAudit(ask, { orgId: asker.orgId, at, actor: asker.userId, ...what, ...states });
        return { sharing: after };
      });
    });
