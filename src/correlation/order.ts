/** Which match comes first. Threads compete by their best evidence; inside a thread the nearest mail wins. */
import type { Candidate } from './mail';
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
  newest: Candidate;
}

/** Stable: ends in the ids, never in the order of the input; in those of the mails first, which do not tell what arrived when. */
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
  const { candidate } = match;
  const known = threads.get(candidate.threadId);
  if (!known) {
    threads.set(candidate.threadId, { power, rank, distance, newest: candidate });
    return;
  }
  if (power > known.power || (power === known.power && rank < known.rank)) {
    known.power = power;
    known.rank = rank;
  }
  known.distance = Math.min(known.distance, distance);
  if (newestFirst(candidate, known.newest) < 0) known.newest = candidate;
}

function compareThreads(a: Thread, b: Thread): number {
  return b.power - a.power || a.rank - b.rank || a.distance - b.distance || newestFirst(a.newest, b.newest);
}

/** Usable evidence first, then the nearest, then the newest. */
function compareWithin(a: Ranked, b: Ranked): number {
  const usable = Number(b.power > 0) - Number(a.power > 0);
  return usable || a.distance - b.distance || newestFirst(a.match.candidate, b.match.candidate);
}

function newestFirst(a: Candidate, b: Candidate): number {
  return (
    compareText(b.sentAt, a.sentAt) || compareText(b.messageId, a.messageId) || compareText(b.activityId, a.activityId)
  );
}
