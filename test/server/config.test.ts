import { readConfig } from '../../src/server/config';
import { ConfigProblem } from '../../src/server/environment';

const read = (env: Record<string, string> = {}, over: { sandbox?: boolean; port?: string } = {}) =>
  readConfig({
    env,
    root: '/app',
    workingDir: '/srv/threadmark',
    sandbox: over.sandbox ?? false,
    port: over.port ?? null,
  });
type Refused = [string, Record<string, string>, RegExp, { sandbox?: boolean; port?: string }?];
/** A row that is shorter than the test's arguments would make jest wait for a callback. */
const withFlags = (rows: Refused[]) =>
  rows.map(([what, env, sentence, flags = {}]) => [what, env, sentence, flags] as const);
const oidc = { OIDC_ISSUER: 'https://login.example', OIDC_AUDIENCE: 'api://threadmark', OIDC_CLIENT_ID: 'pane' };
const tenant = '11111111-2222-3333-4444-555555555555';

describe('Configuration', () => {
  it('H1 needs no setting at all on one machine', () => {
    expect(read()).toEqual({
      port: 3000,
      host: 'localhost',
      root: '/app',
      dataDir: '/srv/threadmark/var',
      databaseUrl: null,
      signIn: { kind: 'local' },
      tls: { kind: 'dev' },
      publicOrigin: null,
      sandbox: false,
    });
  });

  it('H1 reads a deployment behind a proxy', () => {
    const env = {
      ...oidc,
      HOST: '0.0.0.0',
      PORT: '8080',
      THREADMARK_TLS: 'off',
      DATABASE_URL: 'postgres://db/x',
      THREADMARK_URL: 'https://crm.example',
      THREADMARK_DATA: '/data',
    };
    expect(read(env)).toMatchObject({
      port: 8080,
      host: '0.0.0.0',
      dataDir: '/data',
      databaseUrl: 'postgres://db/x',
      tls: { kind: 'off' },
      publicOrigin: 'https://crm.example',
      signIn: {
        kind: 'oidc',
        issuers: [{ issuer: 'https://login.example', jwksUrl: null, tenant: null }],
        audiences: ['api://threadmark'],
        scope: 'access_as_user',
        clientId: 'pane',
        clients: ['pane'],
        roleClaim: null,
      },
    });
  });

  it('H1 reads tenants of Microsoft Entra ID beside other issuers, and what stands for roles', () => {
    const { signIn } = read({
      ...oidc,
      OIDC_ISSUER: 'https://login.example, https://id.example/realm',
      ENTRA_TENANTS: tenant,
      OIDC_CLIENTS: 'other',
      OIDC_SCOPE: 'api://threadmark/access_as_user',
      OIDC_ROLES_CLAIM: 'realm_access.roles',
      OIDC_ROLES: 'Threadmark.Admin=administrator Threadmark.Audit=auditor',
      THREADMARK_TLS: 'off',
    });
    if (signIn.kind !== 'oidc') throw new Error('no real issuer');
    const entra = 'https://login.microsoftonline.com';
    expect(signIn.issuers).toEqual([
      { issuer: 'https://login.example', jwksUrl: null, tenant: null },
      { issuer: 'https://id.example/realm', jwksUrl: null, tenant: null },
      { issuer: `${entra}/${tenant}/v2.0`, jwksUrl: `${entra}/${tenant}/discovery/v2.0/keys`, tenant },
    ]);
    expect([signIn.scope, signIn.clients]).toEqual(['api://threadmark/access_as_user', ['pane', 'other']]);
    expect(signIn.roleClaim?.claim).toBe('realm_access.roles');
    expect(signIn.roleClaim?.roles.get('Threadmark.Audit')).toBe('auditor');
  });

  it('H1 lets --port win over PORT, and takes an empty variable for none', () => {
    expect(read({ PORT: '1', DATABASE_URL: '', HOST: ' ' }, { port: '2' })).toMatchObject({
      port: 2,
      databaseUrl: null,
      host: 'localhost',
    });
  });

  it.each(
    withFlags([
      ['a port that is no number', { PORT: 'http' }, /^PORT is “http”/],
      ['a port out of range', { PORT: '70000' }, /^PORT is “70000”/],
      ['a bad --port', {}, /^--port is “x”/, { port: 'x' }],
      ['the local issuer open to the network', { HOST: '0.0.0.0' }, /^HOST is “0\.0\.0\.0”.*OIDC_ISSUER/],
      ['the sandbox open to the network', { HOST: '192.168.1.5' }, /leave HOST at localhost\.$/, { sandbox: true }],
      ['an issuer without audience', { OIDC_ISSUER: 'https://a' }, /OIDC_AUDIENCE is not/],
      ['an audience without issuer', { OIDC_AUDIENCE: 'a' }, /set OIDC_ISSUER or ENTRA_TENANTS/],
      ['an issuer without an application', { ...oidc, OIDC_CLIENT_ID: '' }, /^OIDC_CLIENT_ID is not set/],
      ['a tenant by its name', { ...oidc, ENTRA_TENANTS: 'contoso.example' }, /^ENTRA_TENANTS has “contoso.example”/],
      [
        'one address of keys for two issuers',
        { ...oidc, ENTRA_TENANTS: tenant, OIDC_JWKS_URL: 'https://a/keys' },
        /^OIDC_JWKS_URL names/,
      ],
      ['a role nobody knows', { ...oidc, OIDC_ROLES_CLAIM: 'roles', OIDC_ROLES: 'a=king' }, /^OIDC_ROLES has “a=king”/],
      ['roles without a claim', { ...oidc, OIDC_ROLES: 'a=user' }, /OIDC_ROLES_CLAIM is not/],
      ['an issuer over plain http', { ...oidc, OIDC_ISSUER: 'http://login.example' }, /^OIDC_ISSUER is/],
      ['keys over plain http', { ...oidc, OIDC_JWKS_URL: 'http://login.example/keys' }, /^OIDC_JWKS_URL is/],
      ['a sandbox beside a real issuer', { ...oidc, THREADMARK_TLS: 'off' }, /without --sandbox/, { sandbox: true }],
      ['a certificate without key', { THREADMARK_TLS_CERT: 'a' }, /THREADMARK_TLS_KEY is not/],
      ['a key without certificate', { THREADMARK_TLS_KEY: 'a' }, /THREADMARK_TLS_CERT is not/],
      ['a TLS word nobody knows', { THREADMARK_TLS: 'on' }, /can only be “dev” or “off”/],
      ['a real issuer and no word on TLS', oidc, /THREADMARK_TLS=off/],
      ['another database', { DATABASE_URL: 'mysql://x' }, /^DATABASE_URL must begin/],
      ['an address that is none', { THREADMARK_URL: 'crm' }, /^THREADMARK_URL is “crm”/],
      ['an address with a path', { THREADMARK_URL: 'https://a.example/crm' }, /^THREADMARK_URL is/],
    ]),
  )('H1 refuses %s with a sentence that names the variable', (_what, env, sentence, over) => {
    expect(() => read(env, over)).toThrow(sentence);
    expect(() => read(env, over)).toThrow(ConfigProblem);
  });

  it('H1 does not put the password of DATABASE_URL into a sentence', () => {
    expect(() => read({ DATABASE_URL: 'mysql://me:hush@db/x' })).toThrow(/^(?!.*hush)/);
  });

  it.each(['localhost', '127.0.0.1', '::1', '[::1]'])('H1 keeps the local issuer on %s', (HOST) => {
    expect(read({ HOST })).toMatchObject({ host: HOST.replace(/[[\]]/g, ''), signIn: { kind: 'local' } });
  });
});
