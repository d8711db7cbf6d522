/** The built pages and their scripts, and what changes in them while this machine signs people in by itself. */
import fs from 'node:fs/promises';
import path from 'node:path';
import serveStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { contentPolicy, workerPolicy, type Framing } from './headers';
import { acceptsGzip, makeGzipCache } from './gzip';
import { plainPage } from './plainPage';

export interface Pages {
  /** `dist/pages`. */
  readonly folder: string;
  /** Microsoft's library as npm ships it. */
  readonly officeJs: string;
  /** The local issuer is active: pages load office.js from here, and the sandbox exists. */
  readonly local: boolean;
  readonly sandbox: boolean;
  /** Origins of the issuers' token endpoints as far as they are known; null: the local issuer signs people in. */
  readonly signInAt: (() => readonly string[]) | null;
  /** Asked late: a free port is known only once we listen. */
  readonly origin: () => string;
}

/** Outlook shows these in frames; the sign-in is a dialog of Office, which is a window of its own (OfficeJS, displayDialogAsync). */
const framedPages = ['taskpane', 'commands', 'launchevent'];
/** They ask the window that opened them, and must stay in touch with it. */
const openedPages = ['admin', 'record', 'signin'];
const yearInSeconds = 31_536_000;

export async function addPages(app: FastifyInstance, pages: Pages): Promise<void> {
  await app.register(serveStatic, { serve: false });
  const own = [...framedPages, ...openedPages];
  for (const name of pages.local ? [...own, 'sandbox'] : own) addPage(app, pages, name);
  addEntrance(app, pages);
  addManifest(app, pages);
  if (pages.local) addOfficeJs(app, pages.officeJs);
  addFiles(app, pages);
}

/** HEAD is answered as well: link checkers and watchers ask for no more (RFC 9110 section 9.3.2). */
const open = { config: { callers: 'anybody' }, schema: { hide: true }, exposeHeadRoute: true } as const;

function framingOf(name: string, { sandbox }: Pages): Framing {
  if (!framedPages.includes(name)) return 'none';
  return sandbox ? 'local' : 'outlook';
}

function addPage(app: FastifyInstance, pages: Pages, name: string): void {
  app.get(`/${name}.html`, open, async (_request, reply) => {
    const html = await readText(path.join(pages.folder, `${name}.html`));
    if (html === null) return reply.callNotFound();
    const policy = contentPolicy(framingOf(name, pages), pages.signInAt?.());
    if (openedPages.includes(name)) reply.header('cross-origin-opener-policy', 'unsafe-none');
    const told = pages.signInAt ? withSignInElsewhere(html) : html;
    return sendPage(reply, pages.local ? withLocalOffice(told) : told, policy);
  });
}

function addEntrance(app: FastifyInstance, pages: Pages): void {
  const page = plainPage('Threadmark', 'The server is running. Open a message in Outlook and choose Threadmark.');
  app.get('/', open, async (_request, reply) =>
    pages.sandbox ? reply.redirect('/sandbox.html') : sendPage(reply, page, contentPolicy('none')),
  );
}

const sendPage = (reply: FastifyReply, html: string, policy: string) =>
  reply
    .headers({ 'content-security-policy': policy, 'cache-control': 'no-cache' })
    .type('text/html; charset=utf-8')
    .send(html);

/**
 * Production pages load office.js from Microsoft's CDN, as Microsoft asks. On a developer's machine the same library comes
 * from npm instead: it works without the network, and it is the build the sandbox speaks with. office.js would fetch
 * MicrosoftAjax from another CDN unless it finds it loaded; msajax.js is our own small stand-in.
 */
export function withLocalOffice(html: string): string {
  return html.replace(
    /<script\b[^>]*\bsrc=["']?https:\/\/appsforoffice\.microsoft\.com\/[^>]*>\s*<\/script>/i,
    '<script src="/msajax.js"></script><script src="/office-js/office.js"></script>',
  );
}

/** The pane has to know before its first question whom to ask for a token. */
const withSignInElsewhere = (html: string) =>
  html.replace(/<head>/i, '<head><meta name="threadmark-sign-in" content="elsewhere">');

/** The manifest of the repository names the usual address; here it names the one this server has. */
function addManifest(app: FastifyInstance, pages: Pages): void {
  app.get('/manifest.xml', open, async (_request, reply) => {
    const xml = await readText(path.join(pages.folder, 'manifest.xml'));
    if (xml === null) return reply.callNotFound();
    return reply
      .headers({ 'cache-control': 'no-cache' })
      .type('text/xml; charset=utf-8')
      .send(xml.replaceAll('https://localhost:3000', pages.origin()));
  });
}

/** office.js asks for some files in mixed case that npm ships in lower case. */
function addOfficeJs(app: FastifyInstance, folder: string): void {
  app.get<{ Params: { '*': string } }>('/office-js/*', open, async (request, reply) => {
    const wanted = request.params['*'];
    const name = (await isFile(folder, wanted)) ? wanted : wanted.toLowerCase();
    return reply.header('cross-origin-resource-policy', 'same-origin').sendFile(name, folder, { maxAge: 3_600_000 });
  });
}

function addFiles(app: FastifyInstance, pages: Pages): void {
  const gzipped = makeGzipCache();
  app.get<{ Params: { '*': string } }>('/*', open, async (request, reply) => {
    const name = path.posix.normalize(`/${request.params['*']}`).slice(1);
    if (isHidden(name.toLowerCase(), pages.local)) return reply.callNotFound();
    // A name with a hash of its content never means anything else.
    const forEver = /\.[0-9a-f]{8}\.\w+(\.map)?$/.test(name);
    if (name === 'serviceWorker.js') reply.header('content-security-policy', workerPolicy);
    reply.header('cache-control', forEver ? `public, max-age=${yearInSeconds}, immutable` : 'no-cache');
    if (forEver && name.endsWith('.js') && acceptsGzip(request)) {
      const small = await gzipped(path.join(pages.folder, name));
      if (small)
        return reply
          .headers({ 'content-encoding': 'gzip', vary: 'accept-encoding' })
          .type('text/javascript')
          .send(small);
    }
    return reply.sendFile(name, pages.folder, { cacheControl: false, index: false });
  });
}

/** Pages have routes of their own; the sandbox and its mail exist only beside the local issuer. */
const isHidden = (name: string, local: boolean) =>
  name.endsWith('.html') ||
  (!local && (name.startsWith('assets/sandbox') || /^(msajax\.js|scripts\/sandbox\b)/.test(name)));

const isFile = (folder: string, name: string) =>
  fs.stat(path.join(folder, path.posix.normalize(`/${name}`))).then(
    (found) => found.isFile(),
    () => false,
  );

/** null where the page was not built. */
async function readText(file: string): Promise<string | null> {
  return fs.readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}
