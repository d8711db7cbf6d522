/**
 * Which programs use a data directory now: the last one out stops the server. One small file a program, in a directory with
 * a door that one passes at a time, so that nobody comes in while the server is being stopped.
 */
import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from './postmaster';

const POLL_MS = 5;

const placeOf = (cluster: string) => `${cluster}.users`;
const doorOf = (cluster: string) => path.join(placeOf(cluster), '.door');

/**
 * Several stores of one program share its number, so each has its own ticket. `start` runs with the door closed: of programs
 * that begin together one makes the database and starts the server, the others find both.
 */
export async function signIn<T>(cluster: string, ticket: string, start: () => Promise<T>): Promise<T> {
  return passDoor(cluster, async () => {
    await writeTicket(path.join(placeOf(cluster), ticket));
    return start();
  });
}

/** `lastOut` runs where nobody else is left, and nobody comes in before it is done. */
export async function signOut(cluster: string, ticket: string, lastOut: () => Promise<void>): Promise<void> {
  await passDoor(cluster, async () => {
    await rm(path.join(placeOf(cluster), ticket), { force: true });
    if (!(await isAnybodyThere(cluster))) await lastOut();
  });
}

async function isAnybodyThere(cluster: string): Promise<boolean> {
  const tickets = (await readdir(placeOf(cluster))).filter((name) => !name.startsWith('.'));
  const living = await Promise.all(tickets.map((name) => livesOrGoes(path.join(placeOf(cluster), name))));
  return living.includes(true);
}

export async function passDoor<T>(cluster: string, work: () => Promise<T>): Promise<T> {
  await mkdir(placeOf(cluster), { recursive: true });
  while (!(await takeDoor(cluster))) {
    if (await livesOrGoes(doorOf(cluster))) await wait(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await rm(doorOf(cluster), { force: true });
  }
}

/** A link is there at once and with its content, and only one can make it. */
async function takeDoor(cluster: string): Promise<boolean> {
  const mine = path.join(placeOf(cluster), `.${randomUUID()}`);
  await writeTicket(mine);
  try {
    await link(mine, doorOf(cluster));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(mine, { force: true });
  }
}

async function writeTicket(file: string): Promise<void> {
  await writeFile(file, JSON.stringify({ pid: process.pid, born: await birthOf(process.pid) }));
}

/** True where its program lives; the ticket of one that died is torn up. */
async function livesOrGoes(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return false;
  const { pid, born } = parseTicket(text);
  if (isAlive(pid) && (await birthOf(pid)) === born) return true;
  await rm(file, { force: true });
  return false;
}

/** What a crash left half-written is nobody's. */
function parseTicket(text: string): { pid: number; born: string } {
  try {
    return JSON.parse(text) as { pid: number; born: string };
  } catch {
    return { pid: 0, born: '' };
  }
}

/** When a process began, in the kernel's ticks (proc(5), field 22): a number that was given again is another program. */
async function birthOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
