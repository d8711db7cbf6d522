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
  /** Writes what changed since the last time; true where anything did. */
  write(world: World): Promise<boolean>;
  /** From now on this counts as written: another tab wrote it. */
  accept(world: World): void;
  clear(): Promise<void>;
}

export async function openKept(): Promise<Kept> {
  const database = await open();
  /** By key: what lies there, as the page holds it. */
  const written = new Map<string, Mailbox | readonly Outbound[]>();
  return {
    read: () => readWorld(database.transaction(SHELF).objectStore(SHELF)),
    async write(world) {
      const changed = entriesOf(world).filter(([key, value]) => !sameWorth(written.get(key), value));
      if (changed.length === 0) return false;
      const shelf = database.transaction(SHELF, 'readwrite').objectStore(SHELF);
      await Promise.all(changed.map(([key, value]) => done(shelf.put(worthKeeping(value), key))));
      for (const [key, value] of changed) written.set(key, value);
      return changed.length > 0;
    },
    accept(world) {
      for (const [key, value] of entriesOf(world)) written.set(key, value);
    },
    async clear() {
      written.clear();
      await done(database.transaction(SHELF, 'readwrite').objectStore(SHELF).clear());
    },
  };
}

const OUTSIDE = 'outside';

async function readWorld(shelf: IDBObjectStore): Promise<World | null> {
  const [keys, values] = await Promise.all([
    done<IDBValidKey[]>(shelf.getAllKeys()),
    done<(Mailbox | Outbound[])[]>(shelf.getAll()),
  ]);
  if (keys.length === 0) return null;
  const { [OUTSIDE]: outside, ...mailboxes } = Object.fromEntries(keys.map((key, i) => [String(key), values[i]]));
  return { mailboxes: mailboxes as World['mailboxes'], outside: (outside ?? []) as readonly Outbound[] };
}

const entriesOf = (world: World): [key: string, value: Mailbox | readonly Outbound[]][] =>
  Object.entries({ ...world.mailboxes, [OUTSIDE]: world.outside });

const worthKeeping = (value: Mailbox | readonly Outbound[]): Mailbox | readonly Outbound[] =>
  'items' in value ? { ...value, items: value.items.filter(isListed) } : value;

/** Nothing to write: a change on a draft that no list shows costs a copy of the whole mailbox otherwise, at every letter typed. */
function sameWorth(before: Mailbox | readonly Outbound[] | undefined, after: Mailbox | readonly Outbound[]): boolean {
  if (before === after) return true;
  if (before === undefined || !('items' in before) || !('items' in after)) return false;
  const [old, now] = [before.items.filter(isListed), after.items.filter(isListed)];
  return (
    before.roaming === after.roaming &&
    before.masterCategories === after.masterCategories &&
    old.length === now.length &&
    old.every((item, at) => item === now[at])
  );
}

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
export function keepWriting(
  store: Store<World>,
  kept: Kept,
  on: { wrote: () => void; failed: (error: unknown) => void },
): () => void {
  const state = { writing: false, again: false };
  const write = async (): Promise<void> => {
    state.again = true;
    if (state.writing) return;
    state.writing = true;
    while (state.again) {
      state.again = false;
      await kept.write(store.get()).then((any) => any && on.wrote(), on.failed);
    }
    state.writing = false;
  };
  return store.subscribe(() => void write());
}
