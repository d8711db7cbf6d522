/** Sets, changes or removes the record of a tracked mail; from then on the reason is that somebody chose it. */
import { problem } from '../../contract/problems';
import { changeActivity } from '../store/activities';
import { writeAudit } from '../store/audit';
import { once } from '../store/requests';
import type { Act } from './acts';
import { mustFindRecord } from './mustFindRecord';
import { mustReadTracking } from './mustReadTracking';
import { mustHold } from './untrack';
import { letterOf, type Workshop } from './workshop';

export const regard =
  ({ store, clock }: Workshop): Act<'regard'> =>
  (asker, { body }) =>
    store.change(asker, (ask) => {
      const at = clock();
      const { orgId, userId } = asker;
      return once(ask, letterOf('regard', asker, body, at), async () => {
        const { activityId, version } = body;
        const held = await mustHold(ask, asker, { activityId, version });
        if (held.state === 'untracked') throw problem('unknownTracking');
        if (held.hidden) throw problem('notAllowed', 'It belongs to a record that you may not see.');
        if (!held.seen) throw problem('notAllowed', 'You tracked this mail too; its owner chooses the record.');
        const record = body.regarding === null ? null : await mustFindRecord(ask, orgId, body.regarding);
        const regardingId = record?.id ?? null;
        const reason = record === null ? `${asker.name} removed the record.` : `${asker.name} chose this record.`;
        await changeActivity(ask, { orgId, activityId }, { state: 'tracked', regardingId, method: 'hand', reason });
        const states = { before: { regarding: held.regardingId }, after: { regarding: regardingId } };
        const what = { action: 'regard', entity: 'activity', entityId: activityId, why: reason };
        await writeAudit(ask, { orgId, at, actor: userId, ...what, ...states });
        return { tracking: await mustReadTracking(ask, orgId, activityId) };
      });
    });
