/** Mail that means harm, opened in the sandbox: it is read, and the next one as if it had never been there. */
import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { expectText } from '../tools/see';
import type { Walk, WalkTools } from './walk';

/** A name hides what the browser gives to a page, or to a form. */
const names = [
  ...['documentElement', 'replaceChild', 'adoptNode', 'querySelectorAll', 'body', 'defaultView'].map(
    (name) => `<img name="${name}">`,
  ),
  ...['replaceWith', 'childNodes', 'localName', 'attributes'].map((name) => `<form><input name="${name}"></form>`),
];

/** The second kind of link knows nothing of the first's target, nor of that of the page. */
const links = [
  '<a href="/record.html" target="_self">Go</a>',
  '<svg><a href="/record.html"><text y="20">Go</text></a></svg>',
];

const letter = (subject: string, html: string) =>
  [
    'From: Eve <eve@litware.example>',
    'To: alice@northwind.example',
    `Subject: ${subject}`,
    'Content-Type: text/html; charset=utf-8',
    '',
    html,
  ].join('\r\n');

const textOf = (page: Page) => page.frameLocator('[data-testid=body]');

async function read(page: Page, subject: string, html: string): Promise<void> {
  const buffer = Buffer.from(letter(subject, html));
  await page.getByTestId('eml').setInputFiles({ name: 'letter.eml', mimeType: 'message/rfc822', buffer });
  await page.getByTestId('reading').getByRole('heading', { name: subject, exact: true }).waitFor();
  await expectText(textOf(page), `Text of ${subject}.`);
}

async function hidingNames({ page, url }: WalkTools): Promise<void> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${url}/`);
  for (const [at, html] of names.entries()) {
    await read(page, `Hostile ${at}`, `<p>Text of Hostile ${at}.</p>${html}`);
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await expectText(page.frameLocator('[data-testid=editor]'), `Text of Hostile ${at}.`);
    await read(page, `Harmless ${at}`, `<p>Text of Harmless ${at}.</p>`);
    assert.equal(await textOf(page).locator('p').count(), 1, html);
  }
  assert.deepEqual(faults, []);
}

async function leadingAway({ page, url }: WalkTools): Promise<void> {
  await page.goto(`${url}/`);
  for (const [at, html] of links.entries()) {
    await read(page, `Leading ${at}`, `<p>Text of Leading ${at}.</p>${html}`);
    await textOf(page).getByText('Go').click();
    await expectText(textOf(page), `Text of Leading ${at}.`);
    await read(page, `After ${at}`, `<p>Text of After ${at}.</p>`);
    assert.equal((await textOf(page).locator('meta').count()) + (await textOf(page).locator('p').count()), 1, html);
  }
}

const walks: Walk[] = [
  {
    title: 'X6 a mail that hides what a page is made of is read, answered and gone with the next one',
    run: hidingNames,
  },
  { title: 'X6 a link leads no mail out of its place, and the next one is shown', run: leadingAway },
];

export default walks;
