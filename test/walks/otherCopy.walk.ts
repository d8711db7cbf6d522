/** Mail between users as two activities: Bob is offered the record of Alice's copy for his own. */
import type { Page } from 'playwright-core';
import { ownServer } from '../tools/ownServer';
import { expectText } from '../tools/see';
import type { Walk, WalkTools } from './walk';

const option = (page: Page, subject: RegExp) => page.getByTestId('messages').getByRole('option', { name: subject });
const folder = (page: Page, name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name}`) }).click();

async function openPane(page: Page) {
  await page.getByRole('button', { name: 'Open Threadmark' }).click();
  return page.frameLocator('[data-testid=pane] iframe');
}

async function bothCopies({ page }: WalkTools): Promise<void> {
  const server = await ownServer();
  try {
    await page.goto(`${server.url}/`);
    await page.getByRole('button', { name: 'New mail' }).click();
    await page.getByLabel('To', { exact: true }).fill('anna@contoso.example;');
    await page.getByLabel('Cc', { exact: true }).fill('bob@northwind.example;');
    await page.getByLabel('Subject').fill('Ground plan');
    await page.getByRole('button', { name: 'Track', exact: true }).click();
    await expectText(page, 'Will be tracked regarding Anna Kowalska.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByTestId('compose').waitFor({ state: 'detached' });
    await folder(page, 'Sent Items');
    await option(page, /Ground plan/).click();
    await expectText(await openPane(page), 'Tracked regarding Anna Kowalska');
    await expectText(await openPane(page), /its sent copy was met now/);

    await page.getByTestId('user').click();
    await page.getByRole('menuitemradio', { name: /Bob/ }).click();
    await folder(page, 'Inbox');
    await option(page, /Ground plan/).click();
    const pane = await openPane(page);
    await expectText(pane, /Alice Berg tracked the other copy regarding Anna Kowalska/);
    await pane.getByRole('button', { name: 'Track', exact: true }).click();
    await expectText(pane, 'Tracked regarding Anna Kowalska');
    await expectText(pane, /^Tracked by Bob Lindqvist today at [\d:]+\.$/);
  } finally {
    await server.stop();
  }
}

export default [
  { title: 'Q4 as two: Bob is offered the record of Alice’s copy for his own', run: bothCopies },
] satisfies readonly Walk[];
