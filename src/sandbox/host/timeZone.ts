/** The reader's time zone in the two shapes that Outlook hands to add-ins. */

const WINDOWS: Readonly<Record<string, string>> = {
  'Etc/UTC': 'UTC',
  UTC: 'UTC',
  'Europe/London': 'GMT Standard Time',
  'Europe/Berlin': 'W. Europe Standard Time',
  'Europe/Vienna': 'W. Europe Standard Time',
  'Europe/Zurich': 'W. Europe Standard Time',
  'Europe/Stockholm': 'W. Europe Standard Time',
  'Europe/Paris': 'Romance Standard Time',
  'America/New_York': 'Eastern Standard Time',
  'America/Los_Angeles': 'Pacific Standard Time',
  'Asia/Kolkata': 'India Standard Time',
  'Asia/Tokyo': 'Tokyo Standard Time',
};

/** Windows' own name where we know it, else the name the browser gives. */
export function windowsTimeZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return WINDOWS[zone] ?? zone;
}

const DAY = 86_400_000;

const ALWAYS = { from: Date.UTC(1970, 0, 1), to: Date.UTC(2100, 0, 1) };

/**
 * Stretches of equal distance to UTC, in milliseconds and minutes east of it. Day by day from two years before to two years
 * after; the outermost reach to the ends of time, because office.js throws for a date that lies in none.
 */
export function timeZoneOffsets(now: Date): { start: number; end: number; offset: number }[] {
  const first = Date.UTC(now.getUTCFullYear() - 2, 0, 1);
  const last = Date.UTC(now.getUTCFullYear() + 3, 0, 1);
  const stretches: { start: number; end: number; offset: number }[] = [];
  for (let day = first; day < last; day += DAY) {
    const offset = -new Date(day).getTimezoneOffset();
    const open = stretches.at(-1);
    if (open?.offset === offset) open.end = day + DAY;
    else stretches.push({ start: open ? day : ALWAYS.from, end: day + DAY, offset });
  }
  const newest = stretches.at(-1);
  if (newest) newest.end = ALWAYS.to;
  return stretches;
}
