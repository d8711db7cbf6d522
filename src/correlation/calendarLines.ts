/** The lines of a calendar (RFC 5545 3.1). */

/** One property: its name and parameters in capitals, its value as written. */
export interface Line {
  readonly name: string;
  readonly params: ReadonlyMap<string, string>;
  readonly value: string;
}

/** A meeting has some hundred lines; a stranger may send as many as they like. */
const LONGEST = 400_000;
const MOST_LINES = 8_000;

/** Folded lines are joined (RFC 5545 3.1). */
export function linesOf(text: string): Line[] {
  const unfolded = text.slice(0, LONGEST).replace(/\r?\n[ \t]/g, '');
  return unfolded
    .split(/\r?\n/, MOST_LINES)
    .map(lineOf)
    .filter((line) => line !== null);
}

const PARAM = /;([A-Za-z0-9-]{1,60})=("[^"]*"|[^;:"]*)/y;

function lineOf(text: string): Line | null {
  const name = /^[A-Za-z0-9-]{1,60}/.exec(text)?.[0];
  if (name === undefined) return null;
  const params = new Map<string, string>();
  let at = name.length;
  PARAM.lastIndex = at;
  for (let param = PARAM.exec(text); param; param = PARAM.exec(text)) {
    params.set((param[1] ?? '').toUpperCase(), (param[2] ?? '').replaceAll('"', ''));
    at = PARAM.lastIndex;
  }
  return text[at] === ':' ? { name: name.toUpperCase(), params, value: text.slice(at + 1) } : null;
}

const TIME = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/;

/** Milliseconds of the digits, as if they were UTC; NaN where they are no time. */
export function wallTime(value: string): number {
  const parts = TIME.exec(value.trim());
  if (!parts) return NaN;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  return Date.UTC(year as number, (month as number) - 1, day, hour, minute, second);
}
