/** Every page and pane in light, dark and forced colours, from 320 px on, and everything of administration by keyboard. */
import { strict as assert } from 'node:assert';
import fs from 'node:fs';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { faultsOf, overflowOf, unreachable } from '../tools/accessibility';
import { expectText } from '../tools/see';
import { signedApi } from '../tools/signedApi';
import type { Walk, WalkTools } from './walk';

const shots = process.env['WALK_SCREENSHOTS'];

const looks = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
} as const;

async function sound(page: Page, what: string, place: Page | Frame = page): Promise<void> {
  if (shots) await page.screenshot({ path: path.join(shots, `${what.replace(/\W+/g, '-')}.png`), fullPage: true });
  assert.deepEqual(await faultsOf(place), [], what);
  assert.ok((await overflowOf(place)) <= 0, `${what} is wider than its window`);
}

/** Colours are the same at any width: the wide page is asked about faults in one look only. */
async function atWidths(page: Page, what: string): Promise<void> {
  for (const width of [320, 1100]) {
    await page.setViewportSize({ width, height: 800 });
    if (width === 320 || what.startsWith('light')) await sound(page, `${what} at ${width} px`);
    else assert.ok((await overflowOf(page)) <= 0, `${what} is wider than ${width} px`);
  }
}

/** The sections that the page itself offers, so that none is forgotten. */
async function sectionsOf(page: Page): Promise<readonly string[]> {
  const links = page.getByRole('navigation', { name: 'Administration' }).getByRole('link');
  await links.first().waitFor();
  return Promise.all((await links.all()).map(async (link) => (await link.getAttribute('href')) ?? ''));
}

async function openSection(page: Page, url: string, hash: string): Promise<void> {
  await page.goto(`${url}/admin.html${hash}`);
  // Another section of one page is no navigation.
  await page.reload();
  await page
    .getByRole('navigation', { name: 'Administration' })
    .locator(`[aria-current=page][href="${hash}"]`)
    .waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
}

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/admin.html`);
  await page.getByRole('button', { name: /Alice/ }).click();
  await expectText(page, 'Signed in as');
}

async function outsidePages({ page, url, context }: WalkTools, look: string): Promise<void> {
  await page.goto(`${url}/signin.html`);
  await page.waitForLoadState('networkidle');
  await atWidths(page, `${look} sign-in window`);
  await page.goto(`${url}/admin.html`);
  await expectText(page, 'Development sign-in');
  await atWidths(page, `${look} development sign-in`);
  await signIn(page, url);
  const api = await signedApi(context, url, 'alice@northwind.example');
  const { records } = await api.call('searchRecords', { text: 'Pump station refit', around: [], types: [] });
  await page.goto(`${url}/record.html?type=${records[0]?.type}&id=${records[0]?.id}`);
  await expectText(page, 'Tracked by');
  await atWidths(page, `${look} record`);
  await signInKept(page, url);
  for (const hash of await sectionsOf(page)) {
    await openSection(page, url, hash);
    await atWidths(page, `${look} ${hash}`);
  }
}

async function signInKept(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/admin.html`);
  await expectText(page, 'Signed in as');
}

async function paneFrame(page: Page): Promise<Frame> {
  const handle = await page.locator('[data-testid=pane] iframe').elementHandle();
  const frame = await handle?.contentFrame();
  assert.ok(frame, 'there is no pane');
  return frame;
}

async function panes({ page, url, context }: WalkTools, look: string): Promise<void> {
  const pane = page.frameLocator('[data-testid=pane] iframe');
  await page.goto(`${url}/`);
  await page
    .getByTestId('messages')
    .getByRole('option', { name: /AW: Line 4/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Open Threadmark' }).click();
  await expectText(pane, /Suggested: |Tracked /);
  await expectText(pane, 'My options');
  await sound(page, `${look} pane beside a message`, await paneFrame(page));
  await context.setOffline(true);
  await pane.getByRole('button', { name: /^Set regarding|^Change regarding/ }).click();
  await expectText(pane, /cannot be reached|Search|record/i);
  await sound(page, `${look} pane without a line`, await paneFrame(page));
  await context.setOffline(false);
  await page.goto(`${url}/`);
  await page.getByRole('button', { name: 'New mail' }).click();
  await page.getByTestId('compose').waitFor();
  await page
    .getByTestId('compose')
    .getByRole('button', { name: /Threadmark/ })
    .first()
    .click();
  await expectText(pane, 'My options');
  await pane.getByRole('heading', { level: 1 }).waitFor();
  await sound(page, `${look} pane beside a draft`, await paneFrame(page));
}

/** What has the keyboard in the host page; `iframe` while it is in the pane. */
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName ?? '');

/** From inside the pane, until the host page has the keyboard again. */
async function leaveBy(page: Page, key: string): Promise<string> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key);
    // The way out is a message to the host: two frames of the page, and it has arrived.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const at = await focused(page);
    if (at !== 'IFRAME') return at;
  }
  return 'trapped in the pane';
}

async function keyboardThroughPane({ page, url }: WalkTools): Promise<void> {
  await page.goto(`${url}/`);
  await page
    .getByTestId('messages')
    .getByRole('option', { name: /AW: Line 4/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Open Threadmark' }).click();
  const pane = page.frameLocator('[data-testid=pane] iframe');
  await expectText(pane, 'My options');
  for (const [key, arrives] of [
    ['Tab', /Host notes|BUTTON/],
    ['Shift+Tab', /Close the pane/],
    ['Escape', /Close the pane/],
  ] as const) {
    await pane.getByRole('button').first().focus();
    assert.match(await leaveBy(page, key), arrives, key);
  }
  // And in again, by the same key.
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'IFRAME');
}

const walks: Walk[] = [
  ...Object.entries(looks).flatMap(([look, media]): Walk[] => [
    {
      title: `O4 no page outside Outlook has a fault that axe finds, or is too wide at 320 px: ${look}`,
      run: async (tools) => {
        await tools.page.emulateMedia(media);
        await outsidePages(tools, look);
      },
    },
    {
      title: `O4 no pane has a fault that axe finds, or is too wide: ${look}`,
      run: async (tools) => {
        await tools.page.emulateMedia(media);
        await panes(tools, look);
      },
    },
  ]),
  {
    title: 'X9 the keyboard leaves the pane by Tab, Shift+Tab and Esc, and comes in again',
    run: keyboardThroughPane,
  },
  {
    title: 'O4 every control of administration is reached by Tab alone',
    run: async ({ page, url }) => {
      await signIn(page, url);
      for (const hash of await sectionsOf(page)) {
        await openSection(page, url, hash);
        assert.deepEqual(await unreachable(page), [], hash);
      }
    },
  },
];

if (shots) fs.mkdirSync(shots, { recursive: true });

export default walks;
