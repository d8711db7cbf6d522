import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { contentPolicy } from '../../../src/server/http/headers';
import { addPages, withLocalOffice, type Pages } from '../../../src/server/http/pages';
import { freshFolder } from './folders';
import { makeTestApp } from './fakes';

const tag = '<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>';
const localTags = '<script src="/msajax.js"></script><script src="/office-js/office.js"></script>';

/** What a build leaves behind, in small. */
function builtPages(): Pick<Pages, 'folder' | 'officeJs'> {
  const root = freshFolder();
  const files = {
    'pages/taskpane.html': `<html><head>${tag}</head></html>`,
    'pages/launchevent.html': `<html><head><script type="text/javascript"\n src='https://appsforoffice.microsoft.com/lib/1/hosted/office.js' ></script></head></html>`,
    'pages/sandbox.html': '<html>sandbox</html>',
    'pages/record.html': '<html>record</html>',
    'pages/admin.html': '<html>admin</html>',
    'pages/signin.html': '<html>signin</html>',
    'pages/manifest.xml': '<a url="https://localhost:3000/taskpane.html"/><b url="https://localhost:3000"/>',
    'pages/msajax.js': '1',
    'pages/launchevent.js': '1',
    'pages/scripts/taskpane.0a1b2c3d.js': 'pane',
    'pages/scripts/sandbox.0a1b2c3d.js': 'sandbox',
    'pages/assets/icon-16.png': 'png',
    'pages/assets/sandbox/organisation.json': '{}',
    'pages/assets/sandbox/mails/01.eml': 'Subject: x',
    'office/office.js': 'office',
    'office/en-us/outlook_strings.js': 'strings',
    'office/MixedCase.js': 'mixed',
    'office/agaveerrorux/index.html': 'error page',
    'secret.txt': 'secret',
  };
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
  return { folder: path.join(root, 'pages'), officeJs: path.join(root, 'office') };
}

async function start(over: Partial<Pages> = {}) {
  const pages = {
    ...builtPages(),
    local: true,
    sandbox: true,
    signInAt: null,
    origin: () => 'https://localhost:4321',
    ...over,
  };
  const { app, lines } = await makeTestApp({ doors: [(door) => addPages(door, pages)] });
  return { app, lines, get: (url: string) => app.inject({ method: 'GET', url }) };
}
const real = { local: false, sandbox: false };

describe('Pages', () => {
  it('H1 loads office.js from this machine while the local issuer is active', async () => {
    const { get } = await start();
    for (const page of ['/taskpane.html', '/launchevent.html']) {
      const reply = await get(page);
      expect(reply.body).toBe(`<html><head>${localTags}</head></html>`);
      expect([reply.headers['content-type'], reply.headers['cache-control']]).toEqual([
        'text/html; charset=utf-8',
        'no-cache',
      ]);
    }
  });

  it('H1 leaves the pages as they were built beside a real issuer', async () => {
    const { get } = await start(real);
    expect((await get('/taskpane.html')).body).toBe(`<html><head>${tag}</head></html>`);
  });

  it('H1 changes no other script of a page', () => {
    const other = '<script src="https://elsewhere.example/office.js"></script><script src="/scripts/x.js"></script>';
    expect(withLocalOffice(other)).toBe(other);
    expect(withLocalOffice(`${other}${tag}${other}`)).toBe(`${other}${localTags}${other}`);
  });

  it.each([
    ['/office-js/office.js', 200],
    ['/office-js/en-us/outlook_strings.js', 200],
    ['/office-js/MixedCase.js', 200],
    ['/office-js/AgaveErrorUX/index.html', 200],
    ['/office-js/nothing.js', 404],
    ['/office-js/../secret.txt', 404],
    ['/office-js/..%2fsecret.txt', 404],
    ['/office-js/%2e%2e/secret.txt', 404],
    ['/office-js/', 404],
  ])('H1 answers %s with %d', async (url, status) => {
    const reply = await (await start()).get(url);
    expect(reply.statusCode).toBe(status);
    expect(reply.body).not.toContain('secret');
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets\\..\\..\\secret.txt',
  ])('H1 gives away nothing above the built pages: %s', async (url) => {
    const reply = await (await start()).get(url);
    expect(reply.statusCode).toBeGreaterThanOrEqual(400);
    expect(reply.body).not.toContain('secret');
  });

  it('H1 lets browsers keep hashed scripts for ever and ask again for everything else', async () => {
    const { get } = await start();
    expect((await get('/scripts/taskpane.0a1b2c3d.js')).headers['cache-control']).toBe(
      'public, max-age=31536000, immutable',
    );
    expect((await get('/launchevent.js')).headers['cache-control']).toBe('no-cache');
    expect((await get('/assets/icon-16.png')).headers['cache-control']).toBe('no-cache');
  });

  it.each([
    ['gzip, deflate, br', 'gzip'],
    ['br;q=1.0, gzip;q=0.8', 'gzip'],
    ['gzip;q=0', undefined],
    ['identity', undefined],
    ['', undefined],
  ])('H1 packs hashed scripts for a browser that says “%s”: %s', async (accepts, encoding) => {
    const { app } = await start();
    const ask = () =>
      app.inject({ url: '/scripts/taskpane.0a1b2c3d.js', headers: accepts ? { 'accept-encoding': accepts } : {} });
    for (const reply of [await ask(), await ask()]) {
      expect(reply.headers['content-encoding']).toBe(encoding);
      expect(reply.headers['content-type']).toMatch(/^(text|application)\/javascript/);
      const body = encoding ? gunzipSync(reply.rawPayload).toString() : reply.body;
      expect(body).toBe('pane');
    }
    const missing = await app.inject({ url: '/scripts/nothing.0a1b2c3d.js', headers: { 'accept-encoding': 'gzip' } });
    expect(missing.statusCode).toBe(404);
  });

  it.each([
    '/sandbox.html',
    '/assets/sandbox/organisation.json',
    '/assets/sandbox/mails/01.eml',
    '/assets//sandbox/organisation.json',
    '/assets/./sandbox/organisation.json',
    '/assets/%73andbox/organisation.json',
    '/ASSETS/sandbox/organisation.json',
    '/msajax.js',
    '/office-js/office.js',
    '/scripts/sandbox.0a1b2c3d.js',
  ])('H1 has no %s beside a real issuer', async (url) => {
    expect((await (await start(real)).get(url)).statusCode).toBe(404);
  });

  it('H1 has the sandbox beside the local issuer', async () => {
    const { get } = await start();
    expect((await get('/sandbox.html')).body).toContain('sandbox');
    expect((await get('/assets/sandbox/mails/01.eml')).headers['content-type']).toBe('message/rfc822');
  });

  it('H1 names its own address in the manifest', async () => {
    const reply = await (await start()).get('/manifest.xml');
    expect(reply.body).toBe('<a url="https://localhost:4321/taskpane.html"/><b url="https://localhost:4321"/>');
    expect(reply.headers['content-type']).toContain('xml');
  });

  it('H1 leads a visitor to the sandbox, and elsewhere says what to do', async () => {
    const entrance = await (await start()).get('/');
    expect([entrance.statusCode, entrance.headers['location']]).toEqual([302, '/sandbox.html']);
    const plain = await (await start(real)).get('/');
    expect([plain.statusCode, plain.body]).toEqual([200, expect.stringContaining('Open a message in Outlook')]);
  });

  it('H1 answers a page that was not built with 404', async () => {
    expect((await (await start()).get('/commands.html')).statusCode).toBe(404);
  });
});

describe('Addresses that lead nowhere', () => {
  it.each(['/assets/', '/scripts/', '/nowhere', '/office-js/..%2f..%2fsecret.txt'])(
    'H1 %s: a person reads that there is nothing, not that a body is wrong',
    async (url) => {
      const reply = await (await start()).get(url);
      expect([reply.statusCode, String(reply.headers['content-type'])]).toEqual([404, 'text/html; charset=utf-8']);
      expect(reply.body).toContain('There is nothing here');
    },
  );

  it.each(['/%', '/api/%zz'])('H1 of %s it is said that the address is wrong', async (url) => {
    const reply = await (await start()).get(url);
    expect([reply.statusCode, reply.json().detail]).toEqual([400, 'The address cannot be read.']);
  });
});

describe('Headers', () => {
  const directive = (policy: string, name: string) => policy.split('; ').find((rule) => rule.startsWith(`${name} `));

  it('H1 lets Outlook frame the pages that it shows, and other programs of this machine only beside the sandbox', async () => {
    const ancestors = async (over: Partial<Pages>, page: string) =>
      directive(String((await (await start(over)).get(page)).headers['content-security-policy']), 'frame-ancestors');
    expect(await ancestors(real, '/taskpane.html')).toBe(
      "frame-ancestors 'self' https://outlook.office.com https://outlook.office365.com https://outlook.live.com https://outlook.cloud.microsoft https://*.office.com https://*.office365.com https://*.microsoft365.com https://*.cloud.microsoft",
    );
    expect(await ancestors({ local: true, sandbox: false }, '/taskpane.html')).not.toContain('localhost');
    for (const page of ['/taskpane.html', '/launchevent.html'])
      expect(await ancestors({}, page)).toContain('https://localhost:*');
  });

  it.each([{}, real])('H1 lets nobody frame the pages that have a window of their own: %j', async (over) => {
    const { get } = await start(over);
    const own = ['/admin.html', '/record.html', '/signin.html', '/nowhere'];
    const entrances = over === real ? ['/'] : ['/sandbox.html'];
    for (const page of [...own, ...entrances])
      expect([page, (await get(page)).headers['content-security-policy']]).toEqual([
        page,
        expect.stringContaining("frame-ancestors 'none'"),
      ]);
  });

  it('H1 keeps in touch with the windows it opens, and tells who may not use the devices of a reader', async () => {
    const { get } = await start();
    const policyOf = async (page: string) => (await get(page)).headers['cross-origin-opener-policy'];
    // The sign-in and the record answer the window that opened them.
    for (const page of ['/admin.html', '/record.html', '/signin.html'])
      expect(await policyOf(page)).toBe('unsafe-none');
    for (const page of ['/taskpane.html', '/sandbox.html', '/healthz'])
      expect(await policyOf(page)).toBe('same-origin-allow-popups');
    expect((await get('/record.html')).headers['permissions-policy']).toMatch(/camera=\(\), .*microphone=\(\)/);
  });

  it.each([
    [true, 'max-age=31536000'],
    [false, undefined],
  ])('H1 tells browsers to come by https alone where a real server answers: %s', async (httpsAlone, said) => {
    const { app } = await makeTestApp({ httpsAlone });
    for (const url of ['/healthz', '/api/me', '/nowhere'])
      expect((await app.inject({ url })).headers['strict-transport-security']).toBe(said);
  });

  it('H1 answers HEAD as GET, without a body', async () => {
    const { app } = await start();
    const pages = [
      '/taskpane.html',
      '/sandbox.html',
      '/',
      '/manifest.xml',
      '/office-js/office.js',
      '/assets/icon-16.png',
    ];
    for (const url of [...pages, '/scripts/taskpane.0a1b2c3d.js', '/healthz', '/readyz', '/nowhere']) {
      const [head, get] = [await app.inject({ method: 'HEAD', url }), await app.inject({ method: 'GET', url })];
      expect([url, head.statusCode, head.body]).toEqual([url, get.statusCode, '']);
      for (const name of ['content-type', 'content-length', 'content-security-policy'])
        expect([url, head.headers[name]]).toEqual([url, get.headers[name]]);
    }
    expect((await app.inject({ method: 'HEAD', url: '/api/me' })).statusCode).toBe(404);
  });

  it('H1 runs no inline script and speaks to nobody else', () => {
    const policy = contentPolicy('outlook');
    expect(directive(policy, 'script-src')).not.toMatch(/unsafe/);
    expect(directive(policy, 'connect-src')).toBe("connect-src 'self'");
    expect(directive(policy, 'object-src')).toBe("object-src 'none'");
  });

  it('H1 sends the policy with pages, a tighter one with everything else, and never X-Frame-Options', async () => {
    const { get } = await start(real);
    const [page, api, missing] = [await get('/taskpane.html'), await get('/api/me'), await get('/nowhere')];
    expect(page.headers['content-security-policy']).toBe(contentPolicy('outlook'));
    expect(api.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(api.headers['cache-control']).toBe('no-store');
    for (const reply of [page, api, missing]) {
      expect(reply.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
      expect(reply.headers).not.toHaveProperty('x-frame-options');
      expect(reply.headers).not.toHaveProperty('access-control-allow-origin');
    }
  });
});
