/** Installs the packages of package-lock.json where they are missing or old; does nothing, quickly, where they are there. */
import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root, say, stop } from './console.mjs';

const stampFile = path.join(root, 'node_modules', '.threadmark-installed');

/** The lock file names what is wanted; platform and Node's ABI decide which binaries were fetched for it. */
function wanted() {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'));
  const machine = `${process.platform}-${process.arch}-${process.versions.modules}`;
  return crypto.createHash('sha256').update(lock).update(machine).digest('hex');
}

function installed() {
  return fs.existsSync(stampFile) ? fs.readFileSync(stampFile, 'utf8') : null;
}

/** `npx threadmark` finds our own command without npm having to install the project into itself. */
function linkOwnCommand() {
  const bin = path.join(root, 'node_modules', '.bin', 'threadmark');
  if (process.platform === 'win32' || fs.existsSync(bin)) return;
  fs.symlinkSync('../../src/setup/threadmark.mjs', bin);
}

/**
 * `npm install` and not `npm ci`: it takes the same versions from the lock file, but does not refuse where a registry
 * does not carry the optional binaries of other platforms. `--no-save` keeps the lock file as it is.
 *
 * Stops the program with a sentence where npm cannot install. Prints on stderr only: stdout belongs to the command. */
export function install() {
  const stamp = wanted();
  if (installed() === stamp) return;
  say('Installing packages (the first time takes a minute or two) ...');
  const npm = process.env.npm_execpath
    ? { command: process.execPath, before: [process.env.npm_execpath] }
    : { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', before: [] };
  const run = spawnSync(
    npm.command,
    [...npm.before, 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: npm.before.length === 0 && process.platform === 'win32',
    },
  );
  if (run.status !== 0)
    stop('The packages could not be installed. Look at the lines above; a network to the npm registry is needed once.');
  fs.writeFileSync(stampFile, stamp);
  linkOwnCommand();
}
