/** People as an administrator looks after them, a setting found by Dynamics' name, and what people choose for themselves. */
import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { expectText, noText } from '../tools/see';
import { signedApi } from '../tools/signedApi';
import type { Walk, WalkTools } from './walk';

const bob = 'bob@northwind.example';

async function signInAs(page: Page, url: string, name: RegExp, hash: string): Promise<void> {
  await page.goto(`${url}/admin.html${hash}`);
  await page.getByRole('button', { name }).click();
  await expectText(page, 'Signed in as');
}

/** Their sign-in still runs, and is worth nothing any more. */
async function takeOut({ page, url, context, browser }: WalkTools): Promise<void> {
  const own = await browser.newContext({ ignoreHTTPSErrors: true });
  const bobs = await own.newPage();
  await signInAs(bobs, url, /Bob/, '#mine');
  await signInAs(page, url, /Alice/, '#people');
  await page.getByRole('button', { name: 'Take out Bob Lindqvist' }).click();
  await page
    .getByRole('group', { name: 'Take out Bob Lindqvist?' })
    .getByRole('button', { name: /Take out Bob/ })
    .click();
  await page.getByText(/Show those who are out, too \(\d+\)/).click();
  await expectText(page, /^Out\. /);
  await bobs.reload();
  await expectText(bobs, 'You are signed in, but not a user of this organisation.');
  await page.getByRole('button', { name: 'Let back in Bob Lindqvist' }).click();
  await page.getByRole('button', { name: 'Take out Bob Lindqvist' }).waitFor();
  await bobs.reload();
  await expectText(bobs, 'My own mail');
  await page.getByLabel('Role of Alice Berg').selectOption('user');
  await expectText(page, 'Somebody has to be an administrator.');
  assert.equal(await page.getByLabel('Role of Alice Berg').inputValue(), 'administrator');
  await page.getByLabel('Address').fill('dana@northwind.example');
  await page.getByLabel('Name', { exact: true }).fill('Dana Moss');
  await page.getByRole('button', { name: 'Let in' }).click();
  await expectText(page, 'Dana Moss may sign in now.');
  await page.getByLabel('Role of Dana Moss').selectOption('auditor');
  const { people } = await (await signedApi(context, url, 'alice@northwind.example')).call('people');
  assert.equal(people.find(({ name }) => name === 'Dana Moss')?.role, 'auditor');
  await own.close();
}

const letter = [
  'From: Zoe Quist <zoe.quist@adventure.example>',
  `To: ${bob}`,
  'Subject: A first word',
  `Message-ID: <first-${process.pid}@adventure.example>`,
  'Date: Fri, 20 Nov 2026 10:00:00 +0100',
  'Content-Type: text/plain',
  '',
  'Good day.',
].join('\r\n');

/** The choice is made on the page that the pane leads to; the pane says what came of it, and takes it back. */
async function newcomer({ page, url, context }: WalkTools): Promise<void> {
  await page.goto(`${url}/`);
  const buffer = Buffer.from(letter.replace(bob, 'alice@northwind.example'));
  await page.getByTestId('eml').setInputFiles({ name: 'letter.eml', mimeType: 'message/rfc822', buffer });
  await page.getByRole('heading', { level: 1, name: 'A first word' }).waitFor();
  await page.getByRole('button', { name: 'Open Threadmark' }).click();
  const pane = page.frameLocator('[data-testid=pane] iframe');
  await expectText(pane, 'No record yet');
  const [options] = await Promise.all([
    context.waitForEvent('page'),
    pane.getByRole('button', { name: 'My options' }).click(),
  ]);
  await options.getByLabel('Records for unknown senders').selectOption('contact');
  await expectText(options, 'Saved.');
  await pane.getByRole('button', { name: /^Track without record/ }).click();
  await expectText(pane, /Zoe Quist was unknown and is a contact now/);
  await pane.getByRole('button', { name: 'Open contact Zoe Quist' }).waitFor();
  await pane.getByRole('button', { name: /^Undo: Zoe Quist/ }).click();
  await expectText(pane, 'No record yet');
  await options.getByLabel('Records for unknown senders').selectOption('');
  await expectText(options, 'Saved.');
}

async function findByDynamicsName({ page, url }: WalkTools): Promise<void> {
  await signInAs(page, url, /Alice/, '#settings');
  await page.getByLabel('Find a setting').fill('MaximumSubjectLengthOnMailServer');
  await expectText(page, 'Found: 1.');
  await page.getByLabel('Longest subject').waitFor();
  await noText(page, 'Use tracking tokens');
  await page.getByLabel('Find a setting').fill('smart matching');
  await expectText(page, /5,\d\d\d of 5,\d\d\d automatic links were right in 5 public archives with 17,667 mails/);
}

/** An administrator takes the choice away: shown as fixed, then not at all, and refused by the server in any case. */
async function forceAndHide({ page, url, context }: WalkTools): Promise<void> {
  const api = await signedApi(context, url, 'alice@northwind.example');
  const save = async (change: object, reason: string) => {
    const { version, settings } = await api.call('settings');
    await api.call('saveSettings', { version, reason, settings: { ...settings, ...change } });
  };
  await save({ incomingChoice: 'forced', incoming: 'none', outgoingChoice: 'hidden' }, 'For everybody');
  await signInAs(page, url, /Bob/, '#mine');
  assert.ok(await page.getByLabel('Incoming mail that is tracked for me').isDisabled());
  await expectText(page, 'Your organisation decides this for everybody.');
  await noText(page, 'Track my mail on sending');
  const bobs = await signedApi(context, url, bob);
  const refused = await context.request.put(`${url}/api/me/preferences`, {
    headers: { authorization: `Bearer ${bobs.token}` },
    data: { autoTrack: true, incoming: 'all', createRecords: null, neverTrack: [] },
  });
  assert.equal(refused.status(), 403);
  await save({ incomingChoice: 'free', incoming: 'replies', outgoingChoice: 'free' }, 'As before');
}

const walks: Walk[] = [
  {
    title: 'W3 an administrator takes somebody out at once, lets them back in, and never loses the last administrator',
    run: takeOut,
  },
  {
    title: 'K4 from the pane to one’s options: an unknown sender becomes a contact, is told, and is undone',
    run: newcomer,
  },
  {
    title: 'O4 a setting is found by the name that Dynamics has for it, with how accurate it is',
    run: findByDynamicsName,
  },
  {
    title: 'Q3 what an administrator forces or hides is neither shown to be chosen nor taken by the server',
    run: forceAndHide,
  },
];

export default walks;
