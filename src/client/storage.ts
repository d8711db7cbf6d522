/** The port behind which this device keeps what must not be lost: letters, leases, what was known last. */

/** One atomic look into the storage. Values are plain data and never changed in place. */
export interface Drawer {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  /** Sorted. */
  keys(prefix: string): Promise<readonly string[]>;
}

export interface Storage {
  /**
   * Runs `work` as one step: all of it or nothing, and no other step of any page in between. `work` may wait for the
   * drawer alone: IndexedDB closes a transaction that has nothing to do. Rejects with what the storage says (a
   * `QuotaExceededError` where it is full), or with what `work` threw.
   */
  change<T>(work: (drawer: Drawer) => Promise<T>): Promise<T>;
}

/** The part that belongs to one user: nobody who opens the same Outlook later reads it or sends it in their own name. */
export function belongingTo(storage: Storage, address: string): Storage {
  const mine = `${address.toLowerCase()}/`;
  return { change: (work) => storage.change((drawer) => work(under(drawer, mine))) };
}

const under = (drawer: Drawer, prefix: string): Drawer => ({
  get: (key) => drawer.get(prefix + key),
  put: (key, value) => drawer.put(prefix + key, value),
  delete: (key) => drawer.delete(prefix + key),
  keys: (start) => drawer.keys(prefix + start).then((keys) => keys.map((key) => key.slice(prefix.length))),
});
