/** When a meeting takes place, on its reader's clock. */
import type { StoredMeeting } from '../contract/tracking';

const DAY = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
const HOUR = { hour: '2-digit', minute: '2-digit' } as const;
const A_DAY = 86_400_000;

/** "Wed, 10 Jun 2026, 10:00 to 11:00"; "Thu, 24 Dec 2026, all day". */
export function meetingTime({ starts, ends, allDay }: Pick<StoredMeeting, 'starts' | 'ends' | 'allDay'>): string {
  const from = new Date(starts ?? NaN);
  if (Number.isNaN(from.getTime())) return 'time not known';
  // Outlook begins a whole day at the reader's midnight, calendars at that of UTC.
  const zone = allDay && (starts ?? '').includes('T00:00:00') ? { timeZone: 'UTC' } : {};
  const day = (at: Date) => at.toLocaleDateString('en-GB', { ...DAY, ...zone });
  const hour = (at: Date) => at.toLocaleTimeString('en-GB', HOUR);
  // It ends at the midnight that begins the day after (RFC 5545 3.6.1).
  const to = ends === null ? null : new Date(Date.parse(ends) - (allDay ? A_DAY : 0));
  if (allDay) return to && day(to) !== day(from) ? `${day(from)} to ${day(to)}` : `${day(from)}, all day`;
  if (to === null || Number.isNaN(to.getTime()) || to <= from) return `${day(from)}, ${hour(from)}`;
  return `${day(from)}, ${hour(from)} to ${day(to) === day(from) ? '' : `${day(to)}, `}${hour(to)}`;
}
