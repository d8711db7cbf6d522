/** Letters that a walk drops into a mailbox of the sandbox, opens beside the pane, and gives categories in the list. */
import type { FrameLocator, Page } from 'playwright-core';

const ALICE = 'alice@northwind.example';
/** A newsletter: no rule for incoming mail takes it. */
export const ELSEWHERE = 'News of every week';
export const CATEGORY = 'Tracked to CRM';

export const paneIn = (page: Page): FrameLocator => page.frameLocator('[data-testid=pane] iframe');
export const lineOf = (page: Page, subject: string) =>
  page.getByTestId('messages').getByRole('option', { name: subject });

interface Letter {
  readonly subject: string;
  readonly from?: string;
  readonly to?: string;
  readonly more?: readonly string[];
}

const numbers = { last: 0 };
export const mint = () => `${process.pid}-${(numbers.last += 1)}`;

function rawOf({ subject, from = 'Ines Ruiz <ines@walks.example>', to = ALICE, more = [] }: Letter): string {
  const head = [`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, `Message-ID: <rules-${mint()}@walks.example>`];
  const date = 'Date: Fri, 20 Nov 2026 10:00:00 +0100';
  return [...head, date, ...more, 'Content-Type: text/plain', '', 'As we said.'].join('\r\n');
}

const NEWSLETTER = { subject: ELSEWHERE, from: 'News <news@walks.example>', more: ['Precedence: bulk'] };

/** Every letter is opened as it is dropped, and left again. */
export async function bring(page: Page, letters: readonly Letter[] = []): Promise<void> {
  for (const letter of [...letters, NEWSLETTER]) {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: /\.eml/ }).click();
    const buffer = Buffer.from(rawOf(letter));
    await (await chooser).setFiles({ name: 'letter.eml', mimeType: 'message/rfc822', buffer });
    await lineOf(page, letter.subject).first().waitFor();
  }
}

/** Pinned, so that it follows what is opened. */
export const openPane = async (page: Page) => {
  await page.getByRole('button', { name: 'Open Threadmark' }).click();
  await page.getByRole('button', { name: 'Pin the pane' }).click();
  await paneIn(page).locator('main[data-state=known]').waitFor();
};

/** Waits until the pane knows that message and no earlier one. */
export async function open(page: Page, subject: string): Promise<void> {
  const line = lineOf(page, subject).first();
  if ((await line.getAttribute('aria-selected')) === 'true') return;
  const before = await paneIn(page).locator('main').getAttribute('data-item');
  await line.click();
  await paneIn(page).locator(`main[data-state=known]:not([data-item="${before}"])`).waitFor();
}

/** Any other message, so that the next one is looked at afresh: by then whatever a rule did with the one before is done. */
export const goElsewhere = (page: Page) => open(page, ELSEWHERE);

/** In the list, as a person does it: a right click, the box, and away. */
export async function categorise(page: Page, subject: string, name = CATEGORY): Promise<void> {
  await lineOf(page, subject).first().click({ button: 'right' });
  await page.getByRole('menuitemcheckbox', { name, exact: true }).click();
  await page.keyboard.press('Escape');
}

export const categoriesOf = (page: Page, subject: string, name: string) =>
  lineOf(page, subject).first().getByText(`, category ${name}`, { exact: true });
