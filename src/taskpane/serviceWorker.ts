/** The service worker of the pane: its own file at a fixed address, because its address is its identity. */
import { makePaneFiles } from './paneFiles';

/** The part of a service worker's world that is used here; the library of types for pages does not have it. */
interface WorkerEvent extends Event {
  readonly request: Request;
  readonly data: unknown;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
  /** Service Workers, section 4.8.1: Chromium from version 123 on, and so the WebView2 of Outlook. */
  addRoutes?(rules: object): Promise<void>;
}
interface WorkerScope {
  readonly caches: CacheStorage;
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, hear: (event: WorkerEvent) => void): void;
}
const worker = globalThis as unknown as WorkerScope;

/** Written in by the build. */
declare const PANE_BUILD: {
  readonly build: string;
  readonly pages: readonly string[];
  readonly files: readonly string[];
};

const files = makePaneFiles({
  caches: worker.caches,
  fetch: (request, init) => fetch(request, init),
  origin: worker.location.origin,
  ...PANE_BUILD,
});

/**
 * A question goes to the server without us: waking a worker that sleeps takes longer than the answer. Where routes are not
 * known, or not in these words, every question passes by here and is none of ours.
 */
async function letQuestionsPass(event: WorkerEvent): Promise<void> {
  await event.addRoutes?.({ condition: { urlPattern: '/api/*' }, source: 'network' }).catch(() => undefined);
}

/** An open pane goes on with its own files: those of the build before stay. */
worker.addEventListener('install', (event) => {
  event.waitUntil(
    letQuestionsPass(event)
      .then(() => files.install())
      .then(() => worker.skipWaiting()),
  );
});
worker.addEventListener('activate', (event) => event.waitUntil(files.tidy().then(() => worker.clients.claim())));
worker.addEventListener('fetch', (event) => {
  const answer = files.answer(event.request);
  if (answer) event.respondWith(answer);
});
worker.addEventListener('message', (event) => {
  const told: readonly unknown[] = Array.isArray(event.data) ? event.data : [];
  event.waitUntil(files.keep(told.filter((each) => typeof each === 'string')));
});
