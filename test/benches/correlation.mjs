/**
 * `npm run bench:correlation [FOLDER] [--only NAME,..] [--variant NAME,..] [--json] [--write]`: is the engine right on real mail?
 * Replays every archive of the folder (else of ../shared/data/threads) in all variants, prints our figures beside the baselines that
 * come with the data, and says which of the promised figures are kept (THREADMARK_COMMAND names another build of the command). `--variant` takes names from the tables below, also `tokens` and
 * `scale`; `--write` keeps the tables in CORRELATION.md. Ends with 1 where a promise is not kept.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as prettier from 'prettier';
import { root, say, stop } from '../../src/setup/console.mjs';
import { findArchives, findTools } from './correlation/archives.mjs';
import { makeBench } from './correlation/measure.mjs';
import { makeReliability } from './correlation/reliability.mjs';
import { asMarkdown, asText, tables } from './correlation/report.mjs';
import { measureScale } from './correlation/scale.mjs';
import { countAccidents, measureTokens } from './correlation/tokens.mjs';
import { VARIANTS } from './correlation/variants.mjs';
import { judge, judgeBands, judgeCost, judgeScale, judgeTokens } from './correlation/wanted.mjs';

function readOptions(words) {
  const options = { folder: null, only: [], variants: [], json: false, write: false };
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--json') options.json = true;
    else if (word === '--write') options.write = true;
    else if (word === '--only') options.only = (rest.shift() ?? '').split(',');
    else if (word === '--variant') options.variants = (rest.shift() ?? '').split(/,(?! )/);
    else if (word.startsWith('--')) stop(`There is no option ${word}.`, 2);
    else options.folder = word;
  }
  return options;
}

/** The variants asked for, and those which their promises compare with. */
function chosen(names) {
  if (names.length === 0) return VARIANTS;
  const asked = VARIANTS.filter(({ name }) => names.includes(name));
  return VARIANTS.filter((one) => asked.includes(one) || asked.some(({ beside }) => beside === one.name));
}

const wants = ({ variants }, name) => variants.length === 0 || variants.includes(name);

async function measureAll(options, { archives, bench, reliability }) {
  const rows = [];
  for (const archive of archives) {
    say(`${archive.name} ...`);
    const work = chosen(options.variants).flatMap((variant) =>
      variant.views
        .filter((view) => view in archive.views)
        .map(async (view) => ({ variant, row: await bench.measure(archive, variant, view) })),
    );
    for (const { variant, row } of await Promise.all(work)) {
      if (variant.reliability) reliability.add(archive, row.answers);
      rows.push(row);
    }
  }
  return rows;
}

/** The archives, and the raw mails of other projects' tests where they came along. */
function realSubjects({ archives, tools, temp }) {
  const packed = path.join(tools, 'fixtures.tar.gz');
  const files = archives.map(({ file }) => file);
  if (!fs.existsSync(packed)) return files;
  spawnSync('tar', ['-xzf', packed, '-C', temp], { stdio: 'inherit' });
  const unpacked = path.join(temp, 'fixtures');
  return fs.existsSync(unpacked) ? [...files, unpacked] : files;
}

async function measureEverything(options, { archives, tools, temp }) {
  const bench = makeBench({ tools, temp });
  const reliability = makeReliability();
  const rows = await measureAll(options, { archives, bench, reliability });
  const tokens = wants(options, 'tokens') ? await measureTokens({ harder: bench.harder, tools, temp }, archives) : [];
  const subjects = realSubjects({ archives, tools, temp });
  const accidents = wants(options, 'tokens') ? await countAccidents(subjects, temp) : null;
  const scale = wants(options, 'scale') ? await measureScale({ tools, temp }, archives) : [];
  const judged = [
    ...judge(archives, rows),
    ...judgeCost(rows),
    ...judgeTokens(tokens, accidents),
    ...judgeScale(scale),
    ...judgeBands(reliability.bands()),
  ];
  return { rows, tokens, accidents, scale, reliability: reliability.rows(), judged };
}

async function keep(text, words) {
  const head = [
    '# Correlation, measured on real mail',
    '',
    `Last run: ${new Date().toISOString().slice(0, 10)}, \`npm run bench:correlation${words.map((word) => ` ${word}`).join('')}\`,`,
    `Node ${process.versions.node}, ${os.availableParallelism()} processors, load ${os.loadavg()[1].toFixed(1)}. The archives, the score and the baselines are described beside the data.`,
    'What stands in the way of a promise that is missed is shown mail by mail in CORRELATION-MISSES.md.',
    'P lenient leaves out what the truth itself leaves open; *parent* is the share of positives whose very parent was named.',
    '',
  ].join('\n');
  const formatted = await prettier.format(`${head}\n${text}`, { parser: 'markdown' });
  fs.writeFileSync(path.join(root, 'test/benches/CORRELATION.md'), formatted);
}

async function print(result, options, words) {
  const shown = tables(result);
  if (options.json) console.log(JSON.stringify(result));
  else console.log(shown.map(asText).join('\n'));
  if (options.write) await keep(shown.map(asMarkdown).join('\n'), words);
}

const words = process.argv.slice(2);
const options = readOptions(words);
const folder = options.folder ?? path.join(root, '../shared/data/threads');
const { archives, left } = findArchives(folder, options.only);
const tools = findTools(folder) ?? findTools(path.join(root, '../shared/data/threads'));
for (const { name } of left) say(`${name} has no truth beside it and is left out.`);

if (archives.length === 0 || tools === null) {
  const what = archives.length === 0 ? 'no archive with its truth' : 'no score.mjs';
  say(`There is ${what} in ${options.folder ?? 'the shared data'}, so nothing can be measured here.`);
  process.exitCode = options.folder === null ? 0 : 2;
} else {
  const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'threadmark-correlation-'));
  try {
    const result = await measureEverything(options, { archives, tools, temp });
    await print(result, options, words);
    process.exitCode = result.judged.every(({ ok }) => ok) ? 0 : 1;
  } finally {
    fs.rmSync(temp, { recursive: true });
  }
}
