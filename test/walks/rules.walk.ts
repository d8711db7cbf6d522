/** What is tracked though nobody clicked: by the category that somebody set in Outlook, and by a person's choice for incoming mail. */
import { strict as assert } from 'node:assert';
import type { Page, Route } from 'playwright-core';
import { faultsOf, overflowOf } from '../tools/accessibility';
import {
  CATEGORY,
  ELSEWHERE,
  bring,
  categorise,
  categoriesOf,
  goElsewhere,
  lineOf,
  mint,
  open,
  openPane,
  paneIn,
} from '../tools/droppedLetters';
import { expectText, noText } from '../tools/see';
import { under } from '../tools/under';
import type { Walk, WalkTools } from './walk';

const FAILED = 'Tracked to CRM (failed)';
const BEARS = `Tracked because it bears the category “${CATEGORY}”.`;
const BY_ITSELF = 'It was tracked by itself when you opened it.';

async function staysUntracked(page: Page, subject: string): Promise<void> {
  for (let visit = 0; visit < 2; visit++) {
    await open(page, subject);
    await expectText(paneIn(page), 'Not tracked');
    await goElsewhere(page);
  }
}

async function byCategory(tools: WalkTools): Promise<void> {
  const { page, url } = tools;
  const subject = `Pump seals ${mint()}`;
  await page.goto(`${url}/`);
  await bring(page, [{ subject }]);
  await goElsewhereWithPane(page);
  await categorise(page, subject);
  await staysUntracked(page, subject);
  await under(tools, { settings: { useCategories: true } }, async () => {
    await goElsewhere(page);
    await open(page, subject);
    await expectText(paneIn(page), 'Tracked without record');
    await expectText(paneIn(page), BEARS);
    await expectText(paneIn(page), BY_ITSELF);
    await looksWell(page);

    await paneIn(page).getByRole('button', { name: 'Undo: untrack it' }).click();
    await expectText(paneIn(page), 'You have untracked it.');
    await categoriesOf(page, subject, CATEGORY).waitFor({ state: 'detached' });
    await goElsewhere(page);
    await categorise(page, subject);
    await open(page, subject);
    await expectText(paneIn(page), BEARS);
    await expectText(paneIn(page), 'Tracked without record');
  });
}

async function goElsewhereWithPane(page: Page): Promise<void> {
  await lineOf(page, ELSEWHERE).first().click();
  await openPane(page);
}

/** The sentence and its Undo: narrow, dark, in forced colours, and by keyboard. */
async function looksWell(page: Page): Promise<void> {
  const frame = page.frames().find((each) => each.url().includes('/taskpane.html'));
  assert.ok(frame, 'there is no pane');
  for (const theme of ['Dark', 'High contrast', 'Light']) {
    await page.getByRole('button', { name: /^Theme/ }).click();
    await page.getByRole('menuitemradio', { name: theme }).click();
    assert.deepEqual(await faultsOf(frame), [], theme);
  }
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  assert.deepEqual(await faultsOf(frame), []);
  await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce' });
  assert.ok((await overflowOf(frame)) <= 0);
  const undo = paneIn(page).getByRole('button', { name: 'Undo: untrack it' });
  await undo.focus();
  assert.ok(await undo.evaluate((button) => button === document.activeElement));
}

async function appointmentByCategory(tools: WalkTools): Promise<void> {
  const { page, url } = tools;
  await page.goto(`${url}/`);
  await bring(page);
  await goElsewhereWithPane(page);
  await under(tools, { settings: { useCategories: true } }, async () => {
    await open(page, 'Minutes of the meeting');
    await page.getByRole('button', { name: 'Calendar' }).click();
    await page
      .getByRole('option', { name: /Site visit at the pump station/ })
      .first()
      .click({ button: 'right' });
    await page.getByRole('menuitemcheckbox', { name: CATEGORY, exact: true }).click();
    await page.keyboard.press('Escape');
    await page
      .getByRole('option', { name: /Site visit at the pump station/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Open Threadmark' }).click();
    await expectText(paneIn(page), BEARS);
    await expectText(paneIn(page), /^Tracked /);
    await paneIn(page).getByRole('button', { name: 'Undo: untrack it' }).click();
    await expectText(paneIn(page), 'You have untracked it.');
  });
}

const refuse = (route: Route) =>
  route.fulfill({
    status: 410,
    contentType: 'application/problem+json',
    body: JSON.stringify({ code: 'erased', title: 'Erased.', detail: null, next: 'Discard it here.' }),
  });

async function failure(tools: WalkTools): Promise<void> {
  const { page, url, context } = tools;
  const subject = `Gate valve ${mint()}`;
  await page.goto(`${url}/`);
  await bring(page, [{ subject }]);
  await goElsewhereWithPane(page);
  await under(tools, { settings: { useCategories: true } }, async () => {
    await goElsewhere(page);
    await categorise(page, subject);
    await context.route('**/api/track', refuse);
    await open(page, subject);
    await categoriesOf(page, subject, FAILED).waitFor({ state: 'attached' });
    assert.equal(await categoriesOf(page, subject, CATEGORY).count(), 0);
    await noText(paneIn(page), 'Tracked without record');
    await context.unroute('**/api/track');
    await goElsewhere(page);
    await categorise(page, subject);
    await open(page, subject);
    await expectText(paneIn(page), 'Tracked without record');
    await categoriesOf(page, subject, FAILED).waitFor({ state: 'detached' });
    await categoriesOf(page, subject, CATEGORY).waitFor({ state: 'attached' });
  });
}

async function withoutLine(tools: WalkTools): Promise<void> {
  const { page, url, context } = tools;
  const subject = `Flow meter ${mint()}`;
  await page.goto(`${url}/`);
  await bring(page, [{ subject }]);
  await goElsewhereWithPane(page);
  await under(tools, { settings: { useCategories: true } }, async () => {
    await goElsewhere(page);
    await categorise(page, subject);
    await context.route('**/api/track', (route) => route.abort());
    await open(page, subject);
    await expectText(paneIn(page), /^Waiting to be tracked/);
    await expectText(paneIn(page), BEARS.replace('Tracked', 'To be tracked'));
    await paneIn(page).getByRole('button', { name: 'Undo' }).first().click();
    await categoriesOf(page, subject, CATEGORY).waitFor({ state: 'detached' });
    await expectText(paneIn(page), 'Waiting to be untracked');
    await context.unroute('**/api/track');
    await expectText(paneIn(page), 'Not tracked');
    await goElsewhere(page);
    await staysUntracked(page, subject);
  });
}

async function chosen(tools: WalkTools): Promise<void> {
  const { page, url } = tools;
  const [known, stranger, spared] = ['Bearings', 'Unknown', 'Spared'].map((word) => `${word} ${mint()}`);
  assert.ok(known && stranger && spared);
  await page.goto(`${url}/`);
  await bring(page, [
    { subject: known, from: 'Anna Kowalska <anna@contoso.example>' },
    { subject: stranger },
    { subject: spared, from: 'Boss <boss@spared-walks.example>' },
  ]);
  await goElsewhereWithPane(page);
  await under(tools, { mine: { incoming: 'people' } }, async () => {
    await goElsewhere(page);
    await staysUntracked(page, stranger);
    await open(page, known);
    await expectText(paneIn(page), 'Tracked because its sender is a lead, contact or account, by its reader’s rule');
    await expectText(paneIn(page), 'Tracked regarding Anna Kowalska');
    await paneIn(page).getByRole('button', { name: 'Undo: untrack it' }).click();
    await expectText(paneIn(page), 'You have untracked it.');
  });
  const mine = { incoming: 'all', neverTrack: ['spared-walks.example'] } as const;
  await under(tools, { mine: { ...mine, neverTrack: [...mine.neverTrack] } }, async () => {
    await goElsewhere(page);
    await staysUntracked(page, known);
    await staysUntracked(page, spared);
    await expectText(paneIn(page), 'Not tracked');
    await open(page, spared);
    await expectText(paneIn(page), 'mail with boss@spared-walks.example is never tracked without a click.');
    await open(page, stranger);
    await expectText(paneIn(page), 'Tracked because all incoming mail is, by its reader’s rule for incoming mail.');
  });
}

async function marked(tools: WalkTools): Promise<void> {
  const { page, url } = tools;
  const subject = `Salary bands ${mint()}`;
  await page.goto(`${url}/`);
  await bring(page, [{ subject, more: ['Sensitivity: Private'] }]);
  await goElsewhereWithPane(page);
  for (const trackPrivate of [false, true])
    await under(tools, { settings: { useCategories: true, trackPrivate } }, async () => {
      await goElsewhere(page);
      await categorise(page, subject);
      await open(page, subject);
      const said = 'it is marked private, and such mail is not tracked without a click.';
      await expectText(paneIn(page), trackPrivate ? BEARS : said);
      await categoriesOf(page, subject, trackPrivate ? CATEGORY : FAILED).waitFor({ state: 'attached' });
    });
  await paneIn(page)
    .getByRole('switch', { name: /^Private/, checked: true })
    .waitFor();
}

export default [
  {
    title: 'K5 rules: a category tracks what is opened where the organisation wants that, says so, and can be undone',
    run: byCategory,
  },
  { title: 'K5 rules: an appointment that bears the category is tracked', run: appointmentByCategory },
  { title: 'K5 rules: the category for failures comes with a refusal and goes with the next try', run: failure },
  {
    title: 'K5 O5 rules: without a line it waits like a click, and what is taken back stays untracked',
    run: withoutLine,
  },
  { title: 'K5 P1 rules: mail that is marked private is left, or tracked as private mail, as set', run: marked },
  { title: 'K6 rules: a choice for incoming mail tracks what it takes and nothing else', run: chosen },
] satisfies readonly Walk[];
