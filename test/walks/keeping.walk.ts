/** What of a mail is stored and how long: met on the page of its record, and never shortened without a word. */
import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { faultsOf, overflowOf, wear } from '../tools/accessibility';
import { agedServer, type AgedServer } from '../tools/aged';
import { expectText, noText } from '../tools/see';
import { fillIn, openForm, saveForm } from '../tools/settingsForm';
import { signedApi, trackLetter, type SignedApi } from '../tools/signedApi';
import type { Walk, WalkTools } from './walk';

const alice = 'alice@northwind.example';

const aged = (run: (tools: WalkTools, server: AgedServer) => Promise<void>) => async (tools: WalkTools) => {
  const server = await agedServer();
  try {
    await run(tools, server);
  } finally {
    await server.stop();
  }
};

async function annaOf(api: SignedApi) {
  const { records } = await api.call('searchRecords', { text: 'Anna Kowalska', around: [], types: ['contact'] });
  const anna = records.find(({ name }) => name === 'Anna Kowalska');
  assert.ok(anna, 'there is no Anna Kowalska');
  return anna;
}

/** Another tab of the browser in which Alice is signed in; both stay open. */
async function tab({ context }: WalkTools, address: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(address);
  await page.getByRole('button', { name: /Alice/ }).click();
  return page;
}

/** The whole form is long; its other looks are walked elsewhere. */
async function looksRight(page: Page): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width: 320, height: 800 });
  await wear(page, { colorScheme: 'dark' });
  assert.deepEqual(await faultsOf(page), []);
  assert.equal(await overflowOf(page), 0);
  const folder = process.env['WALK_SCREENSHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/removal-dark.png` });
  await wear(page, { colorScheme: 'light' });
  await page.setViewportSize(size);
}

const attachments = [{ name: 'plan.pdf', contentType: 'application/pdf', size: 90_000, inline: false }];
const letter = (subject: string) => ({ subject, html: `<p>The pumps of ${subject}</p>`, text: null, attachments });

/** Setting off: neither text nor list is stored, and the page says so; on: both are read. */
async function stored(tools: WalkTools, { url }: AgedServer): Promise<void> {
  const { page, context } = tools;
  const api = await signedApi(context, url, alice);
  const regarding = await annaOf(api);
  await openForm(page, url, /Alice/);
  await fillIn(page, { storeBodies: 'none', storeAttachments: false });
  await saveForm(page, 'Text stays in Outlook');
  await trackLetter(api, { ...letter('Hall seven'), regarding });
  await fillIn(page, { storeBodies: 'all', storeAttachments: true });
  await saveForm(page, 'Text is wanted again');
  await trackLetter(api, { ...letter('Hall eight'), regarding });

  const record = await tab(tools, `${url}/record.html?type=contact&id=${regarding.id}`);
  const without = record.getByRole('region', { name: 'Hall seven' });
  await without.getByRole('button', { name: 'Read mail' }).click();
  await expectText(record, /There is no text of this mail here: as your organisation decided/);
  assert.equal(await without.getByText('plan.pdf').count(), 0);
  const whole = record.getByRole('region', { name: 'Hall eight' });
  await whole.getByText('plan.pdf').waitFor();
  await whole.getByRole('button', { name: 'Read mail' }).click();
  await expectText(whole.frameLocator('iframe'), 'The pumps of Hall eight');
}

/** Asked first, refused, meant: then it goes when its time has come, and audit and overview say so. */
async function gone(tools: WalkTools, { url, operate, inDatabase }: AgedServer): Promise<void> {
  const { page, context } = tools;
  const api = await signedApi(context, url, alice);
  const regarding = await annaOf(api);
  for (const subject of ['Long ago', 'Last month', 'Today']) await trackLetter(api, { ...letter(subject), regarding });
  const age = `update activity set tracked_at = now() - make_interval(days => $1) where subject = $2`;
  await inDatabase(age, [400, 'Long ago']);
  await inDatabase(age, [40, 'Last month']);

  await openForm(page, url, /Alice/);
  const before = await api.call('settings');
  await fillIn(page, { keepBodiesDays: '30', keepMailDays: '365' });
  await page.getByLabel('Reason').fill('As the works council wants it');
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  const question = page.getByRole('region', { name: '1 mail and 1 text of a mail would be deleted' });
  await question.waitFor();
  await looksRight(page);
  await question.getByRole('button', { name: 'Do not save' }).press('Enter');
  await expectText(page, 'Nothing was saved, and nothing goes.');
  assert.deepEqual(await api.call('settings'), before);
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  await question.getByRole('button', { name: /^Save, and delete/ }).press('Enter');
  await expectText(page, /Saved as version/);

  const words = operate('retention', 'run', '--organisation', 'Northwind Traders');
  assert.match(words, /^Removed 1 mails, 1 texts/);
  const record = await tab(tools, `${url}/record.html?type=contact&id=${regarding.id}`);
  const month = record.getByRole('region', { name: 'Last month' });
  await month.getByRole('button', { name: 'Read mail' }).click();
  await month.getByText(/There is no text of this mail here/).waitFor();
  await record.getByRole('region', { name: 'Today' }).waitFor();
  await noText(record, 'Long ago');
  await page.goto(`${url}/admin.html#audit`);
  await expectText(page, 'removed what is older than it shall be kept');
}

export default [
  {
    title: 'D3 text and attachments are stored as set, and the record says where there is none',
    run: aged(stored),
  },
  {
    title: 'D3 days by which mail goes are asked about first; what is meant goes, and the audit says so',
    run: aged(gone),
  },
] satisfies readonly Walk[];
