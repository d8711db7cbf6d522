/** Keeps things in the browser's IndexedDB, which every page of our origin in the same partition shares. */
import type { Drawer, Storage } from './storage';

const SHELF = 'drawer';

/**
 * `factory` is the page's `indexedDB`, `partition` what Outlook prefixes everything kept with (`Office.context.partitionKey`,
 * may be empty). The database is opened at the first step.
 */
export function makeDatabaseStorage(factory: IDBFactory, partition: string): Storage {
  const name = `${partition}threadmark`;
  const held: { database: Promise<IDBDatabase> | null } = { database: null };
  const forget = () => void (held.database = null);
  const open = () => {
    held.database ??= openDatabase(factory, name, forget);
    held.database.catch(forget);
    return held.database;
  };
  return { change: async (work) => runStep(await open(), work) };
}

function openDatabase(factory: IDBFactory, name: string, gone: () => void): Promise<IDBDatabase> {
  const request = factory.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(SHELF);
  return answerOf(request).then((database) => {
    database.onclose = gone;
    database.onversionchange = () => {
      database.close();
      gone();
    };
    return database;
  });
}

function runStep<T>(database: IDBDatabase, work: (drawer: Drawer) => Promise<T>): Promise<T> {
  const transaction = database.transaction(SHELF, 'readwrite');
  const written = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('The step was called off.'));
  });
  const worked = work(drawerOf(transaction.objectStore(SHELF))).catch((error: unknown) => {
    callOff(transaction);
    throw error;
  });
  /** What `work` threw is told before the abort that follows from it; a full disk is told by the abort alone. */
  return worked.then(
    (result) => written.then(() => result),
    (error: unknown) => written.catch(() => undefined).then(() => Promise.reject(error as Error)),
  );
}

function callOff(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch (error) {
    if ((error as DOMException).name !== 'InvalidStateError') throw error; // it ended by itself
  }
}

const drawerOf = (shelf: IDBObjectStore): Drawer => ({
  get: (key) => answerOf(shelf.get(key) as IDBRequest<unknown>),
  put: (key, value) => answerOf(shelf.put(value, key)).then(() => undefined),
  delete: (key) => answerOf(shelf.delete(key)),
  keys: (prefix) =>
    answerOf(shelf.getAllKeys(IDBKeyRange.bound(prefix, `${prefix}\uffff`))).then((keys) => keys as string[]),
});

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as DOMException);
  });
