/** A mail is private before it is sent, and so is what answers it: nobody else reads it at any time. */
import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import type { FrameLocator, Page } from 'playwright-core';
import { faultsOf, overflowOf } from '../tools/accessibility';
import { eventually } from '../tools/ownServer';
import { expectText, noText } from '../tools/see';
import { signedApi } from '../tools/signedApi';
import type { Walk, WalkTools } from './walk';

const [alice, bob] = ['alice@northwind.example', 'bob@northwind.example'];
const paneIn = (page: Page) => page.frameLocator('[data-testid=pane] iframe');
const message = (page: Page, subject: RegExp) => page.getByTestId('messages').getByRole('option', { name: subject });
const folder = (page: Page, name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name}`) }).click();
const privately = (pane: FrameLocator) =>
  pane.getByRole('switch', { name: 'Private: only you and the people on this mail read it' });

async function openPane(page: Page): Promise<FrameLocator> {
  await page.getByRole('button', { name: 'Open Threadmark' }).click();
  return paneIn(page);
}

/** What Bob is told on the record of Anna. */
async function readBobs({ context, url }: WalkTools) {
  const { call } = await signedApi(context, url, bob);
  const { records } = await call('searchRecords', { text: 'Anna Kowalska', around: [], types: ['contact'] });
  const token = await (await context.request.post(`${url}/dev/token`, { data: { user: bob } })).json();
  const address = `${url}/api/records/contact/${records[0]?.id}/timeline`;
  const headers = { authorization: `Bearer ${(token as { token: string }).token}` };
  return (await context.request.get(address, { headers })).text();
}

const count = (text: string, word: string) => text.split(word).length - 1;

async function shoot(page: Page, name: string): Promise<void> {
  const shots = process.env['WALK_SCREENSHOTS'];
  const pane = page.frames().find((frame) => frame.url().includes('/taskpane.html'));
  assert.ok(pane, 'there is no pane');
  assert.deepEqual(await faultsOf(pane), [], name);
  assert.ok((await overflowOf(pane)) <= 0, `${name} is too wide`);
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
}

async function whileWriting(tools: WalkTools): Promise<void> {
  const { page, url } = tools;
  const subject = `Notice period ${randomUUID().slice(0, 4)}`;
  const before = count(await readBobs(tools), 'Private mail of Alice Berg');
  const veiled = (more: number) => async () => {
    const told = await readBobs(tools);
    assert.ok(!told.includes(subject), 'Bob is told the subject');
    return count(told, 'Private mail of Alice Berg') === before + more;
  };
  await page.goto(`${url}/`);
  await page.getByRole('button', { name: 'New mail' }).click();
  await page.getByLabel('To', { exact: true }).fill('anna@contoso.example;');
  await page.getByLabel('Subject').fill(subject);
  const pane = await openPane(page);
  await pane.getByRole('button', { name: 'Track', exact: true }).click();
  await expectText(pane, 'Will be tracked regarding Anna Kowalska');
  await privately(pane).focus();
  await page.keyboard.press('Space');
  assert.equal(await privately(pane).isChecked(), true);
  await shoot(page, 'draft-private');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByTestId('compose').waitFor({ state: 'detached' });

  await folder(page, 'Sent Items');
  await message(page, new RegExp(subject)).click();
  await expectText(await openPane(page), /Tracked regarding Anna Kowalska/);
  await privately(paneIn(page)).waitFor();
  assert.equal(await privately(paneIn(page)).isChecked(), true);
  assert.ok(await eventually(veiled(1), (seen) => seen));
  await anAnswer(tools, subject);
  assert.ok(await eventually(veiled(2), (seen) => seen));
}

/** What came back quotes it, and is private without another word. */
async function anAnswer({ page }: WalkTools, subject: string): Promise<void> {
  await page.getByRole('button', { name: 'Outside' }).click();
  await page.getByRole('option', { name: new RegExp(subject) }).click();
  await page.getByRole('button', { name: 'Send this answer' }).click();
  await page.getByRole('button', { name: 'Mail', exact: true }).click();
  await folder(page, 'Inbox');
  await message(page, new RegExp(`Re: ${subject}`)).click();
  const pane = await openPane(page);
  await expectText(pane, /^It answers a private mail: however you track it, only you/);
  await pane.getByRole('button', { name: 'Track for all' }).waitFor();
  await shoot(page, 'answer-private');
  await pane.getByRole('button', { name: 'Track', exact: true }).click();
  await expectText(pane, 'Tracked regarding Anna Kowalska');
  await expectText(pane, 'It answers a private mail, and nobody said otherwise.');
  assert.equal(await privately(pane).isChecked(), true);
  await noText(pane, 'Track for all');

  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  const draft = await openPane(page);
  await draft.getByRole('button', { name: 'Track', exact: true }).click();
  await expectText(draft, /^It answers a private mail, so it is private too unless you switch this off/);
  assert.equal(await privately(draft).isChecked(), true);
  await shoot(page, 'reply-private');
}

export default [
  {
    title: `V3 what ${alice} keeps private beside the draft is never read by others, nor is its answer`,
    run: whileWriting,
  },
] satisfies Walk[];
