/** One value, who wants to hear of its changes, and whatever has to be told of every one. */
export interface Store<T> {
  get(): T;
  update(change: (value: T) => T): void;
  subscribe(listener: () => void): () => void;
}

export function makeStore<T>(initial: T): Store<T> {
  const held = { value: initial };
  const listeners = new Set<() => void>();
  return {
    get: () => held.value,
    update(change) {
      const next = change(held.value);
      if (Object.is(next, held.value)) return;
      held.value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
