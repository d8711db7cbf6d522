/** A deployment as an operator sets it up: a real OpenID provider, an organisation from the command line, no sandbox. */
import { execFileSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { oneOrigin, startProvider, type OidcProvider } from './oidcProvider';
import { cli, dist, freshFolder, startServer, type RunningServer } from './server';

export interface Deployment {
  readonly url: string;
  readonly provider: OidcProvider;
  /** `threadmark …` beside the running server. */
  readonly operate: (...words: string[]) => string;
  readonly stop: () => Promise<void>;
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** `life`: seconds that an access token lives. */
export async function deploy(life = 300): Promise<Deployment> {
  const port = await freePort();
  const url = `https://localhost:${port}`;
  const provider = await startProvider({ origin: url, redirectUris: [`${url}/signin.html`], life });
  const dataDir = freshFolder();
  const env = {
    PORT: String(port),
    OIDC_ISSUER: provider.issuer,
    OIDC_AUDIENCE: oneOrigin.audience,
    OIDC_CLIENT_ID: 'threadmark-pane',
    THREADMARK_TLS: 'dev',
  };
  const operate = (...words: string[]) =>
    execFileSync(process.execPath, [cli, ...words], {
      env: { ...process.env, ...env, THREADMARK_DATA: dataDir },
      encoding: 'utf8',
    });
  const northwind = ['organisation', 'add', 'Northwind Traders', '--domain', 'northwind.example'];
  operate(...northwind, '--administrator', 'alice@northwind.example');
  const server: RunningServer = await startServer(env, dataDir, []);
  const stop = async () => void (await Promise.all([server.stop(), provider.stop()]));
  return { url, provider, operate, stop };
}

/** Microsoft's CDN as npm ships it: the walks ask nobody outside. */
export async function withOfficeCdn(context: BrowserContext): Promise<void> {
  const folder = path.resolve('node_modules/@microsoft/office-js/dist');
  await context.route('https://appsforoffice.microsoft.com/lib/1/hosted/**', async (route) => {
    const name = new URL(route.request().url()).pathname.replace('/lib/1/hosted/', '');
    const found = await route.fulfill({ path: path.join(folder, name) }).catch(() => null);
    if (found === null) await route.fulfill({ path: path.join(folder, name.toLowerCase()) });
  });
  await context.route('https://ajax.aspnetcdn.com/**', (route) =>
    route.fulfill({ path: path.join(dist, 'pages', 'msajax.js') }),
  );
}

/** What a person does on the provider's own pages. */
export async function signInAtProvider(page: Page, address: string): Promise<void> {
  await page.locator('input[name=login]').fill(address);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
}
