/**
 * Two Outlooks to open messages in, both with the real office.js:
 * `alone` is a page that does nothing beside the pane, so that what is measured is ours;
 * `sandbox` draws list and mail in the pane's own process, as no Outlook does, and is measured for comparison.
 * Each opens the pane and gives { pane, count, select(number) }.
 */
import fs from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { root } from '../../src/setup/console.mjs';

export const hosts = { alone, sandbox };

const ALICE = { name: 'Alice Berg', address: 'alice@northwind.example' };

async function alone(page, url) {
  const mails = await sandboxMails();
  const reply = await page.request.post(`${url}/dev/token`, { data: { user: ALICE.address } });
  const { access_token: token } = await reply.json();
  const settings = { user: ALICE, token, mail: mails[0], requirements: { Mailbox: '1.15', IdentityAPI: '1.3' } };
  const parts = ['calls.js', 'draft.js', 'page.js'];
  const script = parts.map((name) => fs.readFileSync(path.join(root, 'test/tools/host', name), 'utf8')).join('\n');
  const given = JSON.stringify({ settings, mails }).replaceAll('<', '\\u003c');
  const body = `<!doctype html><body><script>const given=${given};window.mails=given.mails;window.hostSettings=given.settings;${script}</script>`;
  const address = `${url}/independent-host.html`;
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(address);
  await page.unroute(address);
  const pane = await paneOf(page);
  const select = (number) => page.evaluate((at) => globalThis.host.select(globalThis.mails[at]), number % mails.length);
  return { pane, count: mails.length, select };
}

async function sandbox(page, url) {
  await page.goto(`${url}/sandbox.html`);
  const rows = page.locator('[role=option]');
  await rows.first().click();
  await page.getByRole('button', { name: 'Open Threadmark' }).click();
  await page.getByRole('button', { name: /^Pin the pane/ }).click();
  const pane = await paneOf(page);
  const count = await rows.count();
  return { pane, count, select: (number) => rows.nth(number % count).click() };
}

async function paneOf(page) {
  const pane = await waitFor(() => page.frames().find((frame) => frame.url().includes('/taskpane.html')));
  await pane.locator('main[data-state=known]').waitFor();
  return pane;
}

/** The messages of the sandbox, as a host hands them over. */
function sandboxMails() {
  const folder = path.join(root, 'assets/sandbox/mails');
  return Promise.all(
    fs
      .readdirSync(folder)
      .sort()
      .map((name, at) => toHostMail(fs.readFileSync(path.join(folder, name), 'utf8'), `item-${at}`)),
  );
}

async function toHostMail(raw, itemId) {
  const { from, to = [], cc = [], ...email } = await PostalMime.parse(raw);
  const people = (list) => list.map(({ name, address = '' }) => ({ name, address }));
  return {
    itemId,
    subject: email.subject ?? '',
    from: from ? people([from])[0] : null,
    to: people(to),
    cc: people(cc),
    internetMessageId: email.messageId ?? '',
    conversationId: '',
    date: email.date ?? '2026-11-20T08:00:00.000Z',
    headers: raw.slice(0, /\r?\n\r?\n/.exec(raw)?.index ?? raw.length),
    html: email.html ?? '',
    text: email.text ?? '',
  };
}

export async function waitFor(look) {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the pane did not come to a verdict in time');
}
