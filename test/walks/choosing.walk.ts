/** Settings whose effect shows beside people's own choices, in Outlook's list of categories, or after months of silence. */
import { strict as assert } from 'node:assert';
import { agedServer } from '../tools/aged';
import { openWriting } from '../tools/host/writing';
import { expectText, noText } from '../tools/see';
import { fillIn, openForm, saveForm } from '../tools/settingsForm';
import { drafts, paneSays } from '../tools/settingLetters';
import { signedApi } from '../tools/signedApi';
import type { Walk, WalkTools } from './walk';

const alice = 'alice@northwind.example';
const OUTSIDE = 'Your organisation tracks mail to people outside.';

/** Free: what she chose counts. Forced: what everybody has, shown and fixed. Hidden: the same, and nothing of it shown. */
async function ownChoice({ page, context }: WalkTools): Promise<void> {
  const server = await agedServer();
  try {
    const { url } = server;
    const form = await context.newPage();
    await openForm(form, url, /Alice/);
    const set = async (change: Parameters<typeof fillIn>[1]) => {
      await form.goto(`${url}/admin.html#settings`);
      await fillIn(form, change);
      await saveForm(form, 'For everybody');
      await form.goto(`${url}/admin.html#mine`);
      await expectText(form, 'My own mail');
    };
    await set({ autoTrack: 'everyone' });
    const mine = form.getByRole('switch', { name: 'Track my mail on sending' });
    await mine.click();
    await expectText(form, 'Saved.');
    await form.getByLabel('Never tracked on my behalf').fill('contoso.example');
    await form.getByRole('button', { name: /^Save/ }).click();
    await expectText(form, 'Saved.');
    const pane = await openWriting({ page, url }, drafts.toAnna());
    await expectText(pane, 'You turned automatic tracking off for your mail.');

    await set({ outgoingChoice: 'forced' });
    assert.deepEqual([await mine.isChecked(), await mine.isDisabled()], [true, true]);
    await paneSays(page, pane, drafts.toAnna(), 'Mail with anna@contoso.example is never tracked on its own.');
    await set({ outgoingChoice: 'hidden', neverTrackChoice: 'hidden', createRecordsChoice: 'forced' });
    await noText(form, 'Track my mail on sending');
    await noText(form, 'Never tracked on my behalf');
    assert.ok(await form.getByLabel('Records for unknown senders').isDisabled());
    await paneSays(page, pane, drafts.toAnna(), OUTSIDE);

    await set({ outgoingChoice: 'free', neverTrackChoice: 'free' });
    assert.equal(await mine.isChecked(), false);
    await paneSays(page, pane, drafts.toAnna(), 'You turned automatic tracking off for your mail.');
  } finally {
    await server.stop();
  }
}

/** Ten numbers, each given a hundred days ago: taken as long as a thread counts as active for half a year. */
async function silence({ page, context }: WalkTools): Promise<void> {
  const { url, inDatabase, stop } = await agedServer();
  try {
    const form = await context.newPage();
    await openForm(form, url, /Alice/);
    await fillIn(form, { prefix: 'FEW-', counterDigits: '1', whenNumbersRunOut: 'none', autoTrack: 'everyone' });
    await saveForm(form, 'Ten numbers each');
    const api = await signedApi(context, url, alice);
    const mint = () => api.call('mintToken', { requestId: crypto.randomUUID(), mark: crypto.randomUUID() });
    while ((await mint()).token !== null);
    await inDatabase(
      `update token_number set given_at = given_at - interval '100 days', held_from = held_from - interval '100 days'`,
    );
    const pane = await openWriting({ page, url }, drafts.toAnna());
    await expectText(pane, /Each of your numbers belongs to an active thread\./);
    await fillIn(form, { activeDays: '30' });
    await saveForm(form, 'A month of silence is enough');
    await paneSays(page, pane, drafts.toAnna(), /^FEW-0/);
  } finally {
    await stop();
  }
}

/** Name and colour in Outlook's own list of categories, and on the mail. */
async function category({ page, context, url }: WalkTools): Promise<void> {
  const api = await signedApi(context, url, alice);
  const before = await api.call('settings');
  const form = await context.newPage();
  await openForm(form, url, /Alice/);
  await fillIn(form, { categoryName: 'Seen by the CRM', categoryColor: 'Preset8' });
  await saveForm(form, 'Another colour');
  await page.goto(`${url}/`);
  await page
    .getByTestId('messages')
    .getByRole('option', { name: /^Anna Kowalska/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Open Threadmark' }).click();
  const pane = page.frameLocator('[data-testid=pane] iframe');
  await pane.getByRole('button', { name: 'Track', exact: true }).click();
  await expectText(pane, /^Tracked regarding/);
  const tag = page
    .getByRole('list', { name: 'Categories' })
    .getByRole('listitem')
    .filter({ hasText: 'Seen by the CRM' });
  await tag.waitFor();
  const colour = await tag.locator('.category-dot').evaluate((dot) => getComputedStyle(dot).backgroundColor);
  assert.equal(colour, 'rgb(142, 91, 208)', 'Preset8 is purple');
  await pane
    .getByRole('button', { name: /^Undo|^Untrack/ })
    .first()
    .click();
  const { version } = await api.call('settings');
  await api.call('saveSettings', { version, reason: 'As before', settings: before.settings });
}

export default [
  {
    title: 'Q3 what people chose counts while it is free, not when it is fixed or hidden, and again when it is free',
    run: ownChoice,
  },
  { title: 'T3 a number is given again after the days of silence that are set', run: silence },
  { title: 'O1 the category has the name and the colour that are set, in the list and on the mail', run: category },
] satisfies readonly Walk[];
