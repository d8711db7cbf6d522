/** Finds a Chromium for the walks: an installed one, else the one that npm can bring. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, say } from './console.mjs';

const installedPlaces = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** 147 is the newest that says it runs on Node 20; it unpacks its own libraries only where it believes to be on Lambda. */
const packaged = '@sparticuz/chromium@147.0.0';

async function fromNpm() {
  const home = path.join(root, 'var', 'browser');
  const entry = path.join(home, 'node_modules', '@sparticuz', 'chromium', 'build', 'esm', 'index.js');
  if (!fs.existsSync(entry)) {
    say('No Chromium is installed here: fetching one from npm ...');
    fs.mkdirSync(home, { recursive: true });
    const npm = process.env.npm_execpath ?? null;
    const words = ['install', '--prefix', home, '--no-audit', '--no-fund', '--loglevel=error', packaged];
    spawnSync(npm ? process.execPath : 'npm', npm ? [npm, ...words] : words, {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  if (!fs.existsSync(entry)) return null;
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const { default: chromium } = await import(pathToFileURL(entry).href);
  return chromium.executablePath();
}

/** The path of a Chromium that starts, or null. Sets the environment it needs. */
export async function findBrowser() {
  const found = installedPlaces.find((place) => place && fs.existsSync(place));
  if (found) return found;
  return process.platform === 'linux' && process.arch === 'x64' ? fromNpm() : null;
}
