/** Builds what changed: each target is built again only when a file that goes into it is another than last time. */
import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root, say, stop } from './console.mjs';

const inputs = {
  pages: ['src', 'assets', 'manifest.xml'],
  launchevent: ['src/launchevent', 'src/outlook', 'src/correlation', 'src/contract', 'src/client'],
  server: ['src/server', 'src/correlation', 'src/contract'],
};
const everywhere = ['webpack.config.js', 'package-lock.json', 'tsconfig.json'];

function* filesUnder(place) {
  const full = path.join(root, place);
  if (!fs.existsSync(full)) return;
  if (fs.statSync(full).isFile()) yield place;
  else for (const name of fs.readdirSync(full).sort()) yield* filesUnder(path.join(place, name));
}

function fingerprint(target) {
  const hash = crypto.createHash('sha256');
  for (const place of [...inputs[target], ...everywhere])
    for (const file of filesUnder(place)) hash.update(file).update(fs.readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

const stampOf = (target) => path.join(root, 'dist', `.${target}.stamp`);

function isBuilt(target, print) {
  return fs.existsSync(stampOf(target)) && fs.readFileSync(stampOf(target), 'utf8') === print;
}

/** `targets`: pages, launchevent, server. Stops the program with a sentence where the build fails. */
export function build(targets = Object.keys(inputs)) {
  for (const target of targets) {
    const print = fingerprint(target);
    if (isBuilt(target, print)) continue;
    say(`Building ${target} ...`);
    const webpack = path.join(root, 'node_modules', 'webpack', 'bin', 'webpack.js');
    const run = spawnSync(process.execPath, [webpack, '--mode', 'production', '--env', `only=${target}`], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    });
    if (run.status !== 0) stop(`The build of ${target} failed; the lines above say where.`);
    fs.writeFileSync(stampOf(target), print);
  }
}
