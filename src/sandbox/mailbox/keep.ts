/** Keeps the mailboxes in the browser, each under its own key, so that a reload finds sent mail and categories again. */
import { isListed } from './world';
import type { Mailbox, Outbound, World } from './shapes';
import type { Store } from './store';

const DATABASE = 'threadmark-sandbox';
const SHELF = 'mailboxes';
/** Raised when the shapes change: what an older version kept is then left alone and the mailboxes start afresh. */
const VERSION = 1;

export interface Kept {
  read(): Promise<World | null>;
  write(world: World): Promise<void>;
  clear(): Promise<void>;
}

export async function openKept(): Promise<Kept> {
  const database = await open();
  return {
    async read() {
      const shelf = database.transaction(SHELF).objectStore(SHELF);
      const [addresses, boxes, outside] = await Promise.all([
        done<IDBValidKey[]>(shelf.getAllKeys()),
        done<(Mailbox | Outbound[])[]>(shelf.getAll()),
        done<Outbound[] | undefined>(shelf.get('outside')),
      ]);
      const entries = addresses.map((key, i) => [String(key), boxes[i]] as const).filter(([key]) => key !== 'outside');
      if (entries.length === 0) return null;
      return { mailboxes: Object.fromEntries(entries) as World['mailboxes'], outside: outside ?? [] };
    },
    async write(world) {
      const shelf = database.transaction(SHELF, 'readwrite').objectStore(SHELF);
      const writes = Object.entries(world.mailboxes).map(([address, mailbox]) =>
        done(shelf.put(worthKeeping(mailbox), address)),
      );
      await Promise.all([...writes, done(shelf.put(world.outside, 'outside'))]);
    },
    async clear() {
      await done(database.transaction(SHELF, 'readwrite').objectStore(SHELF).clear());
    },
  };
}

const worthKeeping = (mailbox: Mailbox): Mailbox => ({ ...mailbox, items: mailbox.items.filter(isListed) });

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, VERSION);
  request.onupgradeneeded = () => void request.result.createObjectStore(SHELF);
  return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser refused to keep the mailboxes.'));
  });
}

/** Writes every change, one after the other; a change during a write is written once more afterwards. */
export function keepWriting(store: Store<World>, kept: Kept, onFailure: (error: unknown) => void): () => void {
  const state = { writing: false, again: false };
  const write = async (): Promise<void> => {
    if (state.writing) {
      state.again = true;
      return;
    }
    state.writing = true;
    do {
      state.again = false;
      await kept.write(store.get()).catch(onFailure);
    } while (state.again);
    state.writing = false;
  };
  return store.subscribe(() => void write());
}
