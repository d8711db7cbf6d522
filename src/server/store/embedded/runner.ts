/** As whom PostgreSQL runs, and running one of its programs to its end. PostgreSQL refuses to run as root. */
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** Null: as ourselves. */
export type Identity = { readonly uid: number; readonly gid: number } | null;

/** `nobody` on every Unix we know; needs no useradd. */
const NOBODY = { uid: 65534, gid: 65534 };

/**
 * Root lends the server to whoever owns the data already (a directory made by an ordinary user and now started by root),
 * otherwise to nobody.
 */
export async function chooseIdentity(cluster: string): Promise<Identity> {
  if (process.getuid?.() !== 0) return null;
  const there = await stat(path.join(cluster, 'PG_VERSION')).catch(() => null);
  return there === null || there.uid === 0 ? NOBODY : { uid: there.uid, gid: there.gid };
}

/** No PG* variable of the caller may steer the server; a fixed locale keeps its messages readable by us. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, TMPDIR } = process.env;
  return {
    LC_ALL: 'C',
    TZ: 'UTC',
    ...(PATH === undefined ? {} : { PATH }),
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
  };
}

export interface Run {
  readonly program: string;
  readonly args: readonly string[];
  readonly identity: Identity;
  readonly cwd: string;
}

/** Resolves with what it printed, rejects with its last words. */
export async function runToEnd({ program, args, identity, cwd }: Run): Promise<string> {
  const run = promisify(execFile);
  const { stdout } = await run(program, [...args], { ...(identity ?? {}), cwd, env: cleanEnvironment() });
  return stdout;
}

/** What a failed program said, for a sentence. */
export function lastWords(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  const lines = (stderr?.trim() || message || String(error)).split('\n');
  return lines.slice(-3).join(' ').trim();
}
