/** What pages are told about signing in, and whom they may ask. */
import fs from 'node:fs';
import path from 'node:path';
import { addPages } from '../../../src/server/http/pages';
import { addSignInDoor, makeSignInPlaces } from '../../../src/server/http/signInDoor';
import { startProvider, type OidcProvider } from '../../tools/oidcProvider';
import { makeTestApp, type TestApp } from './fakes';
import { freshFolder } from './folders';

const tenant = '11111111-2222-3333-4444-555555555555';
const entra = { issuer: `https://login.microsoftonline.com/${tenant}/v2.0`, jwksUrl: null, tenant };

describe('How people sign in here', () => {
  let provider: OidcProvider;
  beforeAll(async () => {
    provider = await startProvider();
  });
  afterAll(() => provider.stop());

  const opened = async (issuers: Parameters<typeof makeSignInPlaces>[0]) => {
    const places = makeSignInPlaces(issuers);
    const folder = freshFolder();
    for (const name of ['taskpane', 'signin'])
      fs.writeFileSync(path.join(folder, `${name}.html`), '<!doctype html><html><head><title>x</title></head></html>');
    const pages = {
      folder,
      officeJs: folder,
      local: false,
      sandbox: false,
      signInAt: places.origins,
      origin: () => '',
    };
    return makeTestApp({
      doors: [
        (app: TestApp['app']) => addSignInDoor(app, { places, clientId: 'pane', scope: 'access_as_user' }),
        (app: TestApp['app']) => addPages(app, pages),
      ],
    });
  };
  const real = () => ({ issuer: provider.issuer, jwksUrl: null, tenant: null });

  it('W2 tells the addresses that the provider publishes, and those of a tenant without asking anybody', async () => {
    const { app } = await opened([real(), entra]);
    const base = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0`;
    expect((await app.inject('/signin.json')).json()).toEqual({
      clientId: 'pane',
      scope: 'access_as_user',
      places: [
        {
          issuer: provider.issuer,
          authorize: `${provider.issuer}/auth`,
          token: `${provider.issuer}/token`,
          tenant: null,
        },
        { issuer: entra.issuer, authorize: `${base}/authorize`, token: `${base}/token`, tenant },
      ],
    });
    await app.close();
  });

  it('W2 leaves out a provider that is away, and says it where none is left', async () => {
    const gone = { issuer: 'http://127.0.0.1:9', jwksUrl: null, tenant: null };
    const two = await opened([gone, real()]);
    expect((await two.app.inject('/signin.json')).json().places).toHaveLength(1);
    const none = await opened([gone]);
    const reply = await none.app.inject('/signin.json');
    expect([reply.statusCode, reply.json().detail]).toEqual([500, 'The sign-in service cannot be reached.']);
    await Promise.all([two.app.close(), none.app.close()]);
  });

  it('W2 pages say that a real issuer is set up, and may ask it and nobody else', async () => {
    const { app } = await opened([real()]);
    const page = await app.inject('/taskpane.html');
    expect(page.body).toContain('<meta name="threadmark-sign-in" content="elsewhere">');
    expect(page.headers['content-security-policy']).toContain(`connect-src 'self' ${provider.issuer};`);
    expect((await app.inject('/signin.html')).statusCode).toBe(200);
    expect((await app.inject('/dev/users')).statusCode).toBe(404);
    await app.close();
  });
});
