/** Its writer called a mail back and wants it left alone: what was stored when it was sent before is taken back. */
import { holdActivity } from '../store/activities';
import type { Ask } from '../store/db';
import { once } from '../store/requests';
import { readSent } from '../store/sent';
import { holdSenders } from '../store/users';
import type { Act, Asker } from './acts';
import { leaveAlone } from './sentAgain';
import { mustReadTracking } from './mustReadTracking';
import { letterOf, type Workshop } from './workshop';

const REASON = 'Its sender called it back and chose to leave it alone.';

export const leaveSent =
  ({ store, clock }: Workshop): Act<'leaveSent'> =>
  (asker, { body }) =>
    store.change(asker, (ask) => {
      const at = clock();
      return once(ask, letterOf('leaveSent', asker, body, at), async () => {
        const { orgId, userId, address } = asker;
        await holdSenders(ask, orgId, userId, address);
        const activityId = await findWaiting(ask, asker, body.mark.toLowerCase());
        const held = activityId === null ? null : await holdActivity(ask, orgId, activityId);
        if (activityId === null || held === null) return { tracking: null, why: null };
        const chosenAt = new Date(body.at);
        await leaveAlone(ask, { asker, at, activityId, held, chosenAt, reason: REASON });
        return { tracking: await mustReadTracking(ask, orgId, activityId), why: null };
      });
    });

/** The last one that the asker sent under this mark and nobody met yet. */
async function findWaiting(ask: Ask, { orgId, userId }: Asker, mark: string): Promise<string | null> {
  const sent = await readSent(ask, { orgId, userId, mark, nearby: null });
  const waiting = sent.filter(({ mine, tracking }) => mine && tracking.pending === true);
  const [last] = waiting.toSorted((a, b) => b.sentAt.getTime() - a.sentAt.getTime());
  return last?.tracking.activityId ?? null;
}
