/** Walk A as its user walks it: open a message, see why it belongs, track it with one click, see it on the record. */
import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { expectText, noText } from '../tools/see';
import type { Walk, WalkTools } from './walk';

const category = 'Tracked to CRM';

const paneIn = (page: Page) => page.frameLocator('[data-testid=pane] iframe');
const message = (page: Page, subject: string | RegExp) =>
  page.getByTestId('messages').getByRole('option', { name: subject });

async function openMessage({ page, url }: WalkTools, subject: string | RegExp) {
  await page.goto(`${url}/`);
  await message(page, subject).first().click();
  await page.getByRole('button', { name: 'Open Threadmark' }).click();
  return paneIn(page);
}

async function openRecordFromPane({ context }: WalkTools, pane: ReturnType<typeof paneIn>): Promise<Page> {
  const [record] = await Promise.all([
    context.waitForEvent('page'),
    pane.getByRole('button', { name: /^Open record/ }).click(),
  ]);
  return record;
}

/** Adds a raw message to the open folder as a person without a mouse does: by the button that takes files. */
async function bring(page: Page, raw: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: /\.eml/ }).click();
  await (await chooser).setFiles({ name: 'letter.eml', mimeType: 'message/rfc822', buffer: Buffer.from(raw) });
}

const walks: Walk[] = [
  {
    title: 'O1 a reply is suggested with its evidence, tracked by one click, marked in Outlook and seen on its record',
    run: async (tools) => {
      const { page } = tools;
      const pane = await openMessage(tools, /AW: Line 4 retrofit/);
      await expectText(pane, /Suggested: /);
      await expectText(pane, /matched by |in the subject, and/);
      await pane.getByRole('button', { name: /^Track(?! without)/ }).click();
      await expectText(pane, /^Tracked regarding /);
      await expectText(page, category);
      const subject = await page.getByRole('heading', { level: 1 }).first().innerText();
      const record = await openRecordFromPane(tools, pane);
      await expectText(record, subject);
    },
  },
  {
    title: 'O1 untracking takes the mail from the record and the category from the message; undo brings both back',
    run: async (tools) => {
      const { page } = tools;
      const pane = await openMessage(tools, /Site visit: parking/);
      await pane.getByRole('button', { name: /^Track without record/ }).click();
      await expectText(pane, 'Tracked without record');
      await expectText(page, category);
      await pane.getByRole('button', { name: 'Untrack' }).click();
      await expectText(pane, 'You have untracked it.');
      await page.getByText(category).first().waitFor({ state: 'detached' });
      await pane.getByRole('button', { name: 'Undo' }).click();
      await expectText(pane, 'Tracked without record');
      await expectText(page, category);
    },
  },
  {
    title: 'K1 the same received mail, tracked by Alice, is shown to Bob as hers, and becomes his as well by his click',
    run: async (tools) => {
      const { page } = tools;
      const raw = [
        'From: Ewa Nowak <ewa.nowak@contoso.example>',
        'To: alice@northwind.example, bob@northwind.example',
        'Subject: Joint inspection',
        `Message-ID: <joint-${process.pid}@contoso.example>`,
        'Date: Fri, 20 Nov 2026 10:00:00 +0100',
        'Content-Type: text/plain',
        '',
        'See you both on Monday.',
      ].join('\r\n');
      await page.goto(`${tools.url}/`);
      await bring(page, raw);
      await page.getByRole('button', { name: 'Open Threadmark' }).click();
      await paneIn(page)
        .getByRole('button', { name: /^Track without record/ })
        .click();
      await expectText(paneIn(page), 'Tracked without record');
      await page.getByTestId('user').click();
      await page.getByRole('menuitemradio', { name: /Bob/ }).click();
      await bring(page, raw);
      if ((await page.getByTestId('pane').count()) === 0)
        await page.getByRole('button', { name: 'Open Threadmark' }).click();
      await expectText(paneIn(page), /Tracked by Alice Berg/);
      await expectText(paneIn(page), /You have not tracked it yourself/);
      await paneIn(page)
        .getByRole('button', { name: /^Track/ })
        .first()
        .click();
      await expectText(paneIn(page), /by Alice Berg.*and by Bob Lindqvist/);
    },
  },
  {
    title:
      'O5 while the server is away a click waits, nothing is shown as tracked, and it is done when the server is back',
    run: async (tools) => {
      const { page } = tools;
      const pane = await openMessage(tools, /Minutes of the meeting/);
      await pane.getByRole('button', { name: /^Track without record/ }).waitFor();
      await page.context().route('**/api/track', (route) => route.abort());
      await pane.getByRole('button', { name: /^Track without record/ }).click();
      await expectText(pane, /^Waiting to be tracked/);
      await noText(pane, 'Tracked without record');
      assert.equal(await page.getByTestId('messages').getByText(category).count(), 0);
      await page.context().unroute('**/api/track');
      await expectText(pane, 'Tracked without record');
    },
  },
];

export default walks;
