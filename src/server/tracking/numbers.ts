/** Which number comes next. Pure but for the question what is known of a number: the register answers it. */
import type { NumberFacts } from '../store/numbers';

const DAY = 86_400_000;

export interface Silence {
  readonly at: Date;
  /** A number is given again after so many days without a sign of it. */
  readonly activeDays: number;
}

/** What happened before this moment was too long ago to count. */
export const silentSince = (at: Date, days: number) => new Date(at.getTime() - days * DAY);

/** Neither given lately nor carried by a thread that was active lately. */
export function isFree({ heldFrom, lastActive }: NumberFacts, { at, activeDays }: Silence): boolean {
  const since = silentSince(at, activeDays);
  return [heldFrom, lastActive].every((sign) => sign === null || sign < since);
}

export interface Picking {
  /** The counter to try first. */
  readonly from: number;
  /** How many counters there are; after the highest they restart at zero. */
  readonly size: number;
  readonly count: number;
  readonly ask: (counters: readonly number[]) => Promise<readonly NumberFacts[]>;
  readonly free: (facts: NumberFacts) => boolean;
}

/** Most asks find the first number free. Then whole rows of taken ones are passed quickly. */
const FIRST_STEP = 25;
const STEP = 1000;

/** Up to `count` free counters, each once, in the order in which they come; none where every one is taken. */
export async function pickCounters({ from, size, count, ask, free }: Picking): Promise<number[]> {
  const picked: number[] = [];
  for (let tried = 0; tried < size && picked.length < count;) {
    const step = Math.min(tried === 0 ? FIRST_STEP : STEP, size - tried);
    const start = from + tried;
    const counters = Array.from({ length: step }, (_, n) => (start + n) % size);
    const facts = await ask(counters);
    picked.push(...counters.filter((_, n) => facts[n] !== undefined && free(facts[n])));
    tried += step;
  }
  return picked.slice(0, count);
}
