/** Without a line: a record is made for somebody unknown, with the mail as one letter that leaves when the server is back. */
import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { ownServer, untilProvided } from '../tools/ownServer';
import { expectText } from '../tools/see';
import { signedApi } from '../tools/signedApi';
import type { Walk, WalkTools } from './walk';

const paneIn = (page: Page) => page.frameLocator('[data-testid=pane] iframe');

async function createdWithoutALine({ page, context }: WalkTools): Promise<void> {
  const server = await ownServer();
  try {
    await page.goto(`${server.url}/`);
    await page
      .getByTestId('messages')
      .getByRole('option', { name: /Two pumps for a dairy/ })
      .click();
    await page.getByRole('button', { name: 'Open Threadmark' }).click();
    const pane = paneIn(page);
    await expectText(pane, 'No record yet');
    await untilProvided(page);
    await server.stop();

    await pane.getByRole('button', { name: 'Create contact for lucia@adatum.example' }).click();
    await pane.getByRole('button', { name: 'Create and track' }).click();
    await expectText(pane, 'Waiting to be tracked regarding Lucía Fernández');
    await expectText(pane, 'The contact Lucía Fernández is created with it.');
    await expectText(pane, '1 change waits on this device for the server.');

    await server.start();
    await expectText(pane, /^Tracked regarding Lucía Fernández/);
    const { call } = await signedApi(context, server.url, 'alice@northwind.example');
    const { records } = await call('searchRecords', { text: 'lucia@adatum.example', around: [], types: [] });
    assert.deepEqual(
      records.map(({ type, name }) => [type, name]),
      [['contact', 'Lucía Fernández']],
    );
  } finally {
    await server.stop();
  }
}

export default [
  { title: 'O5 a record made without a line waits with its mail, and both are stored once', run: createdWithoutALine },
] satisfies readonly Walk[];
