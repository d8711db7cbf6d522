/**
 * What the service worker does: keeps the files of the pane, so that it opens while the server is away. Pages come from the
 * server as long as it answers, files with a fingerprint from here, everything else passes by: nothing of the interface is
 * ever kept.
 */

export interface WorkerDoors {
  readonly caches: CacheStorage;
  readonly fetch: (request: Request | string, init?: RequestInit) => Promise<Response>;
  readonly origin: string;
  /** Named after what was built: another build is another cache. */
  readonly build: string;
  /** Paths of the pane's pages and of its files, fingerprint and all. */
  readonly pages: readonly string[];
  readonly files: readonly string[];
}

const BUILDS = 'threadmark-pane-';
const OFFICE = 'threadmark-office';
/** office.js comes from Microsoft, or from our server on a developer's machine. */
const OFFICE_HOSTS = ['https://appsforoffice.microsoft.com', 'https://ajax.aspnetcdn.com'];
const OFFICE_PATHS = ['/office-js/', '/msajax.js'];
/** Milliseconds that a server may keep a page waiting which we have here. */
const PATIENCE = 4_000;

export type Way = 'page' | 'file' | 'office' | 'pass';

export function wayOf({ method, url }: Pick<Request, 'method' | 'url'>, doors: WorkerDoors): Way {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET') return 'pass';
  if (OFFICE_HOSTS.includes(origin)) return 'office';
  if (origin !== doors.origin) return 'pass';
  if (doors.pages.includes(pathname)) return 'page';
  if (OFFICE_PATHS.some((path) => pathname.startsWith(path))) return 'office';
  return /^\/scripts\/.*\.[0-9a-f]{8}\.js$/.test(pathname) ? 'file' : 'pass';
}

export interface PaneFiles {
  /** Fetches everything anew. Rejects where a file is missing: the earlier build stays. */
  install(): Promise<void>;
  /** Forgets builds that no open pane can be of any more: all but this and the one before. */
  tidy(): Promise<void>;
  /** null: none of ours. */
  answer(request: Request): Promise<Response> | null;
  /** Keeps scripts of Outlook that the pane had loaded before we were there. */
  keep(addresses: readonly string[]): Promise<void>;
}

export function makePaneFiles(doors: WorkerDoors): PaneFiles {
  const { caches, fetch, build, pages, files } = doors;
  const mine = () => caches.open(BUILDS + build);
  return {
    async install() {
      const cache = await mine();
      await cache.addAll([...pages, ...files].map((path) => new Request(path, { cache: 'no-cache' })));
    },
    async tidy() {
      const builds = (await caches.keys()).filter((name) => name.startsWith(BUILDS) && name !== BUILDS + build);
      await Promise.all(builds.slice(0, -1).map((name) => caches.delete(name)));
    },
    answer(request) {
      const way = wayOf(request, doors);
      if (way === 'pass') return null;
      if (way === 'file') return caches.match(request.url).then((kept) => kept ?? fetch(request));
      return freshest(doors, request, way === 'page' ? mine : () => caches.open(OFFICE));
    },
    async keep(addresses) {
      const cache = await caches.open(OFFICE);
      const wanted = addresses.filter((url) => wayOf({ method: 'GET', url }, doors) === 'office');
      await Promise.all(wanted.map(async (url) => (await cache.match(url)) ?? keepOne(cache, url, fetch)));
    },
  };
}

/** Opaque answers are kept as they are: a script of another host tells nothing more. */
async function keepOne(cache: Cache, url: string, fetch: WorkerDoors['fetch']): Promise<void> {
  const answer = await fetch(url, { mode: 'no-cors' });
  if (answer.ok || answer.type === 'opaque') await cache.put(url, answer);
}

/** From where it comes, else from here. Outlook adds its own words to the address of a page, so they do not count. */
async function freshest(doors: WorkerDoors, request: Request, open: () => Promise<Cache>): Promise<Response> {
  const cache = await open();
  const { origin, pathname } = new URL(request.url);
  const name = origin + pathname;
  const kept = await cache.match(name);
  try {
    const limit = kept ? { signal: AbortSignal.timeout(PATIENCE) } : {};
    const answer = await doors.fetch(request.url, { ...limit, ...wayToAsk(request) });
    if (kept && answer.status >= 500) return kept;
    if (answer.ok || answer.type === 'opaque') await cache.put(name, answer.clone());
    return answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/** A navigation cannot be repeated as one. */
const wayToAsk = ({ mode, credentials }: Request): RequestInit =>
  mode === 'navigate' ? { credentials } : { mode, credentials };
