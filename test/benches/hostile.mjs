/**
 * `npm run bench:hostile [--only TEXT] [--json]`: does any field of a mail take more than its share of time as it grows?
 * Fills each field with 0.6, 1.2, 5 and 10 MB and replays ten megabytes of such mails with the built command (THREADMARK_COMMAND names another), so that work which
 * is linear takes the same time each run. Prints seconds for parsing and for correlation, and how much longer one mail takes when
 * the field doubles. Ends with 1 where that is more than 2.5 times as long.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root, say, stop } from '../../src/setup/console.mjs';
import { FIELDS } from './hostile/fields.mjs';

const MOST = 2.5;
const TOTAL = 10_000_000;
/** Mails a run: the more, the smaller each. */
const COUNTS = [16, 8, 2, 1];
/** Below it, the clock and the start of the engine decide. */
const SHORTEST = 0.3;
const ATTEMPTS = 5;

const words = process.argv.slice(2);
const only = words.includes('--only') ? (words[words.indexOf('--only') + 1] ?? '') : '';
const names = Object.keys(FIELDS).filter((name) => name.includes(only));
if (names.length === 0) stop(`No field is called ${only}; there are: ${Object.keys(FIELDS).join(', ')}.`, 2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'threadmark-hostile-'));
const file = path.join(folder, 'hostile.mbox');

/** Seconds of parsing and correlation for `count` mails of together ten megabytes. */
function run(name, count) {
  const mail = `From a Mon May  4 09:00:00 2026\n${FIELDS[name](TOTAL / count)}\n`;
  fs.writeFileSync(file, mail.repeat(count));
  const command = process.env.THREADMARK_COMMAND ?? path.join(root, 'dist/server/cli.mjs');
  const { stderr, status } = spawnSync(process.execPath, [command, 'replay', file], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 300_000,
  });
  const found = /parsing ([\d.]+) s, correlation ([\d.]+) s/.exec(stderr);
  if (status !== 0 || !found) stop(`The replay failed on ${name}: ${stderr}`);
  return { parsing: Number(found[1]), correlation: Number(found[2]) };
}

/** How much longer a mail of twice the size takes, at worst. */
function factor(runs, figure) {
  const times = runs.map((one) => Math.max(one[figure], SHORTEST));
  const doublings = (i) => Math.log2(COUNTS[i - 1] / COUNTS[i]);
  return Math.max(...times.slice(1).map((time, i) => 2 * (time / times[i]) ** (1 / doublings(i + 1))));
}

/**
 * One try that is good is believed. Else the middle one of five: other work on the machine adds to some, and whether the
 * collector of garbage comes in a run at all makes a third of it.
 */
function measure(name) {
  const tries = [COUNTS.map((count) => run(name, count))];
  const middle = (figure) => median(tries.map((runs) => factor(runs, figure)));
  const worst = () => Math.max(middle('parsing'), middle('correlation'));
  if (worst() > MOST) while (tries.length < ATTEMPTS) tries.push(COUNTS.map((count) => run(name, count)));
  return { runs: tries.at(-1), parsing: middle('parsing'), correlation: middle('correlation') };
}

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

const json = words.includes('--json');
if (!json)
  say(
    'Seconds for ten megabytes of mails whose one field holds 0.6, 1.2, 5 and 10 MB; linear work takes the same time each run.',
  );
const results = {};
for (const name of names) {
  results[name] = measure(name);
  if (!json) say(line(name, results[name]));
}
fs.rmSync(folder, { recursive: true });
const broken = names.filter((name) => results[name].parsing > MOST || results[name].correlation > MOST);
if (json) console.log(JSON.stringify({ results, broken }));
else if (broken.length > 0) say(`Not kept: ${broken.join('; ')}.`);
else say(`Kept: no field takes more than ${MOST} times as long when it doubles.`);
process.exitCode = broken.length > 0 ? 1 : 0;

function line(name, { runs, ...factors }) {
  const figures = ['parsing', 'correlation'].map((figure) => {
    const seconds = runs.map((one) => one[figure].toFixed(2)).join(' ');
    return `${figure} ${seconds} (x ${factors[figure].toFixed(1)} when doubled)`;
  });
  return `${name.padEnd(36)} ${figures.join(', ')}`;
}
