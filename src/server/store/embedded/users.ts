/** Which programs use a data directory now: the last one out stops the server. One small file a program. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isAlive } from './postmaster';

const placeOf = (cluster: string) => `${cluster}.users`;

/** Several stores of one program share its number, so each has its own file. */
export async function signIn(cluster: string, ticket: string): Promise<void> {
  await mkdir(placeOf(cluster), { recursive: true });
  const text = JSON.stringify({ pid: process.pid, born: await birthOf(process.pid) });
  await writeFile(path.join(placeOf(cluster), ticket), text);
}

/** True where nobody else is left. Tickets of programs that died are torn up. */
export async function signOut(cluster: string, ticket: string): Promise<boolean> {
  await rm(path.join(placeOf(cluster), ticket), { force: true });
  const others = await readdir(placeOf(cluster)).catch(() => []);
  const living = await Promise.all(others.map((other) => livesOrGoes(path.join(placeOf(cluster), other))));
  return !living.includes(true);
}

async function livesOrGoes(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return false;
  const { pid, born } = parseTicket(text);
  if (isAlive(pid) && (await birthOf(pid)) === born) return true;
  await rm(file, { force: true });
  return false;
}

/** A ticket that is being written counts for nobody; its writer connects only afterwards. */
function parseTicket(text: string): { pid: number; born: string } {
  try {
    return JSON.parse(text) as { pid: number; born: string };
  } catch {
    return { pid: -1, born: '' };
  }
}

/** When a process began, in the kernel's ticks (proc(5), field 22): a number that was given again is another program. */
async function birthOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
