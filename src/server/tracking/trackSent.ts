/**
 * Tracks a mail that was just sent, before anybody knows under which ids it travels. The letter may come late, twice, or after
 * the sent copy: it is one tracking in any case, and nothing that was done with it since is undone.
 */
import { problem } from '../../contract/problems';
import type { TrackSent } from '../../contract/sending';
import type { Ask } from '../store/db';
import { once } from '../store/requests';
import type { Act, Asker } from './acts';
import { judgeSent } from './judgeSent';
import { settleThreads } from './kinThreads';
import { isUnmet, unmetId } from './meetSentCopy';
import { mustFindRecord } from './mustFindRecord';
import { sanitiseHtml } from './sanitise';
import { mustReadTracking, trackOne } from './track';
import { letterOf, type Workshop } from './workshop';

export const trackSent =
  ({ store, clock }: Workshop): Act<'trackSent'> =>
  async (asker, { body }) => {
    mustBeSent(body);
    const at = clock();
    const sent = { ...body, mail: { ...body.mail, html: sanitiseHtml(body.mail.html) } };
    const reply = await store.change(asker.orgId, (ask) =>
      once(ask, letterOf('trackSent', asker, body, at), () => trackAsJudged(ask, asker, sent, at)),
    );
    await settleThreads(store, asker.orgId, body.keys);
    return reply;
  };

function mustBeSent({ keys }: TrackSent): void {
  if (keys.direction !== 'outgoing') throw problem('badInput', 'keys.direction must be outgoing.');
  if (keys.mark === undefined) throw problem('badInput', 'keys.mark is missing.');
  if (isUnmet(keys) && keys.messageId !== unmetId(keys.mark))
    throw problem('badInput', 'keys.messageId must be mark: and the mark, or the id of the sent copy.');
}

async function trackAsJudged(ask: Ask, asker: Asker, sent: TrackSent, at: Date) {
  const judged = await judgeSent(ask, asker, sent);
  if (judged.do === 'leave') return { tracking: null, why: judged.why };
  const record = judged.regarding === null ? null : await mustFindRecord(ask, asker.orgId, judged.regarding);
  const { keys, mail, byRule } = sent;
  const chosen = { regardingId: record?.id ?? null, regardingName: record?.name ?? null };
  const onSending = byRule ? 'rule' : 'hand';
  const activityId = await trackOne(ask, { asker, at, keys, mail, because: judged.because, ...chosen, onSending });
  const tracking = await mustReadTracking(ask, asker.orgId, activityId);
  return { tracking, why: tracking.state === 'untracked' ? 'Its tracking was taken back.' : null };
}
