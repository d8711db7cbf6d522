/** The calendar part of a mail: which meeting it is about, and what it says of it. */
import type { Attachment as Part } from 'postal-mime';
import { readCalendar, type CalendarEvent } from '../../correlation/calendar';
import type { Meeting } from '../../correlation/mail';
import { meetingKeys } from '../../correlation/meetings';
import { decodeBlock } from './charsets';

export interface Calendar {
  readonly event: CalendarEvent;
  readonly meeting: Meeting;
  readonly description: string;
}

const isCalendar = ({ mimeType }: Part) => mimeType === 'text/calendar' || mimeType === 'application/ics';
const isFile = ({ disposition }: Part) => disposition === 'attachment';

/** null where there is none that can be read. Google and others bring it twice, once as a file. */
export function calendarOf(parts: readonly Part[]): Calendar | null {
  const calendars = parts.filter(isCalendar);
  const part = calendars.find((each) => !isFile(each)) ?? calendars[0];
  if (!part) return null;
  const { content } = part;
  const read = readCalendar(typeof content === 'string' ? content : decodeBlock(new Uint8Array(content)));
  if (read === null) return null;
  const event = { ...read, method: part.method?.toUpperCase() ?? read.method };
  return { event, meeting: meetingOf(event), description: event.description };
}

function meetingOf({ starts, ends, place, organiser, sequence, changedAt, method, cancelled }: CalendarEvent): Meeting {
  return {
    starts: starts?.at ?? null,
    ends: ends?.at ?? null,
    allDay: starts?.allDay ?? false,
    zone: starts?.zone ?? null,
    place,
    organiser,
    cancelled: cancelled || method === 'CANCEL',
    sequence,
    changedAt,
  };
}

export const meetingKeysOf = ({ event }: Calendar, subject: string): string[] =>
  meetingKeys({
    uid: event.uid,
    recurrence: event.recurrence?.at ?? null,
    title: event.summary || subject,
    starts: event.starts?.at ?? null,
  });

/** As Exchange names what a calendar sends (MS-OXCMAIL 2.2.3.2.5, MS-OXCICAL 2.1.3.1.1.1); null for anything else. */
export function meetingClass(parts: readonly Part[]): string | null {
  // What stands in a file is meant for somebody's calendar, not to be answered.
  const part = parts.find((each) => each.mimeType === 'text/calendar' && !isFile(each));
  return part?.method ? (classes[part.method.toUpperCase()] ?? null) : null;
}

const classes: Readonly<Record<string, string>> = {
  REQUEST: 'IPM.Schedule.Meeting.Request',
  ADD: 'IPM.Schedule.Meeting.Request',
  REPLY: 'IPM.Schedule.Meeting.Resp',
  COUNTER: 'IPM.Schedule.Meeting.Resp.Tent',
  DECLINECOUNTER: 'IPM.Schedule.Meeting.Resp.Neg',
  REFRESH: 'IPM.Schedule.Meeting.Resp',
  CANCEL: 'IPM.Schedule.Meeting.Canceled',
};
