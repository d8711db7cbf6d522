/** iCalendar (RFC 5545) as far as mail needs it: the first event of a calendar part. Reads what there is and never throws. */
import { linesOf, wallTime, type Line } from './calendarLines';
import { zoneReader } from './calendarZones';

export interface CalendarTime {
  /** ISO 8601 in UTC; of an all-day event midnight. */
  readonly at: string;
  readonly allDay: boolean;
  /** As the calendar names it; null for UTC and for times without a zone. */
  readonly zone: string | null;
}

export interface CalendarEvent {
  /** REQUEST, REPLY, CANCEL, COUNTER ... in capitals; empty where the calendar says none. */
  readonly method: string;
  readonly uid: string | null;
  /** Which occurrence of a series is meant. */
  readonly recurrence: CalendarTime | null;
  readonly starts: CalendarTime | null;
  readonly ends: CalendarTime | null;
  readonly summary: string;
  readonly place: string;
  readonly description: string;
  readonly organiser: { readonly address: string; readonly name: string } | null;
  readonly cancelled: boolean;
  readonly sequence: number | null;
  /** DTSTAMP. */
  readonly changedAt: string | null;
}

/** null where there is no event. */
export function readCalendar(text: string): CalendarEvent | null {
  const lines = linesOf(text);
  const begin = lines.findIndex(({ name, value }) => name === 'BEGIN' && value.toUpperCase() === 'VEVENT');
  if (begin < 0) return null;
  const first = eventFields(lines, begin + 1);
  const field = (name: string) => first.get(name) ?? null;
  const toTime = timeReader(lines);
  const method = wordOf(lines.find(({ name }) => name === 'METHOD') ?? null);
  return {
    method,
    uid: field('UID')?.value.trim() || null,
    recurrence: toTime(field('RECURRENCE-ID')),
    starts: toTime(field('DTSTART')),
    ends: toTime(field('DTEND')),
    summary: textOf(field('SUMMARY')),
    place: textOf(field('LOCATION')),
    description: textOf(field('DESCRIPTION')),
    organiser: organiserOf(field('ORGANIZER')),
    cancelled: method === 'CANCEL' || wordOf(field('STATUS')) === 'CANCELLED',
    sequence: /^\d{1,9}$/.test(field('SEQUENCE')?.value ?? '') ? Number(field('SEQUENCE')?.value) : null,
    changedAt: toTime(field('DTSTAMP'))?.at ?? null,
  };
}

/** The first of each name; what an alarm inside says is not said of the event. */
function eventFields(lines: readonly Line[], from: number): Map<string, Line> {
  const fields = new Map<string, Line>();
  let depth = 0;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] as Line;
    if (line.name === 'BEGIN') depth++;
    else if (line.name === 'END' && depth-- === 0) break;
    else if (depth === 0 && !fields.has(line.name)) fields.set(line.name, line);
  }
  return fields;
}

const wordOf = (line: Line | null) => line?.value.trim().toUpperCase() ?? '';

const textOf = (line: Line | null) =>
  (line?.value ?? '')
    .replace(/\\([nN\\;,])/g, (_whole, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign))
    .trim();

function organiserOf(line: Line | null): CalendarEvent['organiser'] {
  const address = line?.value.trim().replace(/^mailto:/i, '') ?? '';
  return address.includes('@') ? { address, name: line?.params.get('CN')?.trim() ?? '' } : null;
}

function timeReader(lines: readonly Line[]): (line: Line | null) => CalendarTime | null {
  const offsetAt = zoneReader(lines);
  return (line) => {
    const value = line?.value.trim() ?? '';
    const wall = wallTime(value);
    if (!(wall >= 0 && wall < 2.534e14)) return null;
    const allDay = !value.includes('T');
    const zone = allDay || value.endsWith('Z') ? null : (line?.params.get('TZID') ?? null);
    const offset = zone === null ? 0 : offsetAt(zone, wall);
    return offset === null ? null : { at: new Date(wall - offset).toISOString(), allDay, zone };
  };
}
