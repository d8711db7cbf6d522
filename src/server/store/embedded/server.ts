/** The server's process: starting it with our settings, and stopping it. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chown, lstat, mkdir, mkdtemp, open, readFile, rmdir, stat, truncate } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Cluster } from './cluster';
import { isAlive, readLife, readNote } from './postmaster';
import { cleanEnvironment, type Identity } from './runner';

/** sun_path holds 104 bytes on macOS, 108 on Linux, and the socket's own name needs 16 of them. */
const LONGEST_SOCKET_DIR = 85;
const LONGEST_LOG = 5_000_000;
const POLL_MS = 10;

/** Small enough for a laptop; the log and checkpoint sizes were measured with a million mails. */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '64MB',
  wal_compression: 'pglz',
  max_wal_size: '2GB',
  jit: 'off',
  // A young table grows fast; plans made without statistics of it should not live for a minute.
  autovacuum_naptime: '10s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_min_messages: 'warning',
};

/**
 * In the data directory (mode 700); where that path is too long for a socket, in a private one below the temporary
 * directory, named so that the next start finds it again. One that somebody else made there first is not trusted.
 */
export async function chooseSocketDir({ dir, identity }: Cluster): Promise<string> {
  if (Buffer.byteLength(dir) <= LONGEST_SOCKET_DIR) return dir;
  const name = createHash('sha256').update(dir).digest('hex').slice(0, 12);
  const wanted = path.join(os.tmpdir(), `threadmark-${name}`);
  const made = await mkdir(wanted, { mode: 0o700 }).then(
    () => wanted,
    async () => ((await isOurs(wanted, identity)) ? wanted : mkdtemp(`${wanted}-`)),
  );
  if (identity !== null) await chown(made, identity.uid, identity.gid);
  return made;
}

async function isOurs(dir: string, identity: Identity): Promise<boolean> {
  const there = await lstat(dir);
  const { uid, mode } = there;
  return there.isDirectory() && uid === (identity?.uid ?? process.getuid?.()) && (mode & 0o077) === 0;
}

export interface Server {
  readonly pid: number;
  running(): boolean;
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;
  lastWords(): Promise<string>;
}

/**
 * In a session of its own: Ctrl-C in the terminal must reach only us, since we still answer requests while we stop.
 * Its log goes to a file and not to a pipe, because it may outlive us.
 */
export async function spawnServer(
  cluster: Cluster,
  socketDir: string,
  extra: Readonly<Record<string, string>>,
): Promise<Server> {
  const { dir, binaries, identity } = cluster;
  const logFile = path.join(dir, 'server.log');
  const before = await trimLog(logFile);
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: socketDir, ...extra });
  const args = ['-D', dir, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const log = await open(logFile, 'a', 0o600);
  const child = spawn(path.join(binaries.root, 'bin', 'postgres'), args, {
    ...(identity ?? {}),
    cwd: dir,
    env: cleanEnvironment(),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let failure: string | null = null;
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
    child.on('error', (error) => {
      failure = error.message;
      resolve();
    });
  });
  child.unref();
  await log.close();
  return {
    pid: child.pid ?? -1,
    ended,
    running: () => failure === null && child.exitCode === null && child.signalCode === null,
    lastWords: async () => failure ?? wordsOf(child.pid, (await readFile(logFile, 'utf8')).slice(before)),
  };
}

/** The last lines of one process: a second server that starts at the same time writes to the same file. */
function wordsOf(pid: number | undefined, log: string): string {
  const lines = log.split('\n').filter((line) => !/\[\d+\]/.test(line) || line.includes(`[${pid}]`));
  return lines.join('\n').trim().split('\n').slice(-3).join(' ');
}

/** The log's length, after emptying one that grew too long. */
async function trimLog(file: string): Promise<number> {
  const size = (await stat(file).catch(() => null))?.size ?? 0;
  if (size <= LONGEST_LOG) return size;
  await truncate(file);
  return 0;
}

/** SIGINT is PostgreSQL's fast shutdown: transactions are rolled back, everything acknowledged is on disk. */
export async function stopServer(cluster: string): Promise<void> {
  const note = await readNote(cluster);
  if (note === null || (await readLife(note.pid)) !== 'running') return;
  process.kill(note.pid, 'SIGINT');
  const deadline = Date.now() + 30_000;
  while (isAlive(note.pid) && (await readLife(note.pid)) === 'running') {
    if (Date.now() > deadline) return;
    await wait(POLL_MS);
  }
  // A socket directory of its own has nothing else in it; the data directory is not empty and stays.
  if (path.resolve(note.socketDir) !== path.resolve(cluster)) await rmdir(note.socketDir).catch(() => undefined);
}
