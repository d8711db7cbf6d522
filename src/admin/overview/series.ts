/** The counts as pictures and tables want them: one row a day or a span of days, one column a series. */
import type { Overview } from '../../contract/overview';

export interface Series {
  readonly name: string;
  /** Of `colours` in `Chart`; the same thing has the same colour whatever else is shown. */
  readonly colour: number;
}

export interface Grid {
  readonly series: readonly Series[];
  readonly rows: readonly { readonly label: string; readonly counts: readonly number[] }[];
}

type Method = Overview['tracked'][number]['method'];

/** In the order of their certainty, and then by who wanted it; the order of the stack. */
const methods: readonly (readonly [Method, string])[] = [
  ['header', 'Our own header'],
  ['token', 'Token'],
  ['replyTo', 'Reply'],
  ['references', 'References'],
  ['conversationIndex', 'Thread index'],
  ['conversation', 'Conversation'],
  ['meeting', 'Meeting'],
  ['smart', 'Smart matching'],
  ['folder', 'Folder'],
  ['sent', 'On sending, by rule'],
  ['hand', 'By hand'],
  ['category', 'By category'],
  ['incoming', 'On arrival, by rule'],
];

/** More bars than a screen has room for say less, not more. */
export const MOST_BARS = 31;

const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dayWords = (day: string) => DAY.format(new Date(`${day}T00:00:00Z`));

interface Bar {
  readonly label: string;
  readonly days: ReadonlySet<string>;
}

/** Days, or spans of as many days each. */
export function barsOf(days: readonly string[], most = MOST_BARS): Bar[] {
  const size = Math.ceil(days.length / most);
  const count = Math.ceil(days.length / size);
  return Array.from({ length: count }, (_, n) => {
    const part = days.slice(n * size, (n + 1) * size);
    const [first = '', last = ''] = [part[0], part.at(-1)];
    return {
      label: first === last ? dayWords(first) : `${dayWords(first)} – ${dayWords(last)}`,
      days: new Set(part),
    };
  });
}

export function trackedGrid({ days, tracked }: Overview, most = MOST_BARS): Grid {
  const used = methods.flatMap(([method, name], colour) =>
    tracked.some((one) => one.method === method) ? [{ method, name, colour }] : [],
  );
  const rows = barsOf(days, most).map(({ label, days: among }) => ({
    label,
    counts: used.map(({ method }) =>
      sum(tracked.filter((one) => one.method === method && among.has(one.day)).map(({ count }) => count)),
    ),
  }));
  return { series: used.map(({ name, colour }) => ({ name, colour })), rows };
}

const decisions = [
  ['chosen', 'Chosen by hand'],
  ['moved', 'Moved to another record'],
  ['takenBack', 'Taken back'],
] as const;

export function decidedGrid({ days, decided }: Overview, most = MOST_BARS): Grid {
  return {
    series: decisions.map(([, name], n) => ({ name, colour: [9, 1, 4][n] ?? n })),
    rows: barsOf(days, most).map(({ label, days: among }) => ({
      label,
      counts: decisions.map(([what]) => sum(decided.filter(({ day }) => among.has(day)).map((one) => one[what]))),
    })),
  };
}

const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);

export const totalOf = ({ rows }: Grid): number => sum(rows.flatMap(({ counts }) => counts));

/** “Reply 12, by hand 3”: what the picture says, in one line. */
export function gridWords(grid: Grid): string {
  const totals = grid.series.map(({ name }, n) => `${name} ${sum(grid.rows.map(({ counts }) => counts[n] ?? 0))}`);
  return totals.join(', ');
}
