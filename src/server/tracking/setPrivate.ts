/** The owner of a mail keeps its subject and text for themselves and the people on it, or lets go of that. */
import { problem } from '../../contract/problems';
import { writeAudit } from '../store/audit';
import { changePrivate } from '../store/receipts';
import { once } from '../store/requests';
import type { Act } from './acts';
import { mustReadTracking } from './mustReadTracking';
import { mustHold } from './untrack';
import { letterOf, type Workshop } from './workshop';

export const setPrivate =
  ({ store, clock }: Workshop): Act<'setPrivate'> =>
  (asker, { body }) =>
    store.change(asker, (ask) => {
      const at = clock();
      const { orgId, userId } = asker;
      return once(ask, letterOf('setPrivate', asker, body, at), async () => {
        const { activityId } = body;
        const held = await mustHold(ask, asker, body);
        if (!held.mine)
          throw problem('notAllowed', 'Only its owner, who tracked it first, changes who may read this mail.');
        if (held.private !== body.private) {
          await changePrivate(ask, { orgId, activityId }, { private: body.private, because: 'chosen' });
          const what = { action: 'setPrivate', entity: 'activity', entityId: activityId, why: '' };
          const states = { before: { private: held.private }, after: { private: body.private } };
          await writeAudit(ask, { orgId, at, actor: userId, ...what, ...states });
        }
        return { tracking: await mustReadTracking(ask, orgId, activityId) };
      });
    });
