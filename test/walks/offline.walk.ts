/** Without a line: the pane opens from what the browser keeps, clicks wait, and each is done once when the server is back. */
import { strict as assert } from 'node:assert';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { expectText } from '../tools/see';
import { startServer, type RunningServer } from '../tools/server';
import { signedApi } from '../tools/signedApi';
import type { Walk, WalkTools } from './walk';

const paneIn = (page: Page) => page.frameLocator('[data-testid=pane] iframe');
const letterFrom = (page: Page, name: RegExp) => page.getByTestId('messages').getByRole('option', { name }).first();

/** The pane keeps its files in its own time, once it has been open. */
const keepsItsFiles = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    for (let tries = 0; tries < 100; tries++) {
      const kept = await Promise.all(['/taskpane.html', '/msajax.js'].map((path) => caches.match(path)));
      if (kept.every(Boolean)) return true;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return false;
  });

async function closePane(page: Page): Promise<void> {
  await page.getByTestId('pane').getByRole('button', { name: 'Close' }).click();
}

/** How many activities the record with this name has got since then. */
async function trackedSince(began: string, name: string, { context, url }: { context: BrowserContext; url: string }) {
  const { call, token } = await signedApi(context, url, 'alice@northwind.example');
  const { records } = await call('searchRecords', { text: name, around: [], types: [] });
  const record = records.find((each) => each.name === name);
  const reply = await context.request.get(`${url}/api/records/${record?.type}/${record?.id}/timeline`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { activities } = (await reply.json()) as { activities: { tracking: { trackedAt: string } }[] };
  return activities.filter(({ tracking }) => tracking.trackedAt > began).length;
}

async function clicksWait({ page, context }: WalkTools): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'threadmark-offline-'));
  fs.chmodSync(folder, 0o755);
  const held: { server: RunningServer } = { server: await startServer({}, folder) };
  const { url } = held.server;
  const restart = async () => void (held.server = await startServer({ PORT: new URL(url).port }, folder));
  try {
    await walkWithoutServer({ page, context, url, stop: () => held.server.stop(), restart });
  } finally {
    await held.server.stop();
  }
}

interface OwnServer {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly url: string;
  readonly stop: () => Promise<unknown>;
  readonly restart: () => Promise<void>;
}

async function walkWithoutServer({ page, context, url, stop, restart }: OwnServer): Promise<void> {
  const began = new Date().toISOString();
  await page.goto(`${url}/`);
  await letterFrom(page, /^Anna Kowalska/).click();
  await page.getByRole('button', { name: 'Open Threadmark' }).click();
  const pane = paneIn(page);
  await expectText(pane, 'Contact: Anna Kowalska');
  assert.ok(await keepsItsFiles(page), 'the browser keeps no files of the pane');
  await stop();

  await pane.getByRole('button', { name: 'Track', exact: true }).click();
  await expectText(pane, /^Waiting to be tracked/);
  await expectText(pane, 'Offline.');
  await expectText(pane, '1 change waits on this device for the server.');
  await closePane(page);
  await page.getByRole('button', { name: 'Open Threadmark' }).click();
  await expectText(paneIn(page), /^Waiting to be tracked/);

  await restart();
  const headline = paneIn(page).getByRole('heading', { name: /^Tracked regarding/ });
  await headline.waitFor();
  const name = (await headline.innerText()).replace('Tracked regarding ', '');
  assert.equal(await trackedSince(began, name, { context, url }), 1);
}

export default [
  {
    title: 'O5 O7 a click waits while the server is away, survives a closed pane, and is done when it is back',
    run: clicksWait,
  },
] satisfies readonly Walk[];
