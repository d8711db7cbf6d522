/** Two administrators who change the settings at once, and one who is none any more while the page is open. */
import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { faultsOf, overflowOf } from '../tools/accessibility';
import { expectText } from '../tools/see';
import { fillIn, openForm, pressSave, saveForm } from '../tools/settingsForm';
import { signedApi } from '../tools/signedApi';
import type { Walk, WalkTools } from './walk';

const [alice, bob] = ['alice@northwind.example', 'bob@northwind.example'];

async function makeBob(page: Page, role: 'administrator' | 'user'): Promise<void> {
  const chosen = page.getByLabel('Role of Bob Lindqvist');
  await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'PUT'), chosen.selectOption(role)]);
  await page.reload();
  await chosen.waitFor();
  assert.equal(await chosen.inputValue(), role);
}

async function twoAtOnce({ page, url, context, browser }: WalkTools): Promise<void> {
  const api = await signedApi(context, url, alice);
  const before = await api.call('settings');
  const days = before.settings.activeDays;
  const people = await context.newPage();
  await people.goto(`${url}/admin.html#people`);
  await people.getByRole('button', { name: /Alice/ }).click();
  await makeBob(people, 'administrator');

  const own = await browser.newContext({ ignoreHTTPSErrors: true, reducedMotion: 'reduce' });
  const bobs = await own.newPage();
  bobs.setDefaultTimeout(15_000);
  await openForm(bobs, url, /Bob/);
  await openForm(page, url, /Alice/);
  await fillIn(page, { categoryName: 'By Alice', activeDays: String(days + 1) });
  await saveForm(page, 'Alice was here');
  await fillIn(bobs, { categoryName: 'By Bob', subjectLength: '300' });
  await bobs.getByLabel('Reason').fill('Bob was here');
  await bobs.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  const told = bobs.getByRole('region', { name: 'Somebody changed the settings before you' });
  await told.getByText(`Alice Berg saved version ${before.version + 1}, because: Alice was here`).waitFor();
  await told.getByText(`was “${days}”, now “${days + 1}”`).waitFor();
  await told.getByRole('radio', { name: 'Mine: “By Bob”' }).waitFor();
  const stored = await api.call('settings');
  assert.deepEqual([stored.changedBy, stored.settings.categoryName], ['Alice Berg', 'By Alice']);
  assert.equal(stored.settings.subjectLength, before.settings.subjectLength);
  await bobs.setViewportSize({ width: 320, height: 800 });
  assert.deepEqual(await faultsOf(bobs), []);
  assert.equal(await overflowOf(bobs), 0);

  await told.getByRole('radio', { name: 'Mine: “By Bob”' }).press('Space');
  await told.getByRole('button', { name: 'Put my changes on top' }).press('Enter');
  await pressSave(bobs);
  const both = await api.call('settings');
  const { categoryName, activeDays, subjectLength } = both.settings;
  assert.deepEqual([categoryName, activeDays, subjectLength], ['By Bob', days + 1, 300]);
  assert.deepEqual([both.changedBy, both.version], ['Bob Lindqvist', before.version + 2]);

  await makeBob(people, 'user');
  await fillIn(bobs, { categoryName: 'By Bob, who may not' });
  await bobs.getByLabel('Reason').fill('I was an administrator a minute ago');
  await bobs.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  await expectText(bobs, 'You may not do this.');
  await expectText(bobs, /Ask an administrator of your organisation/);
  assert.deepEqual(await api.call('settings'), both);
  const asBob = await signedApi(own, url, bob);
  assert.equal((await asBob.call('me')).role, 'user');
  await bobs.reload();
  await expectText(bobs, /Only administrators of Northwind Traders can change these settings/);
  await api.call('saveSettings', { version: both.version, reason: 'As before', settings: before.settings });
  await own.close();
}

export default [
  {
    title: 'H1 W3 of two administrators the second is told what the first changed; who is none any more is refused',
    run: twoAtOnce,
  },
] satisfies readonly Walk[];
