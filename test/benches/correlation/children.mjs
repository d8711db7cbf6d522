/** Runs Node programs, two at a time: more would only measure each other. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../../../src/setup/console.mjs';

const AT_ONCE = 2;
const waiting = [];
let running = 0;

async function inTurn(work) {
  if (running >= AT_ONCE) await new Promise((go) => waiting.push(go));
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** Gives what the program said on standard error; its standard output goes into `into`. Throws where it fails. */
export function run(program, words, into) {
  return inTurn(
    () =>
      new Promise((done, failed) => {
        const out = fs.openSync(into, 'w');
        const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', out, 'pipe'] });
        let said = '';
        child.stderr.on('data', (chunk) => (said += chunk));
        child.on('close', (code) => {
          fs.closeSync(out);
          if (code === 0) done(said);
          else failed(new Error(`${path.basename(program)} ${words.join(' ')} ended with ${code}: ${said}`));
        });
      }),
  );
}

const SUMMARY =
  /^(\d+) mails[^]*parsing ([\d.]+) s, correlation ([\d.]+) s[^]*keeping ([\d.]+) s[^]*most memory (\d+) MB/m;
const command = process.env.THREADMARK_COMMAND ?? path.join(root, 'dist/server/cli.mjs');

/** One `threadmark replay`; its lines go into `into`. Gives the figures of its summary: seconds and megabytes. */
export async function replay(words, into) {
  const figures = SUMMARY.exec(await run(command, ['replay', ...words], into));
  if (!figures) throw new Error(`The replay of ${words.join(' ')} printed no summary.`);
  const [mails, parsing, correlation, keeping, megabytes] = figures.slice(1).map(Number);
  return { mails, parsing, correlation, keeping, megabytes };
}
