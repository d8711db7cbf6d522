/** Who may see what: a private mail and its veil, a record of one's own, and what an administrator sees beyond. */
import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { looksRight, readNarrow } from '../tools/readNarrow';
import { expectText, noText } from '../tools/see';
import { signedApi, trackLetter } from '../tools/signedApi';
import type { Walk, WalkTools } from './walk';

const [alice, bob] = ['alice@northwind.example', 'bob@northwind.example'];
const paneIn = (page: Page) => page.frameLocator('[data-testid=pane] iframe');

async function bring(page: Page, raw: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: /\.eml/ }).click();
  await (await chooser).setFiles({ name: 'letter.eml', mimeType: 'message/rfc822', buffer: Buffer.from(raw) });
}

function letterOf(subject: string): string {
  return [
    'From: Yuki Sato <y.sato@litware.example>',
    'To: Alice Berg <alice@northwind.example>',
    `Subject: ${subject}`,
    `Message-ID: <${randomUUID()}@litware.example>`,
    'Date: Mon, 16 Nov 2026 09:00:00 +0100',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'The buyer is not to be named yet.',
  ].join('\r\n');
}

/** The page of the record, read by somebody. */
async function readRecord(tools: WalkTools, text: string, name: RegExp): Promise<Page> {
  const { context, url } = tools;
  const { call } = await signedApi(context, url, alice);
  const { records } = await call('searchRecords', { text, around: [], types: [] });
  const [record] = records;
  assert.ok(record, `there is no record "${text}"`);
  return readNarrow(tools, `/record.html?type=${record.type}&id=${record.id}`, name);
}

async function keptPrivate(tools: WalkTools): Promise<void> {
  const { page, url } = tools;
  const subject = `Letter of intent ${randomUUID().slice(0, 4)}`;
  await page.goto(`${url}/`);
  await bring(page, letterOf(subject));
  await page.getByTestId('messages').getByRole('option', { name: subject }).first().click();
  await page.getByRole('button', { name: 'Open Threadmark' }).click();
  const pane = paneIn(page);
  await pane.getByRole('button', { name: 'Keep private' }).click();
  await expectText(pane, /^Tracked regarding Yuki Sato/);
  const isPrivate = pane.getByRole('switch', { name: 'Private: only you and the people on this mail read it' });
  await isPrivate.waitFor();
  assert.equal(await isPrivate.isChecked(), true);
  const folder = process.env['WALK_SCREENSHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/pane-private.png` });

  const bobs = await readRecord(tools, 'Yuki Sato', /Bob/);
  await expectText(bobs, 'Private mail of Alice Berg');
  await noText(bobs, subject);
  await looksRight(bobs, 'veil');
  const own = await readRecord(tools, 'Yuki Sato', /Alice/);
  const thread = own.getByRole('region', { name: subject });
  await thread.getByRole('button', { name: 'Read mail' }).click();
  await expectText(thread.frameLocator('iframe'), 'The buyer is not to be named yet.');

  await isPrivate.focus();
  await page.keyboard.press('Space');
  await pane.getByRole('switch', { checked: false }).waitFor();
  await bobs.reload();
  await expectText(bobs, subject);
  await Promise.all([bobs.context().close(), own.context().close()]);
}

async function ownRecord(tools: WalkTools): Promise<void> {
  const { context, url } = tools;
  const [asBob, asAlice] = await Promise.all([signedApi(context, url, bob), signedApi(context, url, alice)]);
  const question = { text: 'Dosing pumps pilot', around: [], types: [] };
  const [pilot] = (await asBob.call('searchRecords', question)).records;
  assert.ok(pilot);
  assert.deepEqual((await asAlice.call('searchRecords', question)).records, []);
  const address = `/record.html?type=${pilot.type}&id=${pilot.id}`;
  const alices = await readNarrow(tools, address, /Alice/);
  await expectText(alices, 'This record does not exist, or you may not see it.');
  const bobs = await readNarrow(tools, address, /Bob/);
  const seenBy = bobs.getByRole('combobox', { name: 'Seen by' });
  await looksRight(bobs, 'sharing');
  await seenBy.selectOption({ label: 'Team Sales' });
  await bobs.getByText('Seen by: Team Sales.').first().waitFor({ state: 'attached' });
  await alices.reload();
  await expectText(alices, 'Dosing pumps pilot');
  await seenBy.selectOption({ label: 'Only Bob Lindqvist' });
  await bobs.getByText('Seen by: Only Bob Lindqvist.').first().waitFor({ state: 'attached' });
  await alices.reload();
  await noText(alices, 'Dosing pumps pilot');
  await Promise.all([bobs.context().close(), alices.context().close()]);
}

/** Alice is the only administrator of the sandbox, so nobody there can give her the right. */
async function birdsEye(tools: WalkTools): Promise<void> {
  const { context, url } = tools;
  const { records } = await (
    await signedApi(context, url, bob)
  ).call('searchRecords', { text: 'Dosing pumps pilot', around: [], types: [] });
  const subject = `Only for the pilot ${randomUUID().slice(0, 4)}`;
  assert.ok(records[0]);
  await trackLetter(await signedApi(context, url, bob), {
    ...{ subject, html: '<p>x</p>', text: 'Not for the list', regarding: records[0] },
  });
  const page = await readNarrow(tools, '/admin.html#visibility', /Alice/);
  await page.getByRole('textbox', { name: 'An address, or words of the subject' }).fill(subject);
  await page.getByRole('button', { name: 'Find' }).click();
  const row = page.getByRole('listitem').filter({ hasText: subject });
  await row.getByText('tracked by Bob Lindqvist; Dosing pumps pilot').waitFor();
  await expectText(page, 'Opening it takes the right above.');
  await noText(page, 'Not for the list');
  assert.equal(await page.getByRole('button', { name: 'Give the right to Alice Berg' }).count(), 0);
  await page.getByRole('textbox', { name: 'Team' }).fill('Night shift');
  await page.getByRole('textbox', { name: 'Its people' }).fill('nobody@northwind.example');
  await page.getByRole('button', { name: 'Save team' }).click();
  await expectText(page, 'Nobody has the address nobody@northwind.example in this organisation.');
  await page.getByRole('textbox', { name: 'Its people' }).fill(bob);
  await page.getByRole('button', { name: 'Save team' }).click();
  await expectText(page, 'Saved: Night shift, one person.');
  await looksRight(page, 'visibility');
  await page.context().close();
}

export default [
  {
    title: 'V3 a mail is kept private beside the message, and a colleague sees a veil until it is let go',
    run: keptPrivate,
  },
  { title: 'V1 a record of one’s own is nobody else’s to see until its owner shares it', run: ownRecord },
  {
    title: 'V4 an administrator sees that there is mail, to which record and whose, and not what it says',
    run: birdsEye,
  },
] satisfies readonly Walk[];
