/** Work that can wait while somebody pages through their mail: done in one step when they stop. */

/** Milliseconds without anything new. */
const CALM = 400;
/** So many are no longer put off. */
const MOST = 25;

export interface Gatherer<T> {
  /** Done at once where it was calm; else together with what comes after it. */
  add(one: T): void;
  /** Resolves when everything added so far is done. */
  settle(): Promise<void>;
}

/** `work` is given what was added, in order, one call after another. What fails is not done again, and keeps nobody waiting. */
export function makeGatherer<T>(
  work: (all: readonly T[]) => Promise<void>,
  after: (milliseconds: number, run: () => void) => () => void,
): Gatherer<T> {
  const held: { calm: boolean; waiting: T[]; done: Promise<void>; callOff: () => void } = {
    calm: true,
    waiting: [],
    done: Promise.resolve(),
    callOff: () => {},
  };
  const doAll = () => {
    const all = held.waiting.splice(0);
    if (all.length > 0) held.done = held.done.then(() => work(all)).catch(() => undefined);
    return held.done;
  };
  const becomeCalm = () => {
    held.calm = true;
    void doAll();
  };
  return {
    add(one) {
      held.waiting.push(one);
      if (held.calm || held.waiting.length >= MOST) void doAll();
      held.calm = false;
      held.callOff();
      held.callOff = after(CALM, becomeCalm);
    },
    settle: doAll,
  };
}
