/**
 * A real OpenID provider (`oidc-provider`) on loopback, in a process of its own because it is an ES module with a life of its
 * own. Speaks with its parent over IPC: `mint` gives a token that it signed, `rotate` has it sign with another key from now on.
 * People sign in on its own development pages with any password; whoever types an address is that person.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import http from 'node:http';
import Provider from 'oidc-provider';

const { audience, scope, redirectUris, origin: allowed, port, life } = JSON.parse(process.argv[2]);

const makeKey = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  kid: randomUUID(),
  use: 'sig',
  alg: 'RS256',
});

const client = (client_id) => ({
  client_id,
  redirect_uris: redirectUris,
  response_types: ['code'],
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'none',
});

const resourceServer = (of) => ({
  audience: of,
  scope: `${scope} other`,
  accessTokenFormat: 'jwt',
  accessTokenTTL: life,
  jwt: { sign: { alg: 'RS256' } },
});

const roles = new Map();

function makeProvider(issuer, keys) {
  const provider = new Provider(issuer, {
    clients: [client('threadmark-pane'), client('somebody-else')],
    jwks: { keys },
    scopes: ['openid', 'offline_access', scope, 'other'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: ['loopback'] },
    ttl: { Session: 3600, Grant: 3600, Interaction: 3600, IdToken: 3600, RefreshToken: 3600 },
    findAccount: async (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, email: id, email_verified: true }),
    }),
    extraTokenClaims: async (_context, { accountId }) => ({
      email: accountId,
      email_verified: true,
      name: accountId.split('@')[0],
      ...(roles.has(accountId) ? { roles: roles.get(accountId) } : {}),
    }),
    clientBasedCORS: (_context, origin) => origin === allowed,
    issueRefreshToken: async () => true,
    features: {
      resourceIndicators: {
        enabled: true,
        defaultResource: async () => audience,
        useGrantedResource: async () => true,
        getResourceServerInfo: async (_context, of) => resourceServer(of),
      },
    },
  });
  return provider;
}

const state = { keys: [makeKey()], provider: null, issuer: '', keyReads: 0 };
const server = http.createServer((request, reply) => {
  if (request.url === '/jwks') state.keyReads += 1;
  state.provider.callback()(request, reply);
});
server.listen(port ?? 0, '127.0.0.1', () => {
  state.issuer = `http://127.0.0.1:${server.address().port}`;
  state.provider = makeProvider(state.issuer, state.keys);
  process.send({ ready: state.issuer });
});

async function mint({ account, clientId = 'threadmark-pane', granted = scope, of = audience, ago = 0 }) {
  const { provider } = state;
  const grant = new provider.Grant({ accountId: account, clientId });
  grant.addResourceScope(of, granted);
  const grantId = await grant.save();
  const token = new provider.AccessToken({
    accountId: account,
    client: await provider.Client.find(clientId),
    grantId,
    gty: 'authorization_code',
    scope: granted,
    expiresWithSession: false,
  });
  token.resourceServer = new provider.ResourceServer(of, resourceServer(of));
  token.extra = { email: account, email_verified: true, ...(roles.has(account) ? { roles: roles.get(account) } : {}) };
  const now = Date.now;
  Date.now = () => now() - ago * 1000;
  return token.save().finally(() => (Date.now = now));
}

const acts = {
  mint,
  keyReads: async () => state.keyReads,
  /** The key to sign with comes first; the old one is not published any more. */
  rotate: async () => {
    state.keys = [makeKey()];
    state.provider = makeProvider(state.issuer, state.keys);
  },
  setRoles: async ({ account, words }) => void roles.set(account, words),
};

process.on('message', ({ id, act, given }) => {
  acts[act](given).then(
    (value) => process.send({ id, value: value ?? null }),
    (error) => process.send({ id, error: String(error?.stack ?? error) }),
  );
});
process.on('disconnect', () => process.exit(0));
