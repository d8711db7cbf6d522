/** Sign-in against a real OpenID provider: whose tokens are taken, and for what. */
import { createSecretKey } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose';
import { makeSignIn, type Identity, type SignIn } from '../../../src/server/http/auth';
import { makeRealIssuer } from '../../../src/server/http/realIssuers';
import { oneOrigin, startProvider, type OidcProvider, type Wish } from '../../tools/oidcProvider';
import { alice } from './fakes';

const account = alice.address;
const tenant = '11111111-2222-3333-4444-555555555555';
const rules = {
  audiences: [oneOrigin.audience],
  scope: oneOrigin.scope,
  clients: ['threadmark-pane'],
  roleClaim: { claim: 'roles', roles: new Map([['Threadmark.Admin', 'administrator'] as const]) },
};

describe('A real OpenID provider', () => {
  let [ours, foreign]: OidcProvider[] = [];
  let signIn: SignIn;
  const seen: Identity[] = [];
  beforeAll(async () => {
    [ours, foreign] = await Promise.all([startProvider(), startProvider()]);
    const issuer = makeRealIssuer({ issuer: ours!.issuer, jwksUrl: null, tenant: null }, rules);
    signIn = makeSignIn(issuer, async (who) => (seen.push(who), { ...alice, role: who.role ?? 'user' }));
  }, 30_000);
  afterAll(() => Promise.all([ours?.stop(), foreign?.stop()]));

  const minted = (wish: Partial<Wish> = {}) => ours!.mint({ account, ...wish });
  const attempt = async (token: string) =>
    signIn(`Bearer ${token}`).then(
      ({ role }) => `signed in as ${role}`,
      ({ code, detail }: { code: string; detail: string | null }) => `${code}: ${detail ?? ''}`,
    );

  it('H1 W2 takes its token, and knows the person by issuer and subject', async () => {
    const token = await minted();
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    expect(await attempt(token)).toBe('signed in as user');
    expect(seen.at(-1)).toMatchObject({ issuer: ours!.issuer, subject: account, address: account, sole: true });
  });

  it('H1 W2 takes the role that its token tells', async () => {
    await ours!.setRoles('boss@northwind.example', ['Other.Word', 'Threadmark.Admin']);
    expect(await attempt(await minted({ account: 'boss@northwind.example' }))).toBe('signed in as administrator');
  });

  it.each<[string, Partial<Wish>, string]>([
    ['another audience', { of: 'api://elsewhere' }, 'notSignedIn: '],
    ['another scope', { granted: 'other' }, 'notSignedIn: The token does not grant “access_as_user”.'],
    ['another application', { clientId: 'somebody-else' }, 'notSignedIn: The token was made for an application'],
    ['an end two minutes ago', { ago: oneOrigin.life + 120 }, 'tokenExpired: '],
  ])('H1 W2 refuses a token with %s', async (_what, wish, said) => {
    expect((await attempt(await minted(wish))).startsWith(said)).toBe(true);
  });

  it('H1 W2 allows for clocks that differ by less than half a minute', async () => {
    expect(await attempt(await minted({ ago: oneOrigin.life + 10 }))).toBe('signed in as user');
  });

  it('H1 W2 refuses a good token of a provider that is not trusted, and never asks that one for keys', async () => {
    const token = await foreign!.mint({ account });
    expect(await attempt(token)).toBe('notSignedIn: The token is of an issuer that is not trusted here.');
    expect(await foreign!.keyReads()).toBe(0);
  });

  it('H1 W2 refuses the claims of a good token without its signature, or with one by its public key', async () => {
    const claims = decodeJwt(await minted());
    const keys = (await (await fetch(`${ours!.issuer}/jwks`)).json()) as { keys: { n: string; kid: string }[] };
    const { n, kid } = keys.keys[0]!;
    const header = { alg: 'HS256', kid };
    const forged = await new SignJWT(claims)
      .setProtectedHeader(header)
      .sign(createSecretKey(Buffer.from(n, 'base64url')));
    expect([await attempt(new UnsecuredJWT(claims).encode()), await attempt(forged)]).toEqual([
      'notSignedIn: ',
      'notSignedIn: ',
    ]);
  });

  it('H1 W2 fetches the keys again when they were rotated, but not for every stranger who names a new one', async () => {
    const before = await ours!.keyReads();
    await ours!.rotate();
    const token = await minted();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => performance.timeOrigin + performance.now() + 31_000);
    const first = await attempt(token);
    clock.mockRestore();
    expect([first, await ours!.keyReads()]).toEqual(['signed in as user', before + 1]);
    await ours!.rotate();
    for (let n = 0; n < 20; n += 1) await attempt(await minted());
    expect(await ours!.keyReads()).toBeLessThanOrEqual(before + 2);
  });
});

describe('Tenants of Microsoft Entra ID', () => {
  const issuer = makeRealIssuer(
    { issuer: `https://login.microsoftonline.com/${tenant}/v2.0`, jwksUrl: null, tenant },
    {
      ...rules,
      scope: 'api://threadmark/access_as_user',
    },
  );
  const claims = { tid: tenant, oid: 'person', sub: 'pairwise', scp: 'access_as_user', azp: 'threadmark-pane' };

  it('H1 W2 are known by their id, their people by object id, their scope by its short name', () => {
    expect([issuer.faultOf?.(claims), issuer.subjectOf?.(claims), issuer.algorithms]).toEqual([
      null,
      'person',
      ['RS256'],
    ]);
  });

  it.each([
    ['another tenant', { tid: 'x' }, /another tenant/],
    ['no scope, as programs have', { scp: undefined, roles: ['access_as_user'] }, /does not grant/],
    ['no application', { azp: undefined }, /application/],
    ['two applications, one of them foreign', { appid: 'foreign' }, /application/],
  ])('H1 W2 refuse a token of %s', (_what, over, said) => {
    expect(issuer.faultOf?.({ ...claims, ...over } as never)).toMatch(said);
  });

  it('H1 W2 have no person without an object id', () => {
    expect(issuer.subjectOf?.({ sub: 'pairwise' })).toBeNull();
  });
});
