/** What Outlook tells of a meeting, in its mail or as an appointment; it never tells the calendar's id. */
import type { Mail, Meeting } from '../correlation/mail';
import { isMeetingMail, meetingKeys } from '../correlation/meetings';

/** As the item held it when it was opened. */
export interface MeetingFields {
  readonly itemId: unknown;
  readonly seriesId: unknown;
  readonly start: unknown;
  readonly end: unknown;
  readonly location: unknown;
  readonly isAllDayEvent: unknown;
  readonly dateTimeModified: unknown;
}

/** Nothing for mail that is about no meeting. `mailbox`: normal address of its owner. */
export function readMeeting(mail: Mail, fields: MeetingFields, mailbox: string): Pick<Mail, 'meeting' | 'meetingKeys'> {
  const isItem = mail.kind === 'appointment';
  if (!isItem && !isMeetingMail(mail.itemClass, mail.subject)) return {};
  const starts = instant(fields.start);
  const [item, series] = isItem ? [text(fields.itemId), text(fields.seriesId)] : [null, null];
  // A series is its own series, so that its occurrences meet it.
  const ids = { mailbox, item, series: series ?? item };
  return {
    meetingKeys: meetingKeys({ ...ids, title: mail.subject, starts }),
    ...(starts !== null && { meeting: meetingOf(mail, fields, starts) }),
  };
}

function meetingOf({ kind, from, itemClass }: Mail, fields: MeetingFields, starts: string): Meeting {
  const answers = /^IPM\.Schedule\.Meeting\.Resp/i.test(itemClass ?? '');
  return {
    starts,
    ends: instant(fields.end),
    allDay: fields.isAllDayEvent === true,
    zone: null,
    place: (text(fields.location) ?? '').slice(0, 1000),
    // Whoever answers did not call the meeting.
    organiser: answers ? null : from && { address: from.address.slice(0, 320), name: from.name.slice(0, 1000) },
    cancelled: /^IPM\.Schedule\.Meeting\.Canceled/i.test(itemClass ?? ''),
    sequence: null,
    changedAt: kind === 'appointment' ? instant(fields.dateTimeModified) : null,
  };
}

const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

function instant(value: unknown): string | null {
  const date = value instanceof Date || typeof value === 'string' || typeof value === 'number' ? new Date(value) : null;
  return date !== null && +date >= 0 && +date < 2.534e14 ? date.toISOString() : null;
}
