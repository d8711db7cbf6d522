/**
 * `npm run bench [FOLDER] [--json]`: what replaying an archive costs. Replays every mbox of the folder (else of ../shared/data/threads,
 * else 20,000 mails made here) with the built command, and prints mails a second, the time for parsing, for correlation (from the
 * mail to its decision) and for keeping what is tracked, what the second is of the first, without and with the third, and the most
 * memory. Ends with 1 where a promised figure is not kept.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root, stop } from '../../src/setup/console.mjs';

const PROMISED = { mailsPerSecond: 20_000 / 60, ratio: 1 / 3 };
const words = process.argv.slice(2);
const json = words.includes('--json');
const given = words.find((word) => !word.startsWith('--'));

/** The archives of a folder, by name. */
function archivesIn(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => /\.mbox(\.gz)?$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

/** Mails of an office year: threads of one to twelve, every reply with its references, bodies of a few kilobytes. Always the same. */
function makeMails(count) {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'threadmark-bench-')), 'made.mbox');
  const out = fs.openSync(file, 'w');
  let state = 1;
  const roll = (below) => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % below;
  const open = [];
  for (let n = 1; n <= count; n++) {
    if (open.length < 200 || roll(4) === 0) open.push({ topic: `Matter ${n} of the ${n % 31}. day`, ids: [] });
    const thread = open[roll(open.length)];
    fs.writeSync(out, oneMail(thread, n, roll));
    if (thread.ids.length > roll(12)) open.splice(open.indexOf(thread), 1);
  }
  fs.closeSync(out);
  return file;
}

function oneMail(thread, n, roll) {
  const id = `<${n}.${roll(1e9).toString(36)}@mail${n % 7}.contoso.example>`;
  const headers = [
    'From sender Mon May  4 09:00:00 2026',
    `Received: from a by b; Mon, 4 May 2026 09:00:00 +0200`,
    `From: Person ${n % 97} <p${n % 97}@contoso.example>`,
    `To: Desk <desk@northwind.example>, p${roll(97)}@contoso.example`,
    `Subject: ${thread.ids.length ? 'Re: ' : ''}${thread.topic}`,
    `Date: Mon, 4 May 2026 09:00:00 +0200`,
    `Message-ID: ${id}`,
    ...(thread.ids.length ? [`In-Reply-To: ${thread.ids.at(-1)}`, `References: ${thread.ids.join('\n ')}`] : []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
  ];
  thread.ids.push(id);
  return `${headers.join('\n')}\n\n${`A line of text as people write it, number ${roll(1000)}.\n`.repeat(5 + roll(60))}\n`;
}

/** One run of the built command; the figures stand in its summary. */
function replay(files) {
  const start = performance.now();
  const child = spawn(process.execPath, [path.join(root, 'dist/server/cli.mjs'), 'replay', ...files], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  return new Promise((done) => {
    child.on('close', (code) => {
      const found =
        /^(\d+) mails[^]*parsing ([\d.]+) s, correlation ([\d.]+) s[^]*keeping ([\d.]+) s[^]*most memory (\d+) MB/m.exec(
          said,
        );
      if (code !== 0 || !found) stop(`The replay failed: ${said}`);
      const [mails, parsing, correlation, keeping, megabytes] = found.slice(1).map(Number);
      const seconds = (performance.now() - start) / 1000;
      done({
        mails,
        seconds,
        mailsPerSecond: mails / seconds,
        parsing,
        correlation,
        keeping,
        ratio: correlation / parsing,
        ratioWithKeeping: (correlation + keeping) / parsing,
        megabytes,
      });
    });
  });
}

const folder = given ?? path.join(root, '../shared/data/threads');
const archives = archivesIn(folder);
if (given && archives.length === 0) stop(`There is no mbox in ${given}.`, 2);
const files = archives.length > 0 ? archives : [makeMails(20_000)];
const results = {};
for (const file of files) results[path.basename(file).replace(/\.mbox(\.gz)?$/, '')] = await replay([file]);
if (files.length > 1) results['all in one run'] = await replay(files);
if (archives.length === 0) fs.rmSync(path.dirname(files[0]), { recursive: true });

const whole = Object.values(results).at(-1);
const broken = [
  whole.mailsPerSecond < PROMISED.mailsPerSecond && 'fewer than 20,000 mails a minute',
  whole.ratio >= PROMISED.ratio && 'correlation costs a third of parsing or more',
].filter(Boolean);
if (json) console.log(JSON.stringify({ source: archives.length > 0 ? 'archives' : 'made', results, broken }));
else {
  console.log(
    archives.length > 0
      ? `Replaying ${archives.length} archives of ${given ?? 'the shared data'}:`
      : 'No archives here: replaying 20,000 mails made for this run.',
  );
  console.table(
    Object.fromEntries(
      Object.entries(results).map(([name, r]) => [
        name,
        {
          mails: r.mails,
          'mails/s': Math.round(r.mailsPerSecond),
          'parsing s': r.parsing,
          'correlation s': r.correlation,
          'keeping s': r.keeping,
          ratio: Number(r.ratio.toFixed(2)),
          'with keeping': Number(r.ratioWithKeeping.toFixed(2)),
          'memory MB': r.megabytes,
        },
      ]),
    ),
  );
  console.log(
    broken.length > 0
      ? `Not kept: ${broken.join('; ')}.`
      : 'Kept: 20,000 mails in under a minute, correlation under a third of parsing.',
  );
}
process.exitCode = broken.length > 0 ? 1 : 0;
