/** Runs the `*.walk.ts` beside this file in two halves at once, each with a server and a browser of its own; a fresh context for each walk. */
import fs from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../tools/browser';
import { startServer, type RunningServer } from '../tools/server';
import type { Walk } from './walk';

const shots = process.env.WALK_SCREENSHOTS;
const files = fs
  .readdirSync(__dirname)
  .filter((name) => name.endsWith('.walk.ts'))
  .sort();

/** They take as long as all the others together. */
const FIRST = new Set(
  ['accessibility', 'calledBack', 'everySetting', 'keeping', 'newRecord', 'oversight', 'rules', 'sending']
    .concat('twoAdministrators', 'writing')
    .map((name) => `${name}.walk.ts`),
);

/** Registers half of the walks with jest. */
export function runWalks(half: 0 | 1): void {
  let browser: Browser;
  let server: RunningServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchBrowser(), startServer()]);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function walkAlone(walk: Walk): Promise<void> {
    const context = await browser.newContext({
      ignoreHTTPSErrors: true,
      viewport: { width: 1280, height: 800 },
      // Colours on their way from light to dark are no colours that anybody reads.
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    try {
      await walk.run({ page, context, browser, url: server.url, server });
    } finally {
      if (shots)
        await page
          .screenshot({ path: path.join(shots, `${walk.title.replace(/\W+/g, '-')}.png`) })
          .catch(() => undefined);
      await context.close();
    }
  }

  test('X0 there are walks to walk', () => {
    expect(files).toEqual(expect.arrayContaining([...FIRST]));
    expect(files.length).toBeGreaterThan(FIRST.size);
  });

  for (const file of files.filter((file) => FIRST.has(file) === (half === 0))) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- jest registers tests synchronously
    const walks = (require(path.join(__dirname, file)) as { default: readonly Walk[] }).default;
    describe(file, () => {
      for (const walk of walks) test(walk.title, () => walkAlone(walk));
    });
  }
}
