/** Which match comes first. Threads compete by their best evidence; inside a thread the nearest mail wins. */
import type { Match } from './match';

export interface Ranked {
  readonly match: Match;
  /** certain 2, strong 1, weak 0. */
  readonly power: number;
  /** Place of the strategy in the registry. */
  readonly rank: number;
  /** The smallest distance that any evidence gave it. */
  readonly distance: number;
}

interface Thread {
  power: number;
  rank: number;
  distance: number;
  newest: string;
}

/** Stable: ends in the ids, never in the order of the input. */
export function orderMatches(ranked: readonly Ranked[]): Match[] {
  if (ranked.length < 2) return ranked.map(({ match }) => match);
  const threads = new Map<string, Thread>();
  for (const one of ranked) addTo(threads, one);
  if (threads.size === 1) return [...ranked].sort(compareWithin).map(({ match }) => match);
  const thread = (one: Ranked) => threads.get(one.match.candidate.threadId) as Thread;
  return [...ranked]
    .sort(
      (a, b) => compareThreads(thread(a), thread(b)) || compareText(threadOf(a), threadOf(b)) || compareWithin(a, b),
    )
    .map(({ match }) => match);
}

const threadOf = (one: Ranked) => one.match.candidate.threadId;
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function addTo(threads: Map<string, Thread>, { match, power, rank, distance }: Ranked): void {
  const { threadId, sentAt } = match.candidate;
  const known = threads.get(threadId);
  if (!known) {
    threads.set(threadId, { power, rank, distance, newest: sentAt });
    return;
  }
  if (power > known.power || (power === known.power && rank < known.rank)) {
    known.power = power;
    known.rank = rank;
  }
  known.distance = Math.min(known.distance, distance);
  if (sentAt > known.newest) known.newest = sentAt;
}

function compareThreads(a: Thread, b: Thread): number {
  return b.power - a.power || a.rank - b.rank || a.distance - b.distance || compareText(b.newest, a.newest);
}

/** Usable evidence first, then the nearest, then the newest. */
function compareWithin(a: Ranked, b: Ranked): number {
  const usable = Number(b.power > 0) - Number(a.power > 0);
  const [one, two] = [a.match.candidate, b.match.candidate];
  return (
    usable ||
    a.distance - b.distance ||
    compareText(two.sentAt, one.sentAt) ||
    compareText(two.activityId, one.activityId)
  );
}
