/** A data directory of PostgreSQL: made whole or not at all, and its access rules, written afresh at each start. */
import { randomUUID } from 'node:crypto';
import { chmod, chown, lchown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { problem } from '../../../contract/problems';
import type { Binaries } from './binaries';
import { lastWords, namedOr, runToEnd, type Identity } from './runner';

/** The owner of everything in the embedded server; only migrations come as this. */
export const OWNER = 'postgres';
/** The role the product works as; it obeys row-level security. */
export const APPLICATION = 'threadmark_app';

export interface Cluster {
  readonly dir: string;
  readonly binaries: Binaries;
  readonly identity: Identity;
}

export async function ensureCluster(cluster: Cluster): Promise<void> {
  const version = await readFile(path.join(cluster.dir, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version === null) await createCluster(cluster);
  else refuseOtherMajor(version.trim(), cluster);
}

function refuseOtherMajor(found: string, { dir, binaries }: Cluster): void {
  const ours = binaries.version.split('.')[0];
  if (found === ours) return;
  const sentence = `The data in ${dir} was written by PostgreSQL ${found}, this program brings PostgreSQL ${ours}.`;
  throw problem('storeAway', `${sentence} Install the release that wrote it, or set DATABASE_URL.`);
}

/** initdb works aside and the result is renamed: a crash leaves no half directory, a lost race takes the winner's. */
async function createCluster({ dir, binaries, identity }: Cluster): Promise<void> {
  await mkdir(path.dirname(dir), { recursive: true });
  const aside = await mkdtemp(`${dir}.init-`);
  try {
    await chmod(aside, 0o700);
    // initdb alone wants a user that has a name; what it makes holds no data yet.
    const maker = await namedOr(identity);
    await handOver(aside, maker);
    await initialise(aside, binaries, maker);
    await takeOver({ dir: aside, binaries, identity });
    await rename(aside, dir).catch(ignoreTaken);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function initialise(dir: string, binaries: Binaries, identity: Identity): Promise<void> {
  const program = path.join(binaries.root, 'bin', 'initdb');
  const args = ['-D', dir, '-U', OWNER, '-E', 'UTF8', '-A', 'peer', '--no-instructions', '--data-checksums'];
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-locale'];
  await runToEnd({ program, args: [...args, ...locale], identity, cwd: dir }).catch((error: unknown) => {
    throw problem('storeAway', `A database could not be created in ${dir}: ${lastWords(error)}`);
  });
}

const handOver = async (file: string, identity: Identity) => {
  if (identity !== null) await chown(file, identity.uid, identity.gid);
};

/**
 * Data of another owner than the server's: an earlier release ran it as `nobody`. No server runs on them now. PG_VERSION comes
 * last, so that a start after a crash goes on with what was left.
 */
export async function takeOver({ dir, identity }: Cluster): Promise<boolean> {
  const version = path.join(dir, 'PG_VERSION');
  if (identity === null || (await stat(version)).uid === identity.uid) return false;
  const inside = await readdir(dir, { recursive: true });
  for (const file of [dir, ...inside.map((name) => path.join(dir, name))])
    if (file !== version) await lchown(file, identity.uid, identity.gid).catch(ignoreGone);
  await lchown(version, identity.uid, identity.gid);
  return true;
}

function ignoreGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

function ignoreTaken(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
}

/**
 * Only the user who runs this program may connect, told by the kernel (peer): no password to keep, and other processes of
 * the server's own user are refused.
 */
export async function writeAccessRules({ dir, identity }: Cluster): Promise<void> {
  const me = os.userInfo().username;
  const rules = 'local all all peer map=threadmark\n';
  const map = [OWNER, APPLICATION].map((role) => `threadmark "${me}" ${role}\n`).join('');
  for (const [name, text] of [
    ['pg_hba.conf', rules],
    ['pg_ident.conf', map],
  ] as const) {
    await replace(path.join(dir, name), text, identity);
  }
}

/** Whole or not at all: another program's server may be reading it in this moment. */
async function replace(file: string, text: string, identity: Identity): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => null)) === text) return;
  const aside = `${file}.${randomUUID()}`;
  await writeFile(aside, text, { mode: 0o600 });
  await handOver(aside, identity);
  await rename(aside, file);
}
