/** Time zones of a calendar: as the file itself describes them (RFC 5545 3.6.5), else by their IANA name. */
import { wallTime, type Line } from './calendarLines';

const MINUTE = 60_000;

/** Standard time or daylight saving time: since when, and by which rule it begins each year. */
interface Observance {
  readonly since: number;
  readonly until: number;
  /** Milliseconds ahead of UTC. */
  readonly offset: number;
  readonly before: number;
  readonly yearly: { readonly month: number; readonly nth: number; readonly weekday: number } | null;
}

/** Milliseconds that a wall clock is ahead of UTC; null for a zone that is not known. */
export type OffsetAt = (zone: string, wall: number) => number | null;

export function zoneReader(lines: readonly Line[]): OffsetAt {
  const zones = zonesOf(lines);
  return (name, wall) => {
    const observances = zones.get(name);
    return observances ? offsetIn(observances, wall) : offsetByName(name, wall);
  };
}

/** Exchange writes one or two; more are of no use to one event. */
const MOST_OBSERVANCES = 200;

function zonesOf(lines: readonly Line[]): Map<string, Observance[]> {
  const zones = new Map<string, Observance[]>();
  let name = '';
  let fields: Map<string, string> | null = null;
  let count = 0;
  for (const line of lines) {
    const { value } = line;
    if (line.name === 'TZID' && fields === null) name = value.trim();
    else if (line.name === 'BEGIN') fields = /^(standard|daylight)$/i.test(value) ? new Map() : null;
    else if (line.name !== 'END') fields?.set(line.name, value);
    else if (fields !== null) {
      const found = observanceOf(fields);
      if (found && ++count <= MOST_OBSERVANCES) zones.set(name, [...(zones.get(name) ?? []), found]);
      fields = null;
    }
  }
  return zones;
}

function observanceOf(fields: ReadonlyMap<string, string>): Observance | null {
  const since = wallTime(fields.get('DTSTART') ?? '');
  const [offset, before] = [offsetOf(fields.get('TZOFFSETTO')), offsetOf(fields.get('TZOFFSETFROM'))];
  if (offset === null || Number.isNaN(since)) return null;
  const rule = fields.get('RRULE') ?? '';
  const until = wallTime(/UNTIL=(\d{8}(?:T\d{6})?)/i.exec(rule)?.[1] ?? '');
  return { since, until: until || Infinity, offset, before: before ?? offset, yearly: yearlyOf(rule) };
}

function offsetOf(text: string | undefined): number | null {
  const parts = /^([+-])(\d\d)(\d\d)/.exec(text?.trim() ?? '');
  return parts && (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) * MINUTE;
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** Clocks are changed once a year, on a certain Sunday; a rule of another kind counts as its first day. */
function yearlyOf(rule: string): Observance['yearly'] {
  const month = /BYMONTH=(\d{1,2})\b/i.exec(rule)?.[1];
  const day = /BYDAY=([+-]?\d)(SU|MO|TU|WE|TH|FR|SA)\b/i.exec(rule);
  if (!/FREQ=YEARLY/i.test(rule) || month === undefined || !day) return null;
  return { month: Number(month) - 1, nth: Number(day[1]), weekday: WEEKDAYS.indexOf((day[2] ?? '').toUpperCase()) };
}

/** The one that began last counts. */
function offsetIn(observances: readonly Observance[], wall: number): number {
  let latest = -Infinity;
  let offset: number | null = null;
  for (const each of observances) {
    const began = beganBefore(each, wall);
    if (began > latest) [latest, offset] = [began, each.offset];
  }
  const first = observances.reduce((one, other) => (other.since < one.since ? other : one));
  return offset ?? first.before;
}

function beganBefore({ since, until, yearly }: Observance, wall: number): number {
  if (wall < since) return -Infinity;
  if (yearly === null) return since;
  const year = new Date(Math.min(wall, until)).getUTCFullYear();
  const hours = since % (24 * 60 * MINUTE);
  const starts = [year, year - 1].map((each) => dayOf(each, yearly) + hours);
  return starts.find((at) => at <= wall && at <= until && at >= since) ?? since;
}

function dayOf(year: number, { month, nth, weekday }: NonNullable<Observance['yearly']>): number {
  const day = 24 * 60 * MINUTE;
  if (nth > 0) {
    const first = Date.UTC(year, month, 1);
    return first + (((weekday - new Date(first).getUTCDay() + 7) % 7) + (nth - 1) * 7) * day;
  }
  const last = Date.UTC(year, month + 1, 0);
  return last - (((new Date(last).getUTCDay() - weekday + 7) % 7) + (-nth - 1) * 7) * day;
}

/** Google and Apple name zones of the IANA list; null for a name that is none. */
function offsetByName(name: string, wall: number): number | null {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: name.replace(/^\/.*\/(?=[^/]+\/[^/]+$)/, ''),
      hourCycle: 'h23',
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    });
    // Asked again at the time that the first answer makes likely: in between the clocks may have changed.
    return shownBy(format, wall - shownBy(format, wall));
  } catch {
    return null;
  }
}

function shownBy(format: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - at;
}
