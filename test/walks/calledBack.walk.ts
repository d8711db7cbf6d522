/** Walk C, turned round: a mail is sent, called back, and left alone or changed; what was tracked follows. */
import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { expectText } from '../tools/see';
import { signedApi } from '../tools/signedApi';
import type { Walk, WalkTools } from './walk';

const paneIn = (page: Page) => page.frameLocator('[data-testid=pane] iframe');

const openPane = async (page: Page) => {
  await page.getByRole('button', { name: 'Open Threadmark' }).click();
  return paneIn(page);
};

const send = async (page: Page) => {
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByTestId('compose').waitFor({ state: 'detached' });
};

interface Seen {
  readonly subject: string;
  readonly tracking: { readonly state: string; readonly pending?: boolean };
}

/** What Anna's timeline shows of these mails, and what waits for its sent copy. */
async function seen({ context, url }: WalkTools, subject: RegExp) {
  const api = await signedApi(context, url, 'alice@northwind.example');
  const { records } = await api.call('searchRecords', { text: 'Anna Kowalska', around: [], types: ['contact'] });
  const headers = { authorization: `Bearer ${api.token}` };
  const anna = records.find(({ name }) => name === 'Anna Kowalska');
  const get = async (path: string) =>
    (await context.request.get(`${url}${path}`, { headers })).json() as Promise<unknown>;
  const { activities } = (await get(`/api/records/contact/${anna?.id}/timeline`)) as { activities: Seen[] };
  return activities.filter((activity) => subject.test(activity.subject)).map(({ subject: title }) => title);
}

async function until(look: () => Promise<readonly string[]>, wanted: readonly string[]): Promise<void> {
  const end = Date.now() + 15_000;
  for (;;) {
    const found = await look();
    if (found.join() === wanted.join()) return;
    if (Date.now() > end) assert.deepEqual(found, wanted);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Sends a tracked mail to Anna, and lets its letter reach the server by opening the pane beside another mail. */
async function sendTracked(tools: WalkTools, subject: string): Promise<void> {
  const { page } = tools;
  await page.goto(`${tools.url}/`);
  await page.getByTestId('messages').getByRole('option').first().click();
  await openPane(page);
  await page.getByRole('button', { name: 'New mail' }).click();
  await page.getByLabel('To', { exact: true }).fill('anna@contoso.example;');
  await page.getByLabel('Subject').fill(subject);
  const pane = await openPane(page);
  await pane.getByRole('button', { name: 'Track', exact: true }).click();
  await expectText(pane, 'Will be tracked regarding Anna Kowalska');
  await send(page);
}

async function leftAlone(tools: WalkTools): Promise<void> {
  const { page } = tools;
  const subject = /^Draft contract/;
  await sendTracked(tools, 'Draft contract');
  await page.getByRole('button', { name: 'Undo send' }).click();
  const pane = await openPane(page);
  await until(() => seen(tools, subject).then((found) => found.map(() => 'tracked')), ['tracked']);
  await expectText(pane, 'Will be tracked regarding Anna Kowalska');
  await pane.getByRole('button', { name: 'Do not track' }).click();
  await expectText(pane, 'Will not be tracked');
  await until(() => seen(tools, subject), []);
  await send(page);
  await page.getByRole('treeitem', { name: /^Sent Items/ }).click();
  await page
    .getByTestId('messages')
    .getByRole('option', { name: /Draft contract/ })
    .click();
  await expectText(await openPane(page), 'Not tracked');
  assert.deepEqual(await seen(tools, subject), []);
}

async function changed(tools: WalkTools): Promise<void> {
  const { page } = tools;
  const subject = /^Pric/;
  await sendTracked(tools, 'Prics for 2027');
  await page.getByRole('button', { name: 'Undo send' }).click();
  const pane = await openPane(page);
  await expectText(pane, 'Will be tracked regarding Anna Kowalska');
  const line = page.getByLabel('Subject');
  await line.fill((await line.inputValue()).replace('Prics', 'Prices'));
  const title = await line.inputValue();
  await send(page);
  await page.getByRole('treeitem', { name: /^Sent Items/ }).click();
  await page
    .getByTestId('messages')
    .getByRole('option', { name: /Prices for 2027/ })
    .click();
  await expectText(await openPane(page), /Tracked regarding Anna Kowalska/);
  await expectText(paneIn(page), /its sent copy was met now/);
  await until(() => seen(tools, subject), [title]);
}

const walks: Walk[] = [
  { title: 'Q5 called back and left alone: it is tracked no more, also when it has left', run: leftAlone },
  { title: 'Q5 called back and corrected: one activity, with the subject that it left with', run: changed },
];

export default walks;
