/** Sign-in at a real OpenID provider: in Outlook's dialog, in a page of its own, renewed in silence, and by role. */
import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { problem, toBody } from '../../src/contract/problems';
import { openHost, paneOf, toHostMail } from '../tools/host/independentHost';
import { eventually } from '../tools/ownServer';
import { expectText } from '../tools/see';
import { deploy, signInAtProvider, withOfficeCdn, type Deployment } from '../tools/signInServer';
import type { Walk, WalkTools } from './walk';

const alice = { name: 'Alice Berg', address: 'alice@northwind.example' };
const requirements = { Mailbox: '1.8', IdentityAPI: '1.3', DialogApi: '1.2', DialogOrigin: '1.1' };
const raw = [
  'From: Anna Kowalska <anna@contoso.example>',
  'To: Alice Berg <alice@northwind.example>',
  'Subject: The plan',
  'Message-ID: <plan@contoso.example>',
  'Date: Thu, 19 Nov 2026 09:15:00 +0100',
  'Content-Type: text/plain',
  '',
  'Dear Alice',
  '',
].join('\r\n');

const deployed = (run: (tools: WalkTools, there: Deployment) => Promise<void>) => async (tools: WalkTools) => {
  const there = await deploy();
  try {
    await withOfficeCdn(tools.context);
    await run(tools, there);
  } finally {
    await there.stop();
  }
};

async function openPane(page: Page, url: string) {
  const mail = await toHostMail(raw, 'item-1');
  await openHost(page, url, { user: alice, token: null, mail, requirements });
  return paneOf(page);
}

/** Where no click asked for the window, office.js asks first; whoever drives a browser is taken to click now and then. */
async function dialogOf({ page, context }: WalkTools, act: () => Promise<unknown>): Promise<Page> {
  const opened = context.waitForEvent('page');
  await act();
  void paneOf(page)
    .locator('input[value=Allow]')
    .click()
    .catch(() => undefined);
  return opened;
}

const tokensAsked = (page: Page) => {
  const seen: string[] = [];
  page.context().on('request', (request) => {
    if (/\/token$/.test(new URL(request.url()).pathname)) seen.push(request.postData() ?? '');
  });
  return seen;
};

/**
 * Nothing that was kept counts any more: neither here, nor at the provider, nor at the server, whose refusal of the old token
 * is spoken in the pane itself, for a service worker's questions pass by the browser's router. Gives how to ask which letters
 * have left since.
 */
async function endSignIn({ page, context }: WalkTools): Promise<() => Promise<string[]>> {
  await context.clearCookies();
  const frame = page.frames().find((each) => each.url().includes('/taskpane.html'));
  assert.ok(frame, 'there is no pane');
  await frame.evaluate(
    (body) => {
      sessionStorage.clear();
      const ask = window.fetch;
      const old: { token?: string | null } = {};
      const left: string[] = [];
      Object.assign(window, { left });
      const refused = () =>
        new Response(body, { status: 401, headers: { 'content-type': 'application/problem+json' } });
      window.fetch = async (to, how) => {
        if (!String(to).includes('/api/')) return ask(to, how);
        const token = new Headers(how?.headers).get('authorization');
        if (token === (old.token ??= token)) return refused();
        if (/\/track$/.test(String(to))) left.push(String(how?.body));
        return ask(to, how);
      };
    },
    JSON.stringify(toBody(problem('tokenExpired'))),
  );
  return () => frame.evaluate(() => (window as unknown as { left: string[] }).left);
}

/** A click after the sign-in has ended: the letter waits, survives a closed window, and leaves once. */
async function waitingLetter(tools: WalkTools, { url }: Deployment): Promise<void> {
  const { page } = tools;
  const dialog = await dialogOf(tools, () => openPane(page, url));
  await signInAtProvider(dialog, alice.address);
  const pane = paneOf(page);
  await expectText(pane, /Not tracked/);
  const whatLeft = await endSignIn(tools);
  const asked = await dialogOf(tools, () => pane.getByRole('button', { name: /^Track without record/ }).click());
  await asked.close();
  await expectText(pane, /^Waiting to be tracked/);
  await expectText(pane, /1 change waits on this device/);
  const again = await dialogOf(tools, () => pane.getByRole('button', { name: 'Sign in' }).click());
  await signInAtProvider(again, alice.address);
  await expectText(pane, /^Tracked without record/);
  assert.equal((await whatLeft()).length, 1);
}

const walks: Walk[] = [
  {
    title: 'O5 W2 what was clicked when the sign-in had ended waits, and leaves once after signing in again',
    run: deployed(waitingLetter),
  },
  {
    title: 'W2 the pane signs in through Outlook’s dialog, keeps no cookie of ours, and opens again without asking',
    run: deployed(async (tools, { url }) => {
      const { page, context } = tools;
      const dialog = await dialogOf(tools, () => openPane(page, url));
      const closed = dialog.waitForEvent('close');
      await signInAtProvider(dialog, alice.address);
      await closed;
      const pane = paneOf(page);
      await expectText(pane, /Not tracked/);
      assert.deepEqual(await context.cookies(url), []);
      await page.reload();
      await expectText(pane, /Not tracked/);
      assert.equal(context.pages().length, 1);
    }),
  },
  {
    title: 'W2 a sign-in window that is closed is said, and a click on the pane opens it again',
    run: deployed(async (tools, { url }) => {
      const { page } = tools;
      const pane = paneOf(page);
      await (await dialogOf(tools, () => openPane(page, url))).close();
      await expectText(pane, /The sign-in window was closed/);
      const again = pane.getByRole('button', { name: 'Sign in' });
      const dialog = await dialogOf(tools, () => again.click());
      await signInAtProvider(dialog, alice.address);
      await expectText(pane, /Not tracked/);
    }),
  },
  {
    title:
      'W2 settings open outside Outlook after signing in at the provider, and a token that ends is renewed in silence',
    run: deployed(async (tools, { url }) => {
      const { page, context } = tools;
      const asked = tokensAsked(page);
      await page.goto(`${url}/admin.html#settings`);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await signInAtProvider(page, alice.address);
      await expectText(page, 'Signed in as alice, Northwind Traders');
      await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
      assert.equal(asked.length, 1);
      assert.match(asked[0]!, /grant_type=authorization_code.*code_verifier=/);
      // As if it had been open for an hour: what is kept is at its end.
      await page.evaluate(() => {
        const kept = JSON.parse(sessionStorage.getItem('threadmark.signIn') ?? '{}') as object;
        sessionStorage.setItem('threadmark.signIn', JSON.stringify({ ...kept, until: Date.now() }));
      });
      await page.reload();
      await expectText(page, 'Signed in as alice, Northwind Traders');
      const renewed = await eventually(
        async () => asked.some((body) => body.includes('grant_type=refresh_token')),
        (is) => is,
      );
      assert.ok(renewed, 'the token was not renewed');
      assert.deepEqual(await context.cookies(url), []);
      assert.equal(new URL(page.url()).search, '');
    }),
  },
  {
    title:
      'W2 who is no user is told so; let in by the domain they are a user, and as a customizer they change settings',
    run: deployed(async (tools, { url, provider, operate }) => {
      const { page } = tools;
      await page.goto(`${url}/admin.html#settings`);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await signInAtProvider(page, 'bob@northwind.example');
      await expectText(page, 'You are signed in, but not a user of this organisation.');
      operate('organisation', 'set', 'Northwind Traders', '--issuer', provider.issuer, '--joining', 'domains');
      await page.reload();
      await expectText(page, /Only administrators of Northwind Traders can change these settings/);
      assert.equal(await page.getByRole('button', { name: 'Save', exact: true }).count(), 0);
      operate('user', 'set', 'bob@northwind.example', '--organisation', 'Northwind Traders', '--role', 'customizer');
      await page.reload();
      await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
      operate('user', 'set', 'bob@northwind.example', '--organisation', 'Northwind Traders', '--active', 'no');
      await page.reload();
      await expectText(page, 'You are signed in, but not a user of this organisation.');
    }),
  },
];

export default walks;
