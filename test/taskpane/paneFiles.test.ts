import { makePaneFiles, wayOf, type WorkerDoors } from '../../src/taskpane/paneFiles';

const origin = 'https://crm.northwind.example';
const get = (path: string) => ({ method: 'GET', url: new URL(path, origin).href });

/** Caches as the standard has them, in the order in which they were made; `net` answers by path. */
function setUp(net: (path: string) => Response | Promise<Response>) {
  const all = new Map<string, Map<string, Response>>();
  const cacheOf = (kept: Map<string, Response>) => ({
    addAll: async (requests: Request[]) => {
      for (const { url } of requests) kept.set(url, await net(new URL(url).pathname));
    },
    put: async (url: string, answer: Response) => void kept.set(url, answer),
    match: async (url: string) => kept.get(url)?.clone(),
  });
  const caches = {
    open: async (name: string) => cacheOf(all.get(name) ?? all.set(name, new Map()).get(name)!),
    keys: async () => [...all.keys()],
    delete: async (name: string) => all.delete(name),
    match: async (url: string) =>
      [...all.values()]
        .map((kept) => kept.get(url))
        .find(Boolean)
        ?.clone(),
  } as unknown as CacheStorage;
  const fetch = async (request: Request | string) =>
    net(new URL(typeof request === 'string' ? request : request.url).pathname);
  const doors = (build: string): WorkerDoors => ({
    caches,
    fetch,
    origin,
    build,
    pages: ['/taskpane.html'],
    files: [`/scripts/pane.${build}.js`],
  });
  return { doors, all };
}

const realRequest = globalThis.Request;
beforeAll(() => {
  globalThis.Request = class extends realRequest {
    constructor(path: string, init?: RequestInit) {
      super(new URL(path, origin), init);
    }
  } as typeof Request;
});
afterAll(() => void (globalThis.Request = realRequest));

test.each([
  [get('/taskpane.html?_host_Info=Outlook$Web$16.01'), 'page'],
  [get('/scripts/pane.0123abcd.js'), 'file'],
  [get('/office-js/office.js'), 'office'],
  [get('https://appsforoffice.microsoft.com/lib/1/hosted/office.js'), 'office'],
  [get('/api/me'), 'pass'],
  [get('/healthz'), 'pass'],
  [get('/dev/users'), 'pass'],
  [get('/admin.html'), 'pass'],
  [get('https://elsewhere.example/taskpane.html'), 'pass'],
  [{ method: 'POST', url: `${origin}/taskpane.html` }, 'pass'],
])('O7 %j is %s', (request, way) => {
  expect(wayOf(request, setUp(() => new Response('')).doors('0000000a'))).toBe(way);
});

test('O7 a page comes from the server as long as it answers, and from here when it does not', async () => {
  const line = { up: true, page: 'old' };
  const { doors } = setUp((path) => {
    if (!line.up) throw new TypeError('Failed to fetch');
    return new Response(path.endsWith('.html') ? line.page : 'script');
  });
  const files = makePaneFiles(doors('0000000a'));
  await files.install();
  line.page = 'new';
  const ask = async () => (await files.answer(new Request('/taskpane.html?x=1')))?.text();
  expect(await ask()).toBe('new');
  line.up = false;
  expect(await ask()).toBe('new');
  expect(await (await files.answer(new Request('/scripts/pane.0000000a.js')))?.text()).toBe('script');
});

test('O7 a proxy that answers for a dead server is no server', async () => {
  const line = { status: 200 };
  const { doors } = setUp(() => new Response(line.status === 200 ? 'pane' : 'Bad gateway', { status: line.status }));
  const files = makePaneFiles(doors('0000000a'));
  await files.install();
  line.status = 502;
  expect(await (await files.answer(new Request('/taskpane.html')))?.text()).toBe('pane');
});

test('O7 an open pane finds the files of its own build after an update; builds before that go', async () => {
  const { doors, all } = setUp((path) => new Response(path));
  const builds = ['0000000a', '0000000b', '0000000c'].map((build) => makePaneFiles(doors(build)));
  for (const build of builds) {
    await build.install();
    await build.tidy();
  }
  expect([...all.keys()]).toEqual(['threadmark-pane-0000000b', 'threadmark-pane-0000000c']);
  expect(await (await builds[2]?.answer(new Request('/scripts/pane.0000000b.js')))?.text()).toBe(
    '/scripts/pane.0000000b.js',
  );
});

test('O7 of what the page had loaded, only office.js is kept', async () => {
  const { doors, all } = setUp((path) => new Response(path));
  await makePaneFiles(doors('0000000a')).keep([`${origin}/office-js/office.js`, `${origin}/api/me`]);
  expect([...all.get('threadmark-office')!.keys()]).toEqual([`${origin}/office-js/office.js`]);
});
