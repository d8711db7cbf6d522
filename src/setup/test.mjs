/** `npm test`: everything that can be proved on this machine, in the order in which a mistake is cheapest to see. */
import { execFile, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { requireNode20, root, say } from './console.mjs';
import { install } from './install.mjs';

requireNode20();
install();

const tool = (...parts) => path.join(root, 'node_modules', ...parts);
const count = { passed: 0, failed: 0 };

/** Servers, databases and browsers leave folders behind; they go together. Whoever the database runs as passes through. */
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'threadmark-'));
fs.chmodSync(scratch, 0o755);
process.env.TMPDIR = scratch;

function runs(title, words, env = {}) {
  say(`\n── ${title}`);
  const started = Date.now();
  const run = spawnSync(process.execPath, words, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
  });
  say(`   ${seconds(started)}`);
  return run.status === 0;
}

const seconds = (started) => `${((Date.now() - started) / 1000).toFixed(0)} s`;

/** What a check says is said when it ends, in one piece: others run beside it. */
function check([title, ...words]) {
  const started = Date.now();
  return new Promise((done) => {
    execFile(process.execPath, words, { cwd: root, maxBuffer: Infinity }, (error, out, errors) => {
      say(`\n── ${title}\n${out}${errors}   ${seconds(started)}`);
      count[error ? 'failed' : 'passed'] += 1;
      done();
    });
  });
}

async function oneByOne(checks) {
  for (const each of checks) await check(each);
}

/** A suite that could not run at all counts as one failure: silence is no success. */
function suite(title, words, env) {
  const report = path.join(scratch, `${title.replace(/\W+/g, '-')}.json`);
  const ok = runs(title, [tool('jest', 'bin', 'jest.js'), ...words, '--json', `--outputFile=${report}`], env);
  const result = fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, 'utf8')) : null;
  count.passed += result?.numPassedTests ?? 0;
  count.failed += (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 0);
  if (!ok && !result?.numFailedTests && !result?.numRuntimeErrorTestSuites) count.failed += 1;
}

async function walks() {
  const browser = await findBrowser();
  if (browser) return suite('Walks in Chromium', ['--config', 'test/walks/jest.config.mjs'], { CHROMIUM: browser });
  say(
    '\nThe walks could not run: no Chromium here. Install chromium (Debian: apt-get install chromium) or set CHROMIUM to its path.',
  );
  count.failed += 1;
}

const tsc = tool('typescript', 'bin', 'tsc');
const prettier = tool('prettier', 'bin', 'prettier.cjs');

// One for each of two processors.
await Promise.all([
  oneByOne([
    ['Types: everything', tsc, '--noEmit', '-p', 'tsconfig.json'],
    ['Types: the pure room without clock, chance or globals', tsc, '--noEmit', '-p', 'src/correlation/tsconfig.json'],
  ]),
  oneByOne([
    ['Lint', tool('eslint', 'bin', 'eslint.js'), '--max-warnings=0', '.'],
    ['Format', prettier, '--check', '--log-level=warn', 'src', 'test'],
  ]),
]);
build();
await check(['Manifest', path.join('src', 'setup', 'validate.mjs')]);
suite('Unit and contract suites', []);
await walks();

fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
process.stdout.write(`\n${count.passed} passed, ${count.failed} failed\n`);
process.exit(count.failed === 0 && count.passed > 0 ? 0 : 1);
