/** Keeps things while the page lives: where the browser lets us keep nothing longer. */
import type { Drawer, Storage } from './storage';

export function makeMemoryStorage(): Storage {
  const held = { values: new Map<string, unknown>(), last: Promise.resolve() as Promise<unknown> };
  const step = async <T>(work: (drawer: Drawer) => Promise<T>): Promise<T> => {
    const copy = new Map(held.values);
    const result = await work(drawerOf(copy));
    held.values = copy;
    return result;
  };
  return {
    change(work) {
      const done = held.last.then(() => step(work));
      held.last = done.catch(() => undefined); // told to whoever asked; the next step begins all the same
      return done;
    },
  };
}

const drawerOf = (values: Map<string, unknown>): Drawer => ({
  get: async (key) => values.get(key),
  put: async (key, value) => void values.set(key, value),
  delete: async (key) => void values.delete(key),
  keys: async (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)).sort(),
});
