/** An administrator tries settings before saving them, saves them, and a user meets what was foretold. */
import { strict as assert } from 'node:assert';
import type { FrameLocator, Page } from 'playwright-core';
import { faultsOf, wear } from '../tools/accessibility';
import { expectText, noText } from '../tools/see';
import { signedApi } from '../tools/signedApi';
import type { Walk } from './walk';

const alice = 'alice@northwind.example';
const shots = process.env['WALK_SCREENSHOTS'];

/** Without any header that tells a thread. */
const letter = (subject: string) =>
  [
    'From: Ewa Nowak <ewa.nowak@contoso.example>',
    'To: alice@northwind.example',
    `Subject: ${subject}`,
    `Message-ID: <${subject.replace(/\W+/g, '.')}.trial.${process.pid}@contoso.example>`,
    'Date: Fri, 20 Nov 2026 10:00:00 +0100',
    'Content-Type: text/plain',
    '',
    'The benches.',
  ].join('\r\n');

async function bring(page: Page, subject: string): Promise<FrameLocator> {
  const buffer = Buffer.from(letter(subject));
  await page.getByTestId('eml').setInputFiles({ name: 'letter.eml', mimeType: 'message/rfc822', buffer });
  await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  if ((await page.getByTestId('pane').count()) === 0)
    await page.getByRole('button', { name: 'Open Threadmark' }).click();
  return page.frameLocator('[data-testid=pane] iframe');
}

async function openSettings(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/admin.html#settings`);
  await page.getByRole('button', { name: /Alice/ }).click();
  await page.getByRole('heading', { name: 'Try before you save' }).waitFor();
}

/** Every look of the page with the figures open: nothing for axe, nothing to scroll sideways. */
async function looksRight(page: Page): Promise<void> {
  for (const [name, media] of [
    ['light', { colorScheme: 'light', forcedColors: 'none' }],
    ['dark', { colorScheme: 'dark', forcedColors: 'none' }],
    ['forced', { colorScheme: 'dark', forcedColors: 'active' }],
  ] as const) {
    await wear(page, media);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      assert.deepEqual([name, width, await faultsOf(page)], [name, width, []]);
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `${name} ${width} scrolls`,
      );
      const region = page.getByRole('region', { name: 'Try before you save' });
      if (shots) await region.screenshot({ path: `${shots}/trial-${name}-${width}.png` });
      if (shots)
        await page
          .getByRole('region', { name: 'Preview' })
          .screenshot({ path: `${shots}/preview-${name}-${width}.png` });
    }
  }
  await wear(page, { colorScheme: 'light', forcedColors: 'none' });
  await page.setViewportSize({ width: 1280, height: 800 });
}

const walks: Walk[] = [
  {
    title:
      'R3 T1 an administrator sees what other settings would do to the mail that came, saves them, and the pane does it',
    run: async ({ page, url, context }) => {
      const api = await signedApi(context, url, alice);
      const { settings: before } = await api.call('settings');
      await page.goto(`${url}/`);
      const first = await bring(page, 'Walnut benches Kristianstad');
      await first.getByRole('button', { name: /^Track without record/ }).click();
      await expectText(first, 'Tracked without record');
      await expectText(await bring(page, 'RE: Walnut benches Kristianstad'), /No tracked mail is related/);

      await openSettings(page, url);
      await page.getByLabel('Smart matching', { exact: true }).selectOption('automatic');
      await page.getByLabel('Prefix', { exact: true }).fill('TRY-');
      const preview = page.getByRole('region', { name: 'Preview' });
      await preview.getByText(/These are your next numbers/).waitFor();
      const shown = await preview.getByText(/^Your offer TRY-0/).textContent();
      await expectText(page, /A reply to a mail with CRM:\d+ finds its record as before: Token CRM:/);

      const start = page.getByRole('button', { name: 'Try these settings' });
      await start.focus();
      await page.keyboard.press('Enter');
      const gained = page.getByText(/^Links gained: \d+/);
      await gained.click();
      const examples = page.getByRole('list', { name: 'Examples: Links gained' });
      const mine = examples.getByRole('listitem').filter({ hasText: 'walnut benches kristianstad' });
      await mine.getByText(/Then: linked to its thread\. Same subject as the mail from ewa\.nowak/).waitFor();
      await expectText(page, /numbers are free under this layout/);
      await looksRight(page);

      await page.getByLabel('Forwarded mail', { exact: true }).selectOption('ask');
      await expectText(page, /these figures are of other settings/);
      await page.getByLabel('Forwarded mail', { exact: true }).selectOption('link');
      await noText(page, /these figures are of other settings/);
      const { version } = await api.call('settings');
      await page.getByLabel('Reason').fill('As tried');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expectText(page, `Saved as version ${version + 1}`);

      await page.goto(`${url}/`);
      const answer = await bring(page, 'AW: Walnut benches Kristianstad');
      await expectText(answer, /Same subject as the mail from .* and ewa\.nowak@contoso\.example is on both mails/);
      const minted = await api.call('mintToken', { requestId: crypto.randomUUID(), mark: crypto.randomUUID() });
      assert.equal(`Your offer ${minted.token}`, shown);
      await api.call('saveSettings', { version: version + 1, reason: 'As before', settings: before });
    },
  },
  {
    title: 'R3 H1 what cannot be used is not tried, and a trial that was begun elsewhere is seen',
    run: async ({ page, url, context }) => {
      const api = await signedApi(context, url, alice);
      await openSettings(page, url);
      await page.getByLabel('Prefix', { exact: true }).fill('RE:');
      await page.getByRole('button', { name: 'Try these settings' }).click();
      await page.getByRole('list', { name: 'To be put right before it is tried' }).getByText(/reply/).waitFor();
      await page.getByLabel('Prefix', { exact: true }).fill('CRM:');

      const { settings } = await api.call('settings');
      const { trial } = await api.call('startTrial', { settings, days: 7 });
      await page.reload();
      await page
        .getByText(/Alice Berg/)
        .first()
        .waitFor();
      await expectText(page, /What would have become of the mail of the last 7 days/);
      const { trial: over } = await api.call('trial');
      assert.deepEqual([over?.trialId, over?.state], [trial.trialId, 'done']);
    },
  },
];
export default walks;
