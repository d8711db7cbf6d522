/** What a person sees, waited for without a clock of our own. */
import { strict as assert } from 'node:assert';
import type { FrameLocator, Locator, Page } from 'playwright-core';

type Place = Page | FrameLocator | Locator;

export async function expectText(place: Place, text: string | RegExp): Promise<void> {
  await place.getByText(text).first().waitFor({ state: 'visible' });
}

export async function noText(place: Place, text: string | RegExp): Promise<void> {
  assert.equal(await place.getByText(text).count(), 0, `"${String(text)}" should not be seen`);
}
