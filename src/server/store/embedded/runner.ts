/** As whom PostgreSQL runs, and running one of its programs to its end. PostgreSQL refuses to run as root. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** Null: as ourselves. */
export type Identity = { readonly uid: number; readonly gid: number } | null;

/** Shared by every service that drops its rights, so no place for data; earlier releases used it. */
const NOBODY = 65534;
/** Below 60000, where Debian and systemd give numbers out, and within the range that containers map. */
const [FIRST, COUNT] = [50_000, 9_000];

/**
 * Root lends the server to the owner of the data, else of the folder they are in, else to a user `threadmark`, else to a number
 * of this folder alone that no user has: nobody else's processes can then read the data, and no useradd is needed.
 */
export async function chooseIdentity(cluster: string): Promise<Identity> {
  if (process.getuid?.() !== 0) return null;
  for (const place of [path.join(cluster, 'PG_VERSION'), path.dirname(cluster)]) {
    const there = await stat(place).catch(() => null);
    if (there !== null && there.uid !== 0 && there.uid !== NOBODY) return { uid: there.uid, gid: there.gid };
  }
  const users = await readUsers();
  return users.find(({ name }) => name === 'threadmark') ?? ownNumber(cluster, new Set(users.map(({ uid }) => uid)));
}

function ownNumber(cluster: string, taken: ReadonlySet<number>): Identity {
  const start = createHash('sha256').update(path.resolve(cluster)).digest().readUInt32BE(0) % COUNT;
  for (let n = 0; n < COUNT; n++) {
    const uid = FIRST + ((start + n) % COUNT);
    if (!taken.has(uid)) return { uid, gid: uid };
  }
  return { uid: NOBODY, gid: NOBODY };
}

/** The same where it has a name, else the one that has one everywhere. */
export async function namedOr(identity: Identity): Promise<Identity> {
  if (identity === null || (await readUsers()).some(({ uid }) => uid === identity.uid)) return identity;
  return { uid: NOBODY, gid: NOBODY };
}

async function readUsers() {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text.split('\n').map((line) => {
    const [name = '', , uid, gid] = line.split(':');
    return { name, uid: Number(uid), gid: Number(gid) };
  });
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
