/** The service worker of the pane: its own file at a fixed address, because its address is its identity. */
import { makePaneFiles } from './paneFiles';

/** The part of a service worker's world that is used here; the library of types for pages does not have it. */
interface WorkerEvent extends Event {
  readonly request: Request;
  readonly data: unknown;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
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

/** An open pane goes on with its own files: those of the build before stay. */
worker.addEventListener('install', (event) => event.waitUntil(files.install().then(() => worker.skipWaiting())));
worker.addEventListener('activate', (event) => event.waitUntil(files.tidy().then(() => worker.clients.claim())));
worker.addEventListener('fetch', (event) => {
  const answer = files.answer(event.request);
  if (answer) event.respondWith(answer);
});
worker.addEventListener('message', (event) => {
  const told: readonly unknown[] = Array.isArray(event.data) ? event.data : [];
  event.waitUntil(files.keep(told.filter((each) => typeof each === 'string')));
});
