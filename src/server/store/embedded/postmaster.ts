/** Reads and, where it lies, corrects the note a running PostgreSQL leaves in its data directory. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Lines of postmaster.pid (PostgreSQL's miscadmin.h): pid, data directory, start, port, socket directory, address, key, status. */
export interface Note {
  readonly pid: number;
  readonly port: number;
  readonly socketDir: string;
  readonly status: string;
}

export async function readNote(cluster: string): Promise<Note | null> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n').map((line) => line.trim());
  const [pid, , , port, socketDir, , , status] = lines;
  return { pid: Math.abs(Number(pid)), port: Number(port) || 5432, socketDir: socketDir ?? '', status: status ?? '' };
}

/**
 * A power cut can leave the note empty, and PostgreSQL then refuses to start. Nobody else is starting: that happens behind a
 * closed door. Without a number in it, it never belonged to a server that got as far as writing.
 */
export async function clearEmptyNote(cluster: string): Promise<void> {
  const file = path.join(cluster, 'postmaster.pid');
  if ((await readFile(file, 'utf8').catch(() => null)) === '') await rm(file, { force: true });
}

export type Life = 'running' | 'gone' | 'zombie' | 'somebody else';

/**
 * A killed postmaster whose parent does not reap (PID 1 in many containers) stays a zombie, and after a container's restart
 * its number may belong to any program; PostgreSQL takes both for a running server and refuses to start.
 */
export async function readLife(pid: number): Promise<Life> {
  if (!isAlive(pid)) return 'gone';
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return 'running';
  const [name, rest] = [
    stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
    stat.slice(stat.lastIndexOf(')') + 2),
  ];
  if (rest.startsWith('Z')) return 'zombie';
  return name === 'postgres' ? 'running' : 'somebody else';
}

/** Numbers below 1 stand for groups of processes, and for notes that cannot be read. */
export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Puts our own number where the dead one stood: PostgreSQL accepts a note of its parent as stale. The file is never deleted,
 * since its seventh line holds the key that protects against backends which still write.
 */
export async function takeOverNote(cluster: string, note: Note): Promise<void> {
  const files = [path.join(cluster, 'postmaster.pid'), path.join(note.socketDir, `.s.PGSQL.${note.port}.lock`)];
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text !== null && text.startsWith(`${note.pid}\n`)) {
      await writeFile(file, text.replace(/^\d+/, String(process.pid)));
    }
  }
}
