/** One value, who wants to hear of its changes, and whatever has to be told of every one. */
export interface Store<T> {
  get(): T;
  update(change: (value: T) => T): void;
  /** The same, but whoever listens hears of a burst of changes once, after it: an add-in does not wait for the page to be painted. */
  updateQuietly(change: (value: T) => T): void;
  subscribe(listener: () => void): () => void;
}

/** Milliseconds: one frame. */
const BURST = 16;

export function makeStore<T>(initial: T): Store<T> {
  const held = { value: initial, untold: false };
  const listeners = new Set<() => void>();
  const tell = () => {
    held.untold = false;
    for (const listener of [...listeners]) listener();
  };
  const set = (change: (value: T) => T) => {
    const next = change(held.value);
    const changed = !Object.is(next, held.value);
    held.value = next;
    return changed;
  };
  return {
    get: () => held.value,
    update(change) {
      if (set(change)) tell();
    },
    updateQuietly(change) {
      if (!set(change) || held.untold) return;
      held.untold = true;
      setTimeout(() => held.untold && tell(), BURST);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
