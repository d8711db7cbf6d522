/** A page of ours as one of its people reads it on a narrow screen. */
import { strict as assert } from 'node:assert';
import type { Browser, Page } from 'playwright-core';
import { faultsOf, overflowOf, wear } from './accessibility';

/** In a context of its own, signed in by pressing the button of that name. */
export async function readNarrow(
  { browser, url }: { readonly browser: Browser; readonly url: string },
  address: string,
  name: RegExp,
): Promise<Page> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 320, height: 700 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(url + address);
  await page.getByRole('button', { name }).click();
  return page;
}

/** Dark, in forced colours and light, without faults and no wider than the screen; pictures of it where they are asked for. */
export async function looksRight(page: Page, shot: string): Promise<void> {
  const folder = process.env['WALK_SCREENSHOTS'];
  for (const look of [{ colorScheme: 'dark' }, { forcedColors: 'active' }, { colorScheme: 'light' }] as const) {
    await wear(page, { colorScheme: 'light', forcedColors: 'none', ...look });
    assert.deepEqual(await faultsOf(page), [], `${shot}: ${JSON.stringify(look)}`);
    if (folder) await page.screenshot({ path: `${folder}/${shot}-${Object.values(look)[0]}.png`, fullPage: true });
  }
  assert.ok((await overflowOf(page)) <= 0, `${shot} is too wide`);
}
