/** Those who look after everything: overview, audit, what people may ask about themselves. */
import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import type { Page } from 'playwright-core';
import { faultsOf, wear } from '../tools/accessibility';
import { expectText } from '../tools/see';
import { signedApi, trackLetter } from '../tools/signedApi';
import type { Walk, WalkTools } from './walk';

const alice = 'alice@northwind.example';

const signIn = (page: Page, name: RegExp) => page.getByRole('button', { name }).first().click();

/** In every look that a reader may have. */
async function looksRight({ page }: WalkTools): Promise<void> {
  const looks = [
    { colorScheme: 'light', forcedColors: 'none' },
    { colorScheme: 'dark', forcedColors: 'none' },
    { colorScheme: 'light', forcedColors: 'active' },
  ] as const;
  for (const look of looks)
    for (const width of [320, 1100]) {
      await wear(page, look);
      await page.setViewportSize({ width, height: 800 });
      assert.deepEqual(await faultsOf(page), [], `${look.colorScheme} ${look.forcedColors} at ${width}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.equal(over, 0, `wider than ${width} px`);
    }
}

/** A mail of somebody whom nobody else writes to, on a record of their own. */
async function prepare({ context, url }: WalkTools, address: string) {
  const api = await signedApi(context, url, alice);
  const made = { requestId: randomUUID(), type: 'contact' as const, name: 'Wanda Walk', email: address, company: null };
  const { record } = await api.call('createRecord', made);
  const subject = `Wish ${record.id.slice(0, 8)}`;
  await trackLetter(api, { subject, html: `<p>From ${address}</p>`, text: null, regarding: record });
  return { api, record, subject };
}

const walks: Walk[] = [
  {
    title: 'D4 administration begins with the overview: pictures, a table behind each, loaded only there',
    run: async (tools) => {
      const { page, url, context } = tools;
      const api = await signedApi(context, url, alice);
      await api.call('mintToken', { requestId: randomUUID(), mark: randomUUID() });
      const scripts: string[] = [];
      page.on('response', (answer) => scripts.push(answer.url()));
      await page.goto(`${url}/admin.html#audit`);
      await signIn(page, /Alice/);
      await expectText(page, 'Audit, newest first'.slice(0, 5));
      await page.getByRole('list', { name: 'Audit, newest first' }).getByRole('listitem').first().waitFor();
      assert.equal(
        scripts.some((address) => address.includes('admin-charts')),
        false,
      );
      await page.getByRole('navigation', { name: 'Threadmark' }).getByRole('link', { name: 'Overview' }).click();
      await page
        .getByRole('img', { name: /mails? tracked: / })
        .locator('svg rect')
        .first()
        .waitFor();
      await page.getByRole('img', { name: /Numbers that active threads hold/ }).waitFor();
      assert.equal(
        scripts.some((address) => address.includes('admin-charts')),
        true,
      );
      await looksRight(tools);
      await page.getByRole('button', { name: 'Tracked mails a day: show as table' }).press('Enter');
      await page.getByRole('columnheader', { name: 'By hand' }).waitFor();
      await expectText(page, 'Size of the database');
    },
  },
  {
    title: 'D1 what is changed, tracked and taken back stands in the audit, and the file of it can be read',
    run: async (tools) => {
      const { page, url } = tools;
      const { api, record, subject } = await prepare(tools, `wanda.${Date.now()}@litware.example`);
      const { settings, version } = await api.call('settings');
      const because = { version, reason: '=2+3, for the file' };
      await api.call('saveSettings', { ...because, settings: { ...settings, activeDays: settings.activeDays + 1 } });
      await page.goto(`${url}/admin.html#audit`);
      await signIn(page, /Alice/);
      const list = page.getByRole('list', { name: 'Audit, newest first' });
      await list.getByText('Reason: =2+3, for the file').waitFor();
      await looksRight(tools);
      await page.getByLabel('Address or id').fill(record.id);
      await page.getByRole('button', { name: 'Show', exact: true }).press('Enter');
      await list.getByText('tracked a mail').waitFor();
      assert.equal(await page.getByText(subject).count(), 0, 'a subject stands in the audit');
      await page.getByLabel('Address or id').fill('');
      await page.getByLabel('What').selectOption('Settings changed');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save as CSV' }).press('Enter'),
      ]);
      const text = fs.readFileSync(await download.path(), 'utf8');
      assert.match(text, /^\uFEFFtime,person,/);
      assert.match(text, /"'=2\+3, for the file"\r\n/);
    },
  },
  {
    title: 'D2 everything about an address is shown, saved and erased, and the receipt is found by the address',
    run: async (tools) => {
      const { page, url } = tools;
      const address = `wanda.${Date.now()}@litware.example`;
      const { api } = await prepare(tools, address);
      await page.goto(`${url}/admin.html#privacy`);
      await signIn(page, /Alice/);
      const look = async () => {
        await page.getByLabel('Address', { exact: true }).fill(address);
        await page.getByRole('button', { name: 'Show what is stored' }).press('Enter');
        await page.getByRole('heading', { name: `Stored about ${address}` }).waitFor();
      };
      await look();
      await expectText(page, 'Contact: Wanda Walk');
      await looksRight(tools);
      await page.getByLabel(/^Reason/).fill(`${address} asked for it`);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save everything as a file' }).press('Enter'),
      ]);
      const file = JSON.parse(fs.readFileSync(await download.path(), 'utf8')) as { records: { name: string }[] };
      assert.equal(file.records[0]?.name, 'Wanda Walk');
      await page.getByLabel(/^To erase, type/).fill(address);
      await page.getByRole('button', { name: 'Erase everything about this address' }).press('Enter');
      await page.getByRole('heading', { name: 'Receipt' }).waitFor();
      await look();
      await expectText(page, /^Erased .*, receipt /);
      const { records } = await api.call('searchRecords', { text: 'Wanda Walk', around: [], types: [] });
      assert.deepEqual(
        records.filter(({ email }) => email === address),
        [],
      );
      await page.goto(`${url}/admin.html#audit`);
      await page.getByLabel('What').selectOption('Exported, erased, removed by age');
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      await expectText(page, 'erased an address');
      await expectText(page, 'Reason: the address asked for it');
    },
  },
];

export default walks;
