import { createSecretKey } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { makeSignIn, type ReadUser } from '../../../src/server/http/auth';
import { addressOfClaims, makeRealIssuer, type RealIssuer } from '../../../src/server/http/realIssuers';
import { addDevDoor, makeLocalIssuer } from '../../../src/server/http/localIssuer';
import { alice, audience, makeTestApp, signedIn, trackBody, type TestApp } from './fakes';
import { freshFolder } from './folders';

describe('Bearer tokens', () => {
  let one: TestApp;
  beforeAll(async () => {
    one = await makeTestApp();
  });
  afterAll(() => one.app.close());
  const ask = (authorization?: string) =>
    one.app.inject({
      method: 'POST',
      url: '/api/track',
      payload: trackBody,
      headers: authorization === undefined ? {} : { authorization },
    });

  const forged = (over: JWTPayload) => one.issuer.sign(over);
  const otherKey = async () => {
    const { privateKey } = await generateKeyPair('ES256');
    return new SignJWT(one.issuer.claims()).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
  };
  const hmac = () =>
    new SignJWT(one.issuer.claims())
      .setProtectedHeader({ alg: 'HS256' })
      .sign(createSecretKey(Buffer.from(one.issuer.publicPem)));
  const embeddedKey = async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    return new SignJWT(one.issuer.claims())
      .setProtectedHeader({ alg: 'ES256', jwk, kid: '../../etc/passwd' })
      .sign(privateKey);
  };
  const cut = async () => (await one.issuer.sign()).slice(0, -6) + 'AAAAAA';

  const refused: [string, () => string | undefined | Promise<string | undefined>, number, string][] = [
    ['no token', () => undefined, 401, 'notSignedIn'],
    ['an empty header', () => '', 401, 'notSignedIn'],
    ['another scheme', () => 'Basic YWxpY2U6eA==', 401, 'notSignedIn'],
    ['garbage', () => 'Bearer garbage', 401, 'notSignedIn'],
    ['two tokens', async () => `Bearer ${one.token} ${one.token}`, 401, 'notSignedIn'],
    ['a broken signature', async () => `Bearer ${await cut()}`, 401, 'notSignedIn'],
    ['alg none', () => `Bearer ${new UnsecuredJWT(one.issuer.claims()).encode()}`, 401, 'notSignedIn'],
    ['HS256 signed with the public key', async () => `Bearer ${await hmac()}`, 401, 'notSignedIn'],
    ['the right claims under another key', async () => `Bearer ${await otherKey()}`, 401, 'notSignedIn'],
    ['a key that the token brings along', async () => `Bearer ${await embeddedKey()}`, 401, 'notSignedIn'],
    [
      'a wrong issuer',
      async () => `Bearer ${await forged({ iss: 'https://login.example/other' })}`,
      401,
      'notSignedIn',
    ],
    ['a wrong audience', async () => `Bearer ${await forged({ aud: 'api://another' })}`, 401, 'notSignedIn'],
    ['no end', async () => `Bearer ${await forged({ exp: undefined } as unknown as JWTPayload)}`, 401, 'notSignedIn'],
    [
      'an end two minutes ago',
      async () => `Bearer ${await forged({ exp: one.issuer.now - 120 })}`,
      401,
      'tokenExpired',
    ],
    ['a start in two minutes', async () => `Bearer ${await forged({ nbf: one.issuer.now + 120 })}`, 401, 'notSignedIn'],
    [
      'an address that nobody here has',
      async () => `Bearer ${await forged({ email: 'eve@elsewhere.example' })}`,
      403,
      'unknownUser',
    ],
    [
      'a person named by a number',
      async () => `Bearer ${await one.issuer.sign({ sub: 42 } as never)}`,
      401,
      'notSignedIn',
    ],
    [
      'a person named by a list',
      async () => `Bearer ${await one.issuer.sign({ sub: ['a'] } as never)}`,
      401,
      'notSignedIn',
    ],
    ['a person named by nothing', async () => `Bearer ${await one.issuer.sign({ sub: '' })}`, 401, 'notSignedIn'],
    [
      'a name of 256 characters',
      async () => `Bearer ${await one.issuer.sign({ sub: 'x'.repeat(256) })}`,
      401,
      'notSignedIn',
    ],
    ['no address at all', async () => `Bearer ${await forged({ email: undefined })}`, 403, 'unknownUser'],
  ];

  it.each(refused)('H1 refuses %s, and nothing is done', async (_what, authorization, status, code) => {
    one.calls.length = 0;
    const reply = await ask(await authorization());
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
    if (status === 401) expect(reply.headers['www-authenticate']).toMatch(/^Bearer error="invalid_(token|request)"$/);
    expect(one.calls).toEqual([]);
  });

  it('H1 allows for clocks that differ by less than half a minute', async () => {
    const late = await forged({ exp: one.issuer.now - 10 });
    const early = await forged({ nbf: one.issuer.now + 10 });
    expect([(await ask(`Bearer ${late}`)).statusCode, (await ask(`bearer ${early}`)).statusCode]).toEqual([200, 200]);
  });

  it('H1 takes the asker from the store alone: what a body says about the person is refused', async () => {
    const payload = { ...trackBody, userId: 2 };
    const reply = await one.app.inject({ method: 'POST', url: '/api/track', payload, headers: signedIn(one.token) });
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'badInput']);
    await ask(`Bearer ${one.token}`);
    expect(one.calls.at(-1)?.asker).toEqual(alice);
  });

  it('H1 signs in before it reads the body', async () => {
    const payload = `{"x":"${'a'.repeat(13 * 1024 * 1024)}"}`;
    const reply = await one.app.inject({
      method: 'POST',
      url: '/api/track',
      payload,
      headers: { 'content-type': 'application/json' },
    });
    expect(reply.json().code).toBe('notSignedIn');
  });

  it('H1 does not look at cookies or the query for a token', async () => {
    const reply = await one.app.inject({
      method: 'GET',
      url: `/api/me?access_token=${one.token}`,
      cookies: { token: one.token },
    });
    expect(reply.json().code).toBe('notSignedIn');
  });
});

describe('Whom a token names', () => {
  const tenant = '11111111-2222-3333-4444-555555555555';
  it.each<[string, JWTPayload, string | null, (string | null)?]>([
    [
      'the address the issuer vouches for',
      { email: 'a@x.example', email_verified: true, preferred_username: 'b@x.example' },
      'a@x.example',
    ],
    ['not an address it does not vouch for', { email: 'a@x.example' }, null],
    ['not one it says is unverified', { email: 'a@x.example', email_verified: false }, null],
    ['not a name that people choose themselves', { preferred_username: 'b@x.example', upn: 'c@x.example' }, null],
    [
      'the user name of Microsoft v2 tokens',
      { preferred_username: 'b@x.example', upn: 'c@x.example' },
      'b@x.example',
      tenant,
    ],
    ['the principal name of v1 tokens', { upn: 'c@x.example' }, 'c@x.example', tenant],
    ['no mail address of a Microsoft token, which anybody may write', { email: 'a@x.example' }, null, tenant],
    ['no user name that is not an address', { preferred_username: 'alice' }, null, tenant],
  ])('H1 reads %s', (_what, claims, address, of = null) => {
    expect(addressOfClaims(claims, of)).toBe(address);
  });
});

const granted = { email: alice.address, email_verified: true, scope: 'access_as_user', azp: 'pane' };
const rules = { audiences: [audience], scope: 'access_as_user', clients: ['pane'], roleClaim: null };
const realIssuer = (given: Omit<RealIssuer, 'tenant'>) => makeRealIssuer({ ...given, tenant: null }, rules);

/** An issuer of its own on loopback: discovery and keys over http, and a count of how often the keys were fetched. */
async function startIssuer() {
  const pairs = [await generateKeyPair('RS256', { extractable: true })];
  const seen = { keys: 0 };
  const server: Server = createServer((request, reply) => {
    const send = (body: unknown) => reply.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    if (request.url === '/.well-known/openid-configuration')
      return send({ issuer: origin(), jwks_uri: `${origin()}/keys` });
    seen.keys += 1;
    void Promise.all(
      pairs.map(async ({ publicKey }, n) => ({ ...(await exportJWK(publicKey)), kid: `k${n}`, alg: 'RS256' })),
    ).then((all) => send({ keys: all }));
    return reply;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sign = (n: number, over: JWTPayload = {}) =>
    new SignJWT({ iss: origin(), aud: audience, ...granted, sub: 's', ...over })
      .setProtectedHeader({ alg: 'RS256', kid: `k${n}` })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(pairs[n]!.privateKey);
  const stop = () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)));
  return { origin: origin(), pairs, seen, sign, stop };
}

describe('A real issuer', () => {
  const readUser: ReadUser = async ({ address }) => (address === alice.address ? alice : null);

  it('H1 finds the keys of the issuer by discovery, keeps them, and believes its tokens', async () => {
    const real = await startIssuer();
    const signIn = makeSignIn(realIssuer({ issuer: real.origin, jwksUrl: null }), readUser);
    expect(await signIn(`Bearer ${await real.sign(0)}`)).toEqual(alice);
    expect(await signIn(`Bearer ${await real.sign(0)}`)).toEqual(alice);
    expect(real.seen.keys).toBe(1);
    await expect(signIn(`Bearer ${await real.sign(0, { aud: 'else' })}`)).rejects.toMatchObject({
      code: 'notSignedIn',
    });
    await real.stop();
  });

  it('H1 does not let strangers make it fetch the keys again and again', async () => {
    const real = await startIssuer();
    const signIn = makeSignIn(realIssuer({ issuer: real.origin, jwksUrl: `${real.origin}/keys` }), readUser);
    await signIn(`Bearer ${await real.sign(0)}`);
    real.pairs.push(await generateKeyPair('RS256', { extractable: true }));
    for (let n = 0; n < 20; n += 1) await signIn(`Bearer ${await real.sign(1)}`).catch(() => undefined);
    expect(real.seen.keys).toBeLessThanOrEqual(2);
    await real.stop();
  });

  it('H1 fetches the keys again for a key that came later', async () => {
    const real = await startIssuer();
    const signIn = makeSignIn(realIssuer({ issuer: real.origin, jwksUrl: `${real.origin}/keys` }), readUser);
    await signIn(`Bearer ${await real.sign(0)}`);
    real.pairs.push(await generateKeyPair('RS256', { extractable: true }));
    const later = Date.now() + 31_000;
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => later);
    expect(await signIn(`Bearer ${await real.sign(1)}`)).toEqual(alice);
    clock.mockRestore();
    await real.stop();
  });

  it('H1 says that the sign-in service is away instead of blaming the person', async () => {
    const real = await startIssuer();
    const token = await real.sign(0);
    await real.stop();
    const { app } = await makeTestApp({
      signIn: makeSignIn(realIssuer({ issuer: real.origin, jwksUrl: null }), readUser),
    });
    const reply = await app.inject({ method: 'GET', url: '/api/me', headers: signedIn(token) });
    expect([reply.statusCode, reply.json().detail]).toEqual([500, 'The sign-in service cannot be reached.']);
  });

  it('H1 recovers when the sign-in service comes back', async () => {
    const real = await startIssuer();
    const issuer = realIssuer({ issuer: real.origin, jwksUrl: null });
    const fetched = jest.spyOn(globalThis, 'fetch');
    fetched.mockImplementationOnce(async () => new Response('', { status: 502 }));
    const signIn = makeSignIn(issuer, readUser);
    await expect(signIn(`Bearer ${await real.sign(0)}`)).rejects.toMatchObject({ code: 'serverFault' });
    expect(await signIn(`Bearer ${await real.sign(0)}`)).toEqual(alice);
    fetched.mockRestore();
    await real.stop();
  });
});

describe('The local issuer', () => {
  const users = [{ address: alice.address, name: alice.name, organisation: 'Northwind Traders' }];
  const readUser: ReadUser = async ({ address }) => (address === alice.address ? alice : null);
  const start = async (dataDir = freshFolder()) => {
    const issuer = await makeLocalIssuer(dataDir, () => new Date());
    const doors = [(app: TestApp['app']) => addDevDoor(app, { issuer, listUsers: async () => users })];
    return { ...(await makeTestApp({ doors, signIn: makeSignIn(issuer, readUser) })), dataDir };
  };
  const token = (one: TestApp, user: string, headers: Record<string, string> = {}) =>
    one.app.inject({
      method: 'POST',
      url: '/dev/token',
      payload: { user },
      headers: { host: 'localhost:3000', ...headers },
    });

  it('H1 gives a user a token that signs that user in', async () => {
    const one = await start();
    const reply = await token(one, 'Alice@Northwind.example ');
    expect(reply.json()).toEqual({
      access_token: expect.any(String),
      token: reply.json().access_token,
      token_type: 'Bearer',
      expires_in: 3600,
    });
    const me = await one.app.inject({ method: 'GET', url: '/api/me', headers: signedIn(reply.json().token) });
    expect(me.json().user.address).toBe(alice.address);
  });

  it('H1 lists who there is', async () => {
    const reply = await (
      await start()
    ).app.inject({ method: 'GET', url: '/dev/users', headers: { host: 'localhost' } });
    expect(reply.json()).toEqual({ users });
  });

  it('H1 knows its tokens after a restart, and no other machine does', async () => {
    const [first, elsewhere] = [await start(), await start()];
    const { token: given } = (await token(first, alice.address)).json();
    const again = await start(first.dataDir);
    const me = (one: TestApp) => one.app.inject({ method: 'GET', url: '/api/me', headers: signedIn(given) });
    expect([(await me(again)).statusCode, (await me(elsewhere)).statusCode]).toEqual([200, 401]);
  });

  it('H1 gives no token for somebody who is no user', async () => {
    const reply = await token(await start(), 'eve@elsewhere.example');
    expect([reply.statusCode, reply.json().code]).toEqual([403, 'unknownUser']);
  });

  it('H1 gives no token to a page whose name was pointed at this machine', async () => {
    const reply = await token(await start(), alice.address, { host: 'evil.example:3000' });
    expect([reply.statusCode, reply.json().code]).toEqual([403, 'notAllowed']);
  });

  it.each([
    { 'x-forwarded-for': '203.0.113.7' },
    { 'x-forwarded-host': 'localhost' },
    { 'x-forwarded-proto': 'https' },
    { 'x-real-ip': '203.0.113.7' },
    { forwarded: 'for=203.0.113.7' },
    { via: '1.1 tunnel' },
    { 'cf-connecting-ip': '203.0.113.7' },
  ])('H1 gives no token through a tunnel or proxy, which is on this machine itself: %j', async (headers) => {
    const one = await start();
    const reply = await token(one, alice.address, headers as Record<string, string>);
    expect([reply.statusCode, reply.json().code]).toEqual([403, 'notAllowed']);
    const users = await one.app.inject({ url: '/dev/users', headers: { host: 'localhost', ...headers } });
    expect(users.statusCode).toBe(403);
  });

  it.each([
    ['203.0.113.7', 403],
    ['::ffff:203.0.113.7', 403],
    ['127.0.0.1', 200],
    ['::ffff:127.0.0.1', 200],
    ['::1', 200],
  ])('H1 gives a token to programs of this machine: to %s %d', async (remoteAddress, status) => {
    const { app } = await start();
    const headers = { host: 'localhost:3000' };
    const reply = await app.inject({
      method: 'POST',
      url: '/dev/token',
      payload: { user: alice.address },
      headers,
      remoteAddress,
    });
    expect(reply.statusCode).toBe(status);
  });

  it('H1 is not there beside a real issuer, and its tokens count for nothing', async () => {
    const { token: given } = (await token(await start(), alice.address)).json();
    const real = await makeTestApp();
    const door = await token(real, alice.address);
    const me = await real.app.inject({ method: 'GET', url: '/api/me', headers: signedIn(given) });
    expect([door.statusCode, me.statusCode]).toEqual([404, 401]);
  });
});
