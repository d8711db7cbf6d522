/** The sent copy of a tracked mail was met: by the pane that shows it, or by whoever reads Sent Items. */
import type { Keys } from '../../correlation/mail';
import { problem } from '../../contract/problems';
import type { Tracking } from '../../contract/tracking';
import { changeActivity, holdActivity, type Held } from '../store/activities';
import { writeAudit } from '../store/audit';
import type { Ask } from '../store/db';
import { mustNotBeErased } from '../store/erased';
import { giveReceipt } from '../store/receipts';
import { once } from '../store/requests';
import { moveParties, stopWaiting } from '../store/sent';
import { recountThreadPeople } from '../store/threads';
import { holdSenders } from '../store/users';
import type { Act, Asker } from './acts';
import { findSent, findStored } from './findStored';
import { settleThreads } from './kinThreads';
import { isUnmet } from './meetSentCopy';
import { meetAppointment } from './moved';
import { followTalk } from './secrecy';
import { correct } from './sentAgain';
import { takeInCopy } from './takeInCopy';
import { mustReadTracking } from './mustReadTracking';
import { mustHold } from './untrack';
import { letterOf, type Workshop } from './workshop';

export const meet =
  ({ store, clock }: Workshop): Act<'meet'> =>
  async (asker, { body }) => {
    const { activityId, keys, subject, meeting } = body;
    const appointment = keys.kind === 'appointment' && meeting !== undefined ? meeting : null;
    if (appointment === null && (keys.direction !== 'outgoing' || isUnmet(keys)))
      throw problem('badInput', 'keys are not those of a sent copy.');
    const at = clock();
    const reply = await store.change(asker, (ask) =>
      once(ask, letterOf('meet', asker, body, at), async () => {
        const meeting = { asker, at, activityId, keys, subject };
        const met = appointment
          ? await meetAppointment(ask, { ...meeting, subject: subject ?? '', meeting: appointment })
          : await meetOne(ask, meeting);
        return { tracking: await mustReadTracking(ask, asker.orgId, met) };
      }),
    );
    await settleThreads(store, asker.orgId, keys);
    return reply;
  };

interface Meeting {
  readonly asker: Asker;
  readonly at: Date;
  readonly activityId: string;
  readonly keys: Keys;
  readonly subject: string | undefined;
}

/** Gives the activity that the copy belongs to. */
async function meetOne(ask: Ask, meeting: Meeting): Promise<string> {
  const { asker, at, activityId, keys } = meeting;
  const { orgId, userId } = asker;
  await mustNotBeErased(ask, orgId, [keys.from, ...keys.recipients], keys.sentAt);
  await holdSenders(ask, orgId, userId, keys.from);
  const now = await mustReadTracking(ask, orgId, activityId);
  const held = await mustHold(ask, asker, { activityId, version: now.version });
  const found = (await findStored(ask, asker, keys)).tracking;
  if (found === null) throw problem('notAllowed', 'This is not the sent copy of that mail.');
  if (found.activityId !== activityId) {
    const same = (await findSent(ask, asker, keys))?.activityId === activityId;
    if (same && now.pending === true) await giveWay(ask, meeting, { held, own: now, to: found });
    return found.activityId;
  }
  await correct(ask, { orgId, activityId }, { keys, subject: meeting.subject, held });
  await takeInCopy(ask, { orgId, activityId, keys, parties: [] });
  await followTalk(ask, meeting, held, activityId);
  const what = { action: 'meet', entity: 'activity', entityId: activityId, why: 'Its sent copy was met.' };
  const states = { before: { pending: now.pending === true }, after: { pending: false } };
  await writeAudit(ask, { orgId, at, actor: userId, ...what, ...states });
  return activityId;
}

interface GivingWay {
  readonly held: Held;
  readonly own: Tracking;
  readonly to: Tracking;
}

const isSameText = (stays: Held, held: Held) => stays.textHash !== null && stays.textHash === held.textHash;

/** Whoever tracked it when it was sent holds the one that stays; their record counts where that has none. */
async function handOver(
  ask: Ask,
  { asker, at, activityId }: Meeting,
  { held, own, to, stays }: GivingWay & { readonly stays: Held },
): Promise<void> {
  const { orgId, userId, address } = asker;
  if (!own.receipts.some((receipt) => receipt.address === address)) return;
  await moveParties(ask, orgId, { from: activityId, to: to.activityId });
  await giveReceipt(ask, { orgId, activityId: to.activityId, userId, at });
  const adds = stays.state === 'untracked' || stays.regardingId === null;
  const { regardingId, method, reason } = adds ? held : stays;
  await changeActivity(ask, { orgId, activityId: to.activityId }, { state: 'tracked', regardingId, method, reason });
}

/**
 * The copy was tracked as a mail of its own before anything told that it is the same: one of the two stays. Ids can be known
 * without the mail: whoever neither reads the other nor sent the very text keeps what is theirs, and both stay.
 */
async function giveWay(ask: Ask, meeting: Meeting, { held, own, to }: GivingWay): Promise<void> {
  const { at, activityId } = meeting;
  const { orgId, userId } = meeting.asker;
  const stays = await holdActivity(ask, orgId, to.activityId);
  if (stays === null || !(stays.seen || isSameText(stays, held))) return;
  if (own.state === 'tracked') await handOver(ask, meeting, { held, own, to, stays });
  const reason = 'Its sent copy is tracked already.';
  await changeActivity(ask, { orgId, activityId }, { ...held, state: 'untracked', reason });
  await stopWaiting(ask, orgId, activityId);
  await recountThreadPeople(ask, orgId, held.threadId);
  const states = { before: { state: held.state }, after: { state: 'untracked' } };
  const what = { action: 'meet', entity: 'activity', entityId: activityId, why: reason };
  await writeAudit(ask, { orgId, at, actor: userId, ...what, ...states });
}
