/** Times as people read them, in the reader's own time zone. A format is made once: making it costs more than a whole list. */
const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;
const DATE = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const format = (shape: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', shape);

const formats = {
  clock: format(CLOCK),
  thisYear: format({ day: 'numeric', month: 'short' }),
  otherYear: format({ day: 'numeric', month: 'short', year: 'numeric' }),
  long: format({ weekday: 'short', ...DATE, ...CLOCK }),
  day: format({ weekday: 'long', ...DATE }),
};

export function shortTime(iso: string): string {
  const [date, now] = [new Date(iso), new Date()];
  if (date.toDateString() === now.toDateString()) return formats.clock.format(date);
  return (date.getFullYear() === now.getFullYear() ? formats.thisYear : formats.otherYear).format(date);
}

export const longTime = (iso: string): string => formats.long.format(new Date(iso));
export const dayName = (iso: string): string => formats.day.format(new Date(iso));
export const clock = (iso: string): string => formats.clock.format(new Date(iso));

/** For `<input type="datetime-local">`: local time without zone. */
export function localInput(iso: string): string {
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
