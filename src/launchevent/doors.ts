/** What the handlers work with in this runtime; each part of it may be missing. */
import { makeDatabaseStorage } from '../client/databaseStorage';
import { belongingTo, type Storage } from '../client/storage';
import type { Person } from '../correlation/mail';
import { makeCallPool, type CallWords } from '../outlook/callPool';
import type { Calls } from '../outlook/calls';
import { whose } from '../outlook/whose';

export interface Doors {
  readonly calls: Calls;
  /** Milliseconds an item call may take here. */
  readonly options: { readonly limit: number };
  readonly user: Person;
  /** null in the JavaScript-only runtime of classic Outlook on Windows, which keeps nothing. */
  readonly storage: Storage | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A new UUID. */
  readonly mint: () => string;
}

const LIMIT = 1_000;

/** Nobody reads here what was refused. */
const none = () => '';
const NONE: CallWords = { silent: none, refused: () => ({ code: null, why: '' }), thrown: none };

export function makeDoors(): Doors {
  const { user, storagePrefix } = whose();
  const after = (milliseconds: number, run: () => void) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  };
  const here = typeof indexedDB === 'undefined' ? null : makeDatabaseStorage(indexedDB, storagePrefix);
  return {
    calls: makeCallPool({ after, words: NONE }),
    options: { limit: LIMIT },
    user,
    storage: here && user.address ? belongingTo(here, user.address) : null,
    now: () => Date.now(),
    mint,
  };
}

/** RFC 9562 version 4. A runtime without `crypto` is a bare one; a mark has to be unlike all others, not to be a secret. */
function mint(): string {
  if (typeof crypto !== 'undefined' && typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(Math.random() * 16).toString(16));
}
