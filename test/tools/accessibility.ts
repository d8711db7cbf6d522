/** What axe finds on a page or in a frame, how far it is wider than its window, and what Tab cannot reach. */
import fs from 'node:fs';
import type { Frame, Page } from 'playwright-core';

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

type Media = NonNullable<Parameters<Page['emulateMedia']>[0]>;

/**
 * Asks for another look and waits until the page wears it: the browser tells a page of it with its next frame only, and
 * half a look has colours that nobody ever reads.
 */
export async function wear(page: Page, media: Media): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce', ...media });
  await page.waitForFunction(
    () =>
      document.documentElement.style.colorScheme ===
      (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
  );
}

/** Colours on their way are no colours either. */
const settle = (place: Page | Frame) =>
  place.evaluate(async () => {
    const moving = document.getAnimations().filter((each) => each instanceof CSSTransition);
    await Promise.allSettled(moving.map(({ finished }) => finished));
  });

/** One line a fault: its rule, and the first element that breaks it. */
export async function faultsOf(place: Page | Frame): Promise<string[]> {
  await settle(place);
  await place.evaluate(axe);
  return place.evaluate(async () => {
    const { run } = (window as unknown as { axe: { run: (root: Document, how: object) => Promise<AxeResult> } }).axe;
    const { violations } = await run(document, { iframes: false });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 300)}`);
  });
}

/** CSS pixels. */
export const overflowOf = (place: Page | Frame) =>
  place.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** The controls that can be seen and that so many presses of Tab never met; arrows lead on inside a list of options. */
export async function unreachable(page: Page): Promise<string[]> {
  const count = await page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
      'a[href], button:not([role=option]), input, select, textarea, summary',
    );
    const shown = [...all].filter(
      (each) => each.checkVisibility() && each.tabIndex >= 0 && !(each as HTMLButtonElement).disabled,
    );
    shown.forEach((each, at) => each.setAttribute('data-walk', String(at)));
    return shown.length;
  });
  const met = new Set<string>();
  // Blurring alone would begin where the focus was.
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
  });
  for (let press = 0; press < 2 * count + 60 && met.size < count; press++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => document.activeElement?.getAttribute('data-walk') ?? null);
    if (at !== null) met.add(at);
  }
  return page.evaluate(
    (reached) =>
      [...document.querySelectorAll('[data-walk]')]
        .filter((each) => !reached.includes(each.getAttribute('data-walk') ?? ''))
        .map((each) => each.outerHTML.slice(0, 200)),
    [...met],
  );
}
