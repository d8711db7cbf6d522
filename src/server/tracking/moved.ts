/** A tracked appointment as its calendar shows it now: moved or renamed, it stays one activity, and the record knows the new time once. */
import type { Keys, Meeting } from '../../correlation/mail';
import { problem } from '../../contract/problems';
import type { StoredMeeting, Tracking } from '../../contract/tracking';
import type { Held } from '../store/activities';
import { writeAudit } from '../store/audit';
import type { Ask } from '../store/db';
import { mustNotBeErased } from '../store/erased';
import { moveAppointment } from '../store/meetings';
import type { Asker } from './acts';
import { findStored } from './findStored';
import { meetingToStore } from './meetingToStore';
import { takeInKeys } from './takeInCopy';
import { mustReadTracking } from './mustReadTracking';
import { dedupeKeys } from './twins';
import { mustHold } from './untrack';

export interface Moving {
  readonly asker: Asker;
  readonly at: Date;
  readonly keys: Keys;
  readonly subject: string;
  readonly meeting: Meeting;
}

/** Gives the activity. Throws where the appointment is not that one, or the asker may not read it. */
export async function meetAppointment(ask: Ask, moving: Moving & { readonly activityId: string }): Promise<string> {
  const { asker, keys, activityId } = moving;
  await mustNotBeErased(ask, asker.orgId, [keys.from, ...keys.recipients], keys.sentAt);
  const { version } = await mustReadTracking(ask, asker.orgId, activityId);
  const held = await mustHold(ask, asker, { activityId, version });
  const found = (await findStored(ask, asker, keys)).tracking;
  if (found?.activityId !== activityId || !held.seen) throw problem('notAllowed', 'This is not that appointment.');
  await refreshAppointment(ask, moving, held, found);
  return activityId;
}

/** Nothing changes where what is stored was seen later. Two people who both see it moved tell it once. */
export async function refreshAppointment(ask: Ask, moving: Moving, held: Held, now: Tracking): Promise<void> {
  const { asker, at, keys, subject, meeting } = moving;
  const { orgId, userId } = asker;
  const { activityId } = now;
  await takeInKeys(ask, { orgId, activityId, keys });
  if (isOlder(meeting, now.meeting)) return;
  const before = now.meeting?.starts ?? held.sentAt.toISOString();
  const isMoved = meeting.starts !== null && Date.parse(meeting.starts) !== Date.parse(before);
  const movedFrom = isMoved ? before : now.meeting?.movedFrom;
  await moveAppointment(
    ask,
    { orgId, activityId },
    {
      ...{ subject, topic: keys.topic, sentAt: meeting.starts === null ? held.sentAt : new Date(meeting.starts) },
      ...{ messageId: keys.messageId, dedupeKey: dedupeKeys(keys).usual },
      meeting: { ...meetingToStore(meeting, keys, subject), ...(movedFrom !== undefined && { movedFrom }) },
    },
  );
  await takeInKeys(ask, { orgId, activityId, keys });
  if (!isMoved && keys.topic === held.topic) return;
  const why = isMoved ? 'The appointment was moved.' : 'The appointment was renamed.';
  const what = { action: 'meet', entity: 'activity', entityId: activityId, why, before: null };
  await writeAudit(ask, { orgId, at, actor: userId, ...what, after: { moved: isMoved } });
}

const isOlder = ({ changedAt }: Meeting, stored: StoredMeeting | undefined) =>
  changedAt !== null && Date.parse(changedAt) < Date.parse(stored?.changedAt ?? '');
