/** The form of the settings as a person changes it in a browser: every control found by its own words. */
import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import type { Settings } from '../../src/contract/settings';
import { colours } from '../../src/admin/choices';
import { boundsOf, fields, fieldWords, kindOf, makeDraft, readDraft, wordsOf } from '../../src/admin/draft';
import type { Draft, Field } from '../../src/admin/draft';
import { expectText } from './see';

/** Those that no general rule could change into something legal, or that would reach for more than a walk should. */
const particular: Partial<Record<Field, string>> = {
  prefix: 'EVERY-',
  neverTrack: 'lists.example\nboss@litware.example',
  HashFilterKeywords: 'urgent',
};

const presets = colours.map(([preset]) => preset);
const nextOf = (words: readonly string[], word: string) => words[(words.indexOf(word) + 1) % words.length] ?? word;

/** Another legal value of a setting: the other side of a switch, the next word, the upper bound or the lower. */
export function otherValue(field: Field, draft: Draft): Draft[Field] {
  const value = draft[field];
  if (typeof value === 'boolean') return !value;
  const { minimum, maximum } = boundsOf(field);
  switch (kindOf(field)) {
    case 'choice':
      return nextOf(wordsOf(field), value);
    case 'colour':
      return nextOf(presets, value);
    case 'number':
      return String(value === String(maximum) ? minimum : maximum);
    default:
      return particular[field] ?? `${value} anew`;
  }
}

export function otherDraft(draft: Draft): Draft {
  return Object.fromEntries(fields.map((field) => [field, otherValue(field, draft)])) as unknown as Draft;
}

export const asDraft = (settings: Settings): Draft => makeDraft(settings);
export const asSettings = (draft: Draft): Settings => readDraft(draft);

/** Also those that are folded away. */
export async function openForm(page: Page, url: string, who: RegExp): Promise<void> {
  await page.goto(`${url}/admin.html#settings`);
  await page.getByRole('button', { name: who }).click();
  await page.getByLabel('Reason').waitFor();
}

const control = (page: Page, field: Field) =>
  kindOf(field) === 'switch'
    ? page.getByRole('switch', { name: fieldWords[field], exact: true })
    : page.getByLabel(fieldWords[field], { exact: true });

export async function unfold(page: Page): Promise<void> {
  const folded = page.locator('details:not([open]) > summary', { hasText: 'Smart matching, advanced' });
  if ((await folded.count()) > 0) await folded.click();
}

export async function fillIn(page: Page, values: Partial<Draft>): Promise<void> {
  await unfold(page);
  for (const [name, value] of Object.entries(values)) {
    const [field, found] = [name as Field, control(page, name as Field)];
    if (typeof value === 'boolean') await found.setChecked(value);
    else if (kindOf(field) === 'choice' || kindOf(field) === 'colour') await found.selectOption(value);
    else await found.fill(value);
  }
}

export async function saveForm(page: Page, reason: string): Promise<void> {
  await page.getByLabel('Reason').fill(reason);
  await pressSave(page);
}

export async function pressSave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expectText(page, /Saved as version/);
}

/** What each control shows now. */
export async function readForm(page: Page, of: readonly Field[] = fields): Promise<Record<string, unknown>> {
  await unfold(page);
  const shown: Record<string, unknown> = {};
  for (const field of of) {
    const found = control(page, field);
    assert.equal(await found.count(), 1, `"${fieldWords[field]}" should be one control`);
    shown[field] = kindOf(field) === 'switch' ? await found.isChecked() : await found.inputValue();
  }
  return shown;
}
