/** A server that one walk alone may stop and start again, with its data; and what a walk waits for beside it. */
import { strict as assert } from 'node:assert';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { startServer, type RunningServer } from './server';
import { signedApi } from './signedApi';

export interface OwnServer {
  readonly url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function ownServer(): Promise<OwnServer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'threadmark-sending-'));
  fs.chmodSync(folder, 0o755);
  const held: { server: RunningServer | null } = { server: await startServer({}, folder) };
  const { url } = held.server as RunningServer;
  return {
    url,
    async stop() {
      await held.server?.stop();
      held.server = null;
    },
    async start() {
      held.server = await startServer({ PORT: new URL(url).port }, folder);
    },
  };
}

/** Looks again and again; gives the last look where it never was good. */
export async function eventually<T>(look: () => Promise<T>, good: (seen: T) => boolean): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const seen = await look();
    if (good(seen) || Date.now() > end) return seen;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** The pane keeps its files and a lease of numbers in its own time, once it has been open. */
export async function untilProvided(page: Page): Promise<void> {
  const ready = await eventually(
    () => page.evaluate(provided),
    (is) => is,
  );
  assert.ok(ready, 'the pane keeps no files, or no numbers');
}

async function provided(): Promise<boolean> {
  const worker = await navigator.serviceWorker.getRegistration();
  const kept = await Promise.all(['/taskpane.html', '/msajax.js'].map((path) => caches.match(path)));
  if (worker?.active?.state !== 'activated' || !kept.every(Boolean)) return false;
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('threadmark');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as Error);
  });
  const keys = await new Promise<IDBValidKey[]>((resolve, reject) => {
    const request = database.transaction('drawer').objectStore('drawer').getAllKeys();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as Error);
  }).finally(() => database.close());
  return keys.some((key) => String(key).includes('lease/'));
}

export interface Tracked {
  readonly subject: string;
  readonly tracking: { readonly pending?: boolean };
}

/** What is tracked to Anna Kowalska under this subject, as this user sees it. */
export async function trackedToAnna(
  { context, url }: { readonly context: BrowserContext; readonly url: string },
  subject: RegExp,
  user = 'alice@northwind.example',
): Promise<readonly Tracked[]> {
  const api = await signedApi(context, url, user);
  const { records } = await api.call('searchRecords', { text: 'Anna Kowalska', around: [], types: ['contact'] });
  const anna = records.find(({ name }) => name === 'Anna Kowalska');
  const reply = await context.request.get(`${url}/api/records/contact/${anna?.id}/timeline`, {
    headers: { authorization: `Bearer ${api.token}` },
  });
  const { activities } = (await reply.json()) as { activities: Tracked[] };
  return activities.filter((activity) => subject.test(activity.subject));
}
