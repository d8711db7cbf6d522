/** Which match comes first. Threads compete by their best evidence; inside a thread the nearest mail wins. */
import type { Candidate } from './mail';
import type { Match } from './match';

export interface Ranked {
  readonly match: Match;
  /** certain 2, strong 1, weak 0. */
  readonly power: number;
  /** The smallest distance that any evidence gave it; see `far`. */
  readonly distance: number;
}

interface Thread {
  power: number;
  nearest: Ranked;
}

/** Stable: ends in the ids, never in the order of the input, nor in which mails happen to stand in one thread already. */
export function orderMatches(ranked: readonly Ranked[]): Match[] {
  if (ranked.length < 2) return ranked.map(({ match }) => match);
  const threads = new Map<string, Thread>();
  for (const one of ranked) addTo(threads, one);
  const thread = (one: Ranked) => threads.get(one.match.candidate.threadId) as Thread;
  const compare = (a: Ranked, b: Ranked) => compareThreads(thread(a), thread(b)) || compareWithin(a, b);
  return [...ranked].sort(threads.size === 1 ? compareWithin : compare).map(({ match }) => match);
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function addTo(threads: Map<string, Thread>, one: Ranked): void {
  const { threadId } = one.match.candidate;
  const known = threads.get(threadId);
  if (!known) {
    threads.set(threadId, { power: one.power, nearest: one });
    return;
  }
  known.power = Math.max(known.power, one.power);
  if (compareWithin(one, known.nearest) < 0) known.nearest = one;
}

function compareThreads(a: Thread, b: Thread): number {
  return b.power - a.power || compareWithin(a.nearest, b.nearest);
}

/** Usable evidence first, then the nearest, then the newest. */
function compareWithin(a: Ranked, b: Ranked): number {
  const usable = Number(b.power > 0) - Number(a.power > 0);
  return usable || a.distance - b.distance || newestFirst(a.match.candidate, b.match.candidate);
}

/** Equal times are settled by the ids of the mails first, which do not tell what arrived when. */
function newestFirst(a: Candidate, b: Candidate): number {
  return (
    compareText(b.sentAt, a.sentAt) || compareText(b.messageId, a.messageId) || compareText(b.activityId, a.activityId)
  );
}
