/** Whether anything can be stored at the moment: what the last writes met, and what the disk and the database say themselves. */
import { statfs } from 'node:fs/promises';
import { Problem } from '../../contract/problems';

type Query = (text: string) => Promise<readonly { readonly writes: boolean }[]>;

export interface WriteWatch {
  /** Remembers how this write ended. */
  readonly watched: <T>(write: Promise<T>) => Promise<T>;
  readonly mayWrite: (query: Query) => Promise<boolean>;
}

/** Below so many free bytes PostgreSQL cannot even begin a new segment of its log (16 MB). */
const LEAST_FREE = 32 * 1024 * 1024;
/** A write that met a full disk counts for so long where no other has succeeded since. */
const REMEMBERED_MS = 30_000;

/** Writes into the log of the database and nowhere else, unless it is read-only. */
const PROBE = `select current_setting('transaction_read_only') = 'off'
and pg_logical_emit_message(true, 'threadmark', repeat('x', 8192)) is not null as writes`;

/** `dataDir`: of the embedded database, whose disk we can look at. */
export function watchWrites(dataDir: string | null): WriteWatch {
  const state = { failedAt: -Infinity };
  return {
    watched: async (write) => {
      try {
        const result = await write;
        state.failedAt = -Infinity;
        return result;
      } catch (error) {
        if (isFull(error)) state.failedAt = performance.now();
        throw error;
      }
    },
    mayWrite: async (query) => {
      if (dataDir !== null && (await hasRoom(dataDir)) === false) return false;
      if (performance.now() - state.failedAt < REMEMBERED_MS) return false;
      return query(PROBE).then(
        ([row]) => row?.writes === true,
        (error: { readonly code?: string }) => refuse(error),
      );
    },
  };
}

const isFull = (error: unknown) => error instanceof Problem && error.code === 'storeFull';

/** Class 53: insufficient resources; 58: the system below; 25006: read-only. A missing right (42501) says nothing about the disk. */
function refuse(error: { readonly code?: string }): boolean {
  const code = error.code ?? '';
  if (/^(53(?!300)|58|25006)/.test(code)) return false;
  if (code === '42501' || code === '42883') return true;
  throw error;
}

async function hasRoom(dataDir: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(dataDir);
  return bavail * bsize > LEAST_FREE;
}
