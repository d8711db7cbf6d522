/**
 * Tracks a mail. The same letter twice is one tracking; the same mail tracked by two people is one activity with two
 * receipts; what one person sent and another received are two activities of one thread.
 */
import { problem } from '../../contract/problems';
import type { Tracking } from '../../contract/tracking';
import { holdActivity } from '../store/activities';
import type { Ask } from '../store/db';
import { once } from '../store/requests';
import { readTracking, type Twin } from '../store/trackings';
import type { Act } from './acts';
import { settleThreads } from './kinThreads';
import { mustFindRecord } from './mustFindRecord';
import type { Order } from './order';
import { sanitiseHtml } from './sanitise';
import { trackAgain } from './trackAgain';
import { trackNew } from './trackNew';
import { findTwin } from './twins';
import { letterOf, type Workshop } from './workshop';

export const track =
  ({ store, clock }: Workshop): Act<'track'> =>
  async (asker, { body }) => {
    const at = clock();
    const mail = { ...body.mail, html: sanitiseHtml(body.mail.html) };
    const reply = await store.change(asker.orgId, (ask) =>
      once(ask, letterOf('track', asker, body, at), async () => {
        const record = body.regarding === null ? null : await mustFindRecord(ask, asker.orgId, body.regarding);
        const { keys, because } = body;
        const chosen = { regardingId: record?.id ?? null, regardingName: record?.name ?? null };
        const activityId = await trackOne(ask, { asker, at, keys, mail, because, ...chosen });
        return { tracking: await mustReadTracking(ask, asker.orgId, activityId) };
      }),
    );
    await settleThreads(store, asker.orgId, body.keys);
    return reply;
  };

/** A lost race is followed by another look; more than three in a row for one mail do not happen by chance. */
const ATTEMPTS = 4;

/** Gives the activity's id. Two who track the same new mail at once: the later finds what the earlier stored. */
async function trackOne(ask: Ask, order: Order): Promise<string> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { twin, taken } = await findTwin(ask, order.asker.orgId, order.keys);
    if (twin !== null) return again(ask, order, twin);
    const activityId = await trackNew(ask, order, taken);
    if (activityId !== null) return activityId;
  }
  throw problem('changedMeanwhile');
}

async function again(ask: Ask, order: Order, { tracking: { activityId } }: Twin): Promise<string> {
  const { orgId } = order.asker;
  const held = await holdActivity(ask, orgId, activityId);
  if (held === null) throw problem('unknownTracking');
  await trackAgain(ask, order, held, await mustReadTracking(ask, orgId, activityId));
  return activityId;
}

export async function mustReadTracking(ask: Ask, orgId: number, activityId: string): Promise<Tracking> {
  const tracking = await readTracking(ask, orgId, activityId);
  if (tracking === null) throw problem('unknownTracking');
  return tracking;
}
