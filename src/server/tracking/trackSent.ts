/**
 * Tracks a mail that was just sent, before anybody knows under which ids it travels. The letter may come late, twice, or after
 * the sent copy: it is one tracking in any case, and nothing that was done with it since is undone.
 */
import { problem } from '../../contract/problems';
import type { TrackSent } from '../../contract/sending';
import { holdActivity } from '../store/activities';
import type { Ask } from '../store/db';
import { once } from '../store/requests';
import { readSent } from '../store/sent';
import { holdSenders } from '../store/users';
import type { Act, Asker } from './acts';
import { cleanMail } from './cleanMail';
import { findStored } from './findStored';
import { judgeSent } from './judgeSent';
import { settleThreads } from './kinThreads';
import { isUnmet, unmetId } from './meetSentCopy';
import { mustFindTarget } from './mustFindRecord';
import { isUntouched, leaveAlone, sendingOf } from './sentAgain';
import { mustReadTracking } from './mustReadTracking';
import { saidOf, trackOne } from './track';
import { letterOf, type MailWorkshop } from './workshop';

export const trackSent =
  (workshop: MailWorkshop): Act<'trackSent'> =>
  async (asker, { body }) => {
    mustBeSent(body);
    const { store, clock } = workshop;
    const at = clock();
    const sent = { ...body, mail: await cleanMail(workshop, asker.orgId, body.mail) };
    const reply = await store.change(asker, (ask) =>
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

const SENT_BY_OTHERS = 'Somebody else sent it; it is tracked for them.';

/** Everybody with a shared mailbox sees the copies in its Sent Items, with the stamp of whoever wrote them. */
async function isSentByOthers(ask: Ask, { orgId, userId, address }: Asker, { keys }: TrackSent): Promise<boolean> {
  if (isUnmet(keys) || keys.from === address) return false;
  const marked = await readSent(ask, { orgId, userId, mark: keys.mark?.toLowerCase() ?? null, nearby: null });
  return marked.length > 0 && marked.every(({ mine }) => !mine);
}

async function trackAsJudged(ask: Ask, asker: Asker, sent: TrackSent, at: Date) {
  if (await isSentByOthers(ask, asker, sent)) return { tracking: null, why: SENT_BY_OTHERS };
  const judged = await judgeSent(ask, asker, sent);
  if (judged.do === 'leave') return leaveByRule(ask, { asker, sent, at, why: judged.why });
  const regardingId = judged.regarding === null ? null : await mustFindTarget(ask, asker.orgId, judged.regarding);
  const { keys, mail, byRule } = sent;
  const chosen = { regardingId, ...saidOf(sent), answersPrivate: judged.answersPrivate };
  const onSending = byRule ? 'rule' : 'hand';
  const activityId = await trackOne(ask, { asker, at, keys, mail, because: judged.because, ...chosen, onSending });
  const tracking = await mustReadTracking(ask, asker.orgId, activityId);
  return { tracking, why: tracking.state === 'untracked' ? 'Its tracking was taken back.' : null };
}

interface LeftByRule {
  readonly asker: Asker;
  readonly sent: TrackSent;
  readonly at: Date;
  readonly why: string;
}

/** The rule tracked it before it was called back and changed: what it says now counts. */
async function leaveByRule(ask: Ask, { asker, sent: { keys }, at, why }: LeftByRule) {
  const { orgId, userId } = asker;
  await holdSenders(ask, orgId, userId, keys.from);
  const activityId = (await findStored(ask, asker, keys)).tracking?.activityId;
  const held = activityId === undefined ? null : await holdActivity(ask, orgId, activityId);
  if (activityId === undefined || held?.method !== 'sent') return { tracking: null, why };
  const before = await mustReadTracking(ask, orgId, activityId);
  const again = sendingOf({ keys, onSending: 'rule' }, held) === 'again';
  if (!again || !isUntouched(held, before.trackedBy, asker)) return { tracking: null, why };
  const chosenAt = new Date(keys.sentAt ?? at);
  await leaveAlone(ask, { asker, at, activityId, held, chosenAt, reason: why });
  return { tracking: await mustReadTracking(ask, orgId, activityId), why };
}
