/** Walk C: a mail is written and sent, also without a line to the server, and tracked once; its answers find their way. */
import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { eventually, ownServer, trackedToAnna, untilProvided } from '../tools/ownServer';
import { expectText } from '../tools/see';
import { signedApi } from '../tools/signedApi';
import type { Walk, WalkTools } from './walk';

const paneIn = (page: Page) => page.frameLocator('[data-testid=pane] iframe');
const message = (page: Page, subject: string | RegExp) =>
  page.getByTestId('messages').getByRole('option', { name: subject });

async function write(page: Page, mail: { to: string; cc?: string; subject: string }): Promise<void> {
  await page.getByRole('button', { name: 'New mail' }).click();
  await page.getByLabel('To', { exact: true }).fill(`${mail.to};`);
  if (mail.cc) await page.getByLabel('Cc', { exact: true }).fill(`${mail.cc};`);
  await page.getByLabel('Subject').fill(mail.subject);
}

const folder = (page: Page, name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name}`) }).click();

const openPane = async (page: Page) => {
  await page.getByRole('button', { name: 'Open Threadmark' }).click();
  return paneIn(page);
};

const send = async (page: Page) => {
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByTestId('compose').waitFor({ state: 'detached' });
};

async function withoutALine({ page, context }: WalkTools): Promise<void> {
  const server = await ownServer();
  try {
    await page.goto(`${server.url}/`);
    await message(page, /^Anna Kowalska/)
      .first()
      .click();
    await expectText(await openPane(page), 'Contact: Anna Kowalska');
    await untilProvided(page);
    await server.stop();

    await write(page, { to: 'anna@contoso.example', subject: 'Valves for hall 7' });
    const pane = await openPane(page);
    await expectText(pane, 'What you choose here is kept on the draft.');
    await expectText(pane, /^Offline/);
    await pane.getByRole('button', { name: 'Track', exact: true }).click();
    await expectText(pane, 'Will be tracked regarding Anna Kowalska');
    await expectText(pane, /made on this device, without a line/);
    const token = await pane.getByTestId('token').innerText();
    assert.match(token, /^CRM:1\d{6}$/);
    await send(page);

    await page.getByRole('button', { name: 'Outside' }).click();
    await expectText(page, `Valves for hall 7 ${token}`);
    await page.getByRole('button', { name: 'Mail', exact: true }).click();
    await message(page, /AW: Line 4 retrofit/)
      .first()
      .click();
    await openPane(page);
    await server.start();
    const find = () => trackedToAnna({ context, url: server.url }, /^Valves for hall 7/);
    assert.equal((await eventually(find, (seen) => seen.length > 0)).length, 1);

    await folder(page, 'Sent Items');
    await message(page, /Valves for hall 7/).click();
    await expectText(await openPane(page), /Tracked regarding Anna Kowalska/);
    await expectText(paneIn(page), /its sent copy was met now/);
    const [activity, ...more] = await find();
    assert.deepEqual([activity?.tracking.pending ?? false, more], [false, []]);

    await page.getByRole('button', { name: 'Outside' }).click();
    await page.getByRole('option', { name: /Valves for hall 7/ }).click();
    await page.getByLabel('Headers').selectOption('stripped');
    await page.getByRole('button', { name: 'Send this answer' }).click();
    await page.getByRole('button', { name: 'Mail', exact: true }).click();
    await folder(page, 'Inbox');
    await message(page, /Re: Valves for hall 7/).click();
    await expectText(await openPane(page), /Suggested: Anna Kowalska/);
    await expectText(paneIn(page), new RegExp(token));
  } finally {
    await server.stop();
  }
}

/** Alice tracks by the ribbon, without a pane; whether Bob, copied, has an activity of his own is a setting. */
async function byTheRibbon({ page, context }: WalkTools, asTwo: boolean): Promise<void> {
  const server = await ownServer();
  try {
    const alice = await signedApi(context, server.url, 'alice@northwind.example');
    const { version, settings } = await alice.call('settings');
    const body = { version, reason: 'A walk', settings: { ...settings, internalAsTwo: asTwo } };
    await alice.call('saveSettings', body);
    await page.goto(`${server.url}/`);
    await write(page, { to: 'anna@contoso.example', cc: 'bob@northwind.example', subject: 'Site plan' });
    await page.getByRole('button', { name: 'Track', exact: true }).click();
    await expectText(page, 'Will be tracked regarding Anna Kowalska.');
    await page.getByRole('button', { name: 'Track', exact: true }).click();
    await expectText(page, 'Will not be tracked.');
    await page.getByRole('button', { name: 'Track', exact: true }).click();
    await expectText(page, 'Will be tracked regarding Anna Kowalska.');
    await page.getByRole('button', { name: 'Change or undo' }).click();
    await expectText(paneIn(page), 'Will be tracked regarding Anna Kowalska');
    assert.match(await paneIn(page).getByTestId('token').innerText(), /^CRM:0\d{6}$/);
    await send(page);
    await folder(page, 'Sent Items');
    await message(page, /Site plan CRM:0/).click();
    await expectText(await openPane(page), /Tracked regarding Anna Kowalska/);

    await page.getByTestId('user').click();
    await page.getByRole('menuitemradio', { name: /Bob/ }).click();
    await folder(page, 'Inbox');
    await message(page, /Site plan CRM:0/).click();
    await page.getByRole('button', { name: 'Track', exact: true }).click();
    await expectText(page, /^Tracked .*\. Open Threadmark to undo\.$/);
    const whose = asTwo ? /^Tracked by Bob Lindqvist today at [\d:]+\.$/ : /by Alice Berg.*and by Bob Lindqvist/;
    await expectText(await openPane(page), whose);
    const find = () => trackedToAnna({ context, url: server.url }, /^Site plan/);
    assert.equal((await find()).length, asTwo ? 2 : 1);
  } finally {
    await server.stop();
  }
}

/** A meeting stays open to its organiser: beside it the pane says at once that it is tracked, and not that it will be. */
async function meeting({ page, url, context }: WalkTools): Promise<void> {
  const title = `Acceptance of hall ${process.pid}`;
  await page.goto(`${url}/`);
  await page.getByRole('button', { name: 'Calendar', exact: true }).click();
  await page.getByRole('button', { name: 'New appointment' }).click();
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Attendees').fill('anna@contoso.example;');
  await page.getByLabel('Location').click();
  const pane = await openPane(page);
  await pane.getByRole('button', { name: 'Track', exact: true }).click();
  await expectText(pane, 'Will be tracked regarding Anna Kowalska');
  await expectText(pane, 'The title of a meeting carries no token.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expectText(page, 'The invitation is sent.');
  await page.getByText(title).first().click();
  await expectText(await openPane(page), /^Tracked regarding Anna Kowalska/);
  const found = await trackedToAnna({ context, url }, new RegExp(`^${title}`));
  assert.equal(found.length, 1);
}

const walks: Walk[] = [
  {
    title: 'T4 E2 a meeting is tracked when its invitation is sent, and the pane beside it knows at once',
    run: meeting,
  },
  {
    title: 'K1 tracked by the ribbon; Bob, copied, gets an activity of his own',
    run: (tools) => byTheRibbon(tools, true),
  },
  {
    title: 'K1 tracked by the ribbon; Bob, copied, shares the one activity where that is set',
    run: (tools) => byTheRibbon(tools, false),
  },
  {
    title:
      'E2 written and sent without a line: a token of this device, one tracking when the line is back, its answer found',
    run: withoutALine,
  },
];

export default walks;
