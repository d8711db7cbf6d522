/** Words for the person at the terminal, and where the project lies. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

export function stop(sentence, code = 1) {
  say(sentence);
  process.exit(code);
}

export function requireNode20() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    stop(`Threadmark needs Node 20 or newer; this is ${process.version}. Install it from nodejs.org and try again.`);
}
