/** `npm test`: everything that can be proved on this machine, in the order in which a mistake is cheapest to see. */
import { spawnSync } from 'node:child_process';
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

function runs(title, words, env = {}) {
  say(`\n── ${title}`);
  const started = Date.now();
  const run = spawnSync(process.execPath, words, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
  });
  say(`   ${((Date.now() - started) / 1000).toFixed(0)} s`);
  return run.status === 0;
}

function check(title, ...words) {
  count[runs(title, words) ? 'passed' : 'failed'] += 1;
}

/** A suite that could not run at all counts as one failure: silence is no success. */
function suite(title, words, env) {
  const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'threadmark-')), 'report.json');
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

check('Types: everything', tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.json');
check(
  'Types: the pure room without clock, chance or globals',
  tool('typescript', 'bin', 'tsc'),
  '--noEmit',
  '-p',
  'src/correlation/tsconfig.json',
);
check('Lint', tool('eslint', 'bin', 'eslint.js'), '--max-warnings=0', '.');
check('Format', tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', 'src', 'test');
build();
check('Manifest', path.join('src', 'setup', 'validate.mjs'));
suite('Unit and contract suites', []);
await walks();

process.stdout.write(`\n${count.passed} passed, ${count.failed} failed\n`);
process.exit(count.failed === 0 && count.passed > 0 ? 0 : 1);
