/** Where data and binaries lie so that the server's own user can reach them. */
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { problem } from '../../../contract/problems';
import type { StoreLog } from '../log';
import type { Binaries } from './binaries';
import { lastWords, runToEnd, type Identity } from './runner';

/** Used where the wanted directory lies below one that only root may pass (such as /root, mode 700). */
const SYSTEM_PLACE = '/var/lib/threadmark';

/** The wanted directory, or, where `nobody` could not reach it, always the same other one for it. */
export async function reachableDataDir(wanted: string, log: StoreLog): Promise<string> {
  const absolute = path.resolve(wanted);
  if (process.getuid?.() !== 0 || (await othersMayPass(absolute))) return absolute;
  const name = createHash('sha256').update(absolute).digest('hex').slice(0, 12);
  const instead = path.join(SYSTEM_PLACE, name);
  log.warn(
    `PostgreSQL may not run as root, and nobody else can reach ${absolute}. The data lies in ${instead} instead.`,
  );
  await mkdir(instead, { recursive: true, mode: 0o755 });
  return instead;
}

/** True where every existing directory on the way can be passed by everybody. */
async function othersMayPass(dir: string): Promise<boolean> {
  for (let at = dir; ; at = path.dirname(at)) {
    const there = await stat(at).catch(() => null);
    if (there !== null && (there.mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** The binaries themselves, or a copy beside the data where the server's user cannot run them in place. */
export async function runnableBinaries(binaries: Binaries, dataDir: string, identity: Identity): Promise<Binaries> {
  const own = await tryVersion(binaries, null);
  if (own !== null) {
    throw problem(
      'storeAway',
      `The PostgreSQL that came with this program does not run here (${own}); set DATABASE_URL.`,
    );
  }
  if (identity === null || (await tryVersion(binaries, identity)) === null) return binaries;
  const copy = { ...binaries, root: path.join(dataDir, `postgresql-${binaries.version}`) };
  if ((await tryVersion(copy, identity)) !== null) await copyWhole(binaries.root, copy.root);
  const still = await tryVersion(copy, identity);
  if (still === null) return copy;
  throw problem('storeAway', `PostgreSQL cannot be run as another user than root here (${still}); set DATABASE_URL.`);
}

/** Null where it runs, else why not. */
async function tryVersion(binaries: Binaries, identity: Identity): Promise<string | null> {
  const program = path.join(binaries.root, 'bin', 'postgres');
  return runToEnd({ program, args: ['--version'], identity, cwd: '/' }).then(() => null, lastWords);
}

/** Copied aside and renamed, so that a half copy is never taken for a whole one. */
async function copyWhole(from: string, to: string): Promise<void> {
  const aside = await mkdtemp(`${to}.copy-`);
  await chmod(aside, 0o755);
  await cp(from, aside, { recursive: true, verbatimSymlinks: true });
  await rm(to, { recursive: true, force: true });
  await rename(aside, to).catch(() => rm(aside, { recursive: true, force: true }));
}
