/**
 * Bounds how much work runs at once, and shares it between lanes (organisations): a free place goes to the lane that was served
 * longest ago, so one that asks a thousand times delays another by one piece of work, not by a thousand.
 */
import { tryLater } from '../../contract/problems';

export interface FairQueueLimits {
  /** Pieces of work that run at once. */
  readonly most: number;
  /** How many of them may belong to one lane. */
  readonly mostEach: number;
  /** How many may wait in one lane; one more is the Problem `tooMany`. */
  readonly waitingEach: number;
  /** Work that has waited so long is refused with the same Problem: its asker has given up by then. */
  readonly patienceMs: number;
}

export interface FairQueue {
  /** Runs `work` in its turn. Throws the Problem `tooMany` if it cannot begin in time. */
  run<T>(lane: number, work: () => Promise<T>): Promise<T>;
  readonly running: () => number;
}

interface Lane {
  running: number;
  /** When it was served last, in turns; 0: not yet. */
  served: number;
  readonly waiting: Set<() => void>;
}

export function makeFairQueue(limits: FairQueueLimits): FairQueue {
  const lanes = new Map<number, Lane>();
  const state = { running: 0, turns: 0 };
  const isFree = (lane: Lane) => state.running < limits.most && lane.running < limits.mostEach;

  const begin = (lane: Lane) => {
    state.running += 1;
    lane.running += 1;
    lane.served = ++state.turns;
  };
  const serveNext = () => {
    const ready = [...lanes.values()].filter((lane) => lane.waiting.size > 0 && isFree(lane));
    const lane = ready.reduce<Lane | null>(
      (first, each) => (first && first.served <= each.served ? first : each),
      null,
    );
    const [go] = lane?.waiting ?? [];
    if (lane === null || go === undefined) return;
    lane.waiting.delete(go);
    begin(lane);
    go();
  };
  const finish = (name: number, lane: Lane) => {
    state.running -= 1;
    lane.running -= 1;
    serveNext();
    if (lane.running === 0 && lane.waiting.size === 0) lanes.delete(name);
  };
  const laneOf = (name: number): Lane => {
    const lane = lanes.get(name) ?? { running: 0, served: 0, waiting: new Set() };
    lanes.set(name, lane);
    return lane;
  };

  return {
    running: () => state.running,
    async run(name, work) {
      const lane = laneOf(name);
      if (isFree(lane)) begin(lane);
      else await turn(lane, limits);
      try {
        return await work();
      } finally {
        finish(name, lane);
      }
    },
  };
}

/** Resolves when this piece of work may begin, and is counted already. */
function turn({ waiting }: Lane, { waitingEach, patienceMs }: FairQueueLimits): Promise<void> {
  if (waiting.size >= waitingEach) throw tryLater('tooMany', Math.ceil(patienceMs / 2000));
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      waiting.delete(go);
      reject(tryLater('tooMany', Math.ceil(patienceMs / 1000)));
    }, patienceMs);
    const go = () => {
      clearTimeout(limit);
      resolve();
    };
    waiting.add(go);
  });
}
