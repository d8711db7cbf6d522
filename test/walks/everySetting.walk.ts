/** Every setting of the form, changed by who may, refused to who may not, and put back from the history. */
import { strict as assert } from 'node:assert';
import type { BrowserContext } from 'playwright-core';
import { valueWords } from '../../src/admin/choices';
import { fields, fieldWords, makeDraft, readDraft } from '../../src/admin/draft';
import type { Settings } from '../../src/contract/settings';
import { expectText } from '../tools/see';
import { effects, elsewhere, walkEffects } from '../tools/settingEffects';
import { fillIn, openForm, otherDraft, pressSave, readForm, saveForm } from '../tools/settingsForm';
import { signedApi } from '../tools/signedApi';
import type { Walk, WalkTools } from './walk';

const [alice, bob, mallory] = ['alice@northwind.example', 'bob@northwind.example', 'mallory@tailspin.example'];

/** Changed in the browser, stored, shown again, and everything as before from the history. */
async function everySetting({ page, url, context }: WalkTools): Promise<void> {
  const api = await signedApi(context, url, alice);
  const before = await api.call('settings');
  const [was, other] = [makeDraft(before.settings), otherDraft(makeDraft(before.settings))];
  for (const field of fields) assert.notEqual(other[field], was[field], `"${fieldWords[field]}" is to be changed`);

  await openForm(page, url, /Alice/);
  await fillIn(page, other);
  await saveForm(page, 'Every one of them');
  const stored = await api.call('settings');
  assert.deepEqual(stored.settings, readDraft(other));
  assert.deepEqual([stored.version, stored.reason], [before.version + 1, 'Every one of them']);

  await page.reload();
  await expectText(page, /saved by Alice Berg.*Every one of them/);
  assert.deepEqual(await readForm(page), other);

  await page.getByRole('button', { name: 'History', exact: true }).click();
  await page.getByRole('button', { name: `Take version ${before.version} into the form` }).click();
  // It is fetched first: who saves before it has come is told that nothing has changed.
  const again = `Version ${before.version} again`;
  await page.waitForFunction(
    (wanted) => [...document.querySelectorAll('textarea')].some(({ value }) => value === wanted),
    again,
  );
  await pressSave(page);
  assert.deepEqual((await api.call('settings')).settings, before.settings);
  await page.reload();
  await expectText(page, new RegExp(`Version ${before.version} again`));
  await page.getByLabel(fieldWords.prefix, { exact: true }).waitFor();
}

interface Put {
  readonly version: number;
  readonly settings: Settings;
}

async function put({ url, context }: Tried, token: string, { version, settings }: Put) {
  const answer = await context.request.put(`${url}/api/settings`, {
    headers: { authorization: `Bearer ${token}` },
    data: { version, reason: 'Not mine to change', settings },
  });
  return { status: answer.status(), problem: (await answer.json()) as { readonly code?: string } };
}
interface Tried {
  readonly url: string;
  readonly context: BrowserContext;
}

/** A User reads each as a line and is refused; the server refuses as well. */
async function refused({ page, url, context }: WalkTools): Promise<void> {
  const api = await signedApi(context, url, bob);
  const { version, settings } = await api.call('settings');
  const other = readDraft(otherDraft(makeDraft(settings)));
  await page.goto(`${url}/admin.html#settings`);
  await page.getByRole('button', { name: /Bob/ }).click();
  await expectText(page, /Only administrators of Northwind Traders/);
  const draft = makeDraft(settings);
  const lines = await page.locator('dl > div').allInnerTexts();
  for (const field of fields) {
    const line = lines.find((text) => text.startsWith(`${fieldWords[field]}\n`));
    assert.equal(line, `${fieldWords[field]}\n${valueWords(field, draft[field])}`);
  }
  assert.equal(await page.locator('main').locator('input, select, textarea, [role=switch]').count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Save', exact: true }).count(), 0);
  const { status, problem } = await put({ url, context }, api.token, { version, settings: other });
  assert.deepEqual([status, problem.code], [403, 'notAllowed']);
  const after = await api.call('settings');
  assert.deepEqual([after.version, after.settings], [version, settings]);
}

/** An administrator of another organisation sees and changes her own. */
async function anotherOrganisation({ page, url, context }: WalkTools): Promise<void> {
  const [ours, hers] = [await signedApi(context, url, alice), await signedApi(context, url, mallory)];
  const [before, own] = [await ours.call('settings'), await hers.call('settings')];
  const other = otherDraft(makeDraft(own.settings));
  await openForm(page, url, /Mallory/);
  await fillIn(page, other);
  await saveForm(page, 'Tailspin wants it otherwise');
  assert.deepEqual((await hers.call('settings')).settings, readDraft(other));
  assert.deepEqual(await ours.call('settings'), before);

  const seen = await signedApi(context, url, bob);
  assert.deepEqual((await seen.call('settings')).settings, before.settings);
  const { versions } = await ours.call('settingsVersions');
  assert.ok(versions.every(({ reason }) => reason !== 'Tailspin wants it otherwise'));
  const { version } = await hers.call('settings');
  await hers.call('saveSettings', { version, reason: 'As before', settings: own.settings });
}

/** So that a new setting asks where it is met. */
function accountOf(): void {
  const met = Object.values(effects).flatMap((effect) => effect.met);
  assert.deepEqual([...met, ...Object.keys(elsewhere)].sort(), [...fields].sort());
}

const walks: Walk[] = [
  {
    title: 'O1 everySetting: the effect of each is met in the pane once, or it is written down where it is met',
    run: async () => accountOf(),
  },
  {
    title: 'H1 everySetting: each is changed in the form, stored, shown again, and put back from the history',
    run: everySetting,
  },
  { title: 'H1 everySetting: a User reads each, has no control for any, and is refused by the server', run: refused },
  {
    title: 'P1 everySetting: an administrator of another organisation changes each of her own and none of ours',
    run: anotherOrganisation,
  },
  ...Object.entries(effects).map(([what, effect]) => ({
    title: `O1 everySetting: ${what} are met in the pane as soon as they are saved`,
    run: (tools: WalkTools) => walkEffects(tools, effect),
  })),
];

export default walks;
