/** A tracked appointment that is another one by now: the record is told once, the reader each time. */
import type { Api } from '../client/api';
import { Problem } from '../contract/problems';
import type { StoredMeeting } from '../contract/tracking';
import type { Mail } from '../correlation/mail';
import type { Known } from './state';

interface Told {
  readonly tracking: Known['own'];
  readonly note: string;
}

interface Doors {
  readonly api: Api;
  readonly mint: () => string;
}

/** null where there is nothing to say. */
export async function tellMoved(known: Known, doors: Doors): Promise<Told | null> {
  try {
    return await tell(known, doors);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { tracking: null, note: `Its new time could not be stored yet: ${error.sentence}` };
  }
}

async function tell({ own, keys, mail }: Known, { api, mint }: Doors): Promise<Told | null> {
  if (own?.state !== 'tracked' || own.pending || mail.meeting === undefined) return null;
  if (!isNews(mail, own.meeting)) return noteOf(own.meeting, own);
  const subject = mail.subject.slice(0, 2000);
  const body = { requestId: mint(), activityId: own.activityId, keys: keys as never, subject, meeting: mail.meeting };
  const { tracking } = await api.call('meet', { body });
  return noteOf(tracking.meeting, tracking);
}

/** Also where nothing was stored of it: it is known by its item from now on. */
function isNews({ meeting, subject }: Mail, stored: StoredMeeting | undefined): boolean {
  if (meeting === undefined || stored === undefined) return true;
  const same = (one: string | null, other: string | null) => Date.parse(one ?? '') === Date.parse(other ?? '');
  const unchanged = same(meeting.starts, stored.starts) && meeting.place === stored.place && stored.subject === subject;
  return !unchanged || (meeting.ends !== null && !same(meeting.ends, stored.ends));
}

function noteOf(stored: StoredMeeting | undefined, tracking: NonNullable<Known['own']>): Told | null {
  if (!stored?.movedFrom || stored.starts === null) return null;
  return { tracking, note: `Moved from ${spanOf(stored.movedFrom, stored.starts)}.` };
}

/** On the reader's calendar: "24 to 26 November 2026", with the hour where only that is another. */
function spanOf(from: string, to: string): string {
  const [before, after] = [new Date(from), new Date(to)];
  const day = (at: Date, more: Intl.DateTimeFormatOptions) =>
    at.toLocaleDateString('en-GB', { day: 'numeric', ...more });
  const hour = (at: Date) => at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const whole = { month: 'long', year: 'numeric' } as const;
  if (day(before, whole) === day(after, whole)) return `${hour(before)} to ${hour(after)} on ${day(after, whole)}`;
  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  return `${day(before, sameMonth ? {} : whole)} to ${day(after, whole)}`;
}
