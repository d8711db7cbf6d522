/** Chance with a seed (mulberry32): a failing round is run again by its number. */
export interface Chance {
  /** 0 up to 1. */
  readonly next: () => number;
  readonly below: (limit: number) => number;
  readonly happens: (share: number) => boolean;
  readonly uuid: () => string;
}

export function makeChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const word = () => ((next() * 2 ** 32) >>> 0).toString(16).padStart(8, '0');
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    happens: (share) => next() < share,
    uuid: () =>
      word() + word().replace(/^(.{4}).(.*)/, '-$1-4$2-8') + word().replace(/^(.{3}).*/, '$1-') + 'feed' + word(),
  };
}
