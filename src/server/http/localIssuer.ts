/**
 * The issuer of a machine that has no real one: whoever asks is whom they say. It listens to this machine only, and it
 * does not exist when a real issuer is configured.
 */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { problem } from '../../contract/problems';
import { parse, Shape, Text, Type } from '../../contract/schema';
import type { Issuer } from './auth';

const algorithm = 'ES256';
const lifeSeconds = 3600;

export interface LocalIssuer extends Issuer {
  readonly tokenFor: (address: string) => Promise<string>;
}

/** The key lies in `dataDir`, so a token outlives a restart; readable by its owner only. */
export async function makeLocalIssuer(dataDir: string, now: () => Date): Promise<LocalIssuer> {
  const [issuer, audience] = ['urn:threadmark:local-issuer', 'threadmark'];
  const jwk = await readOrMakeKey(path.join(dataDir, 'local-issuer-key.json'));
  const [privateKey, publicKey] = await Promise.all([importJWK(jwk, algorithm), importJWK(openPart(jwk), algorithm)]);
  const seconds = () => Math.floor(now().getTime() / 1000);
  const tokenFor = (address: string) =>
    new SignJWT({})
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(address)
      .setIssuedAt(seconds())
      .setExpirationTime(seconds() + lifeSeconds)
      .setJti(randomUUID())
      .sign(privateKey);
  return {
    issuer,
    audience,
    algorithms: [algorithm],
    key: async () => publicKey,
    addressOf: (claims) => claims.sub ?? null,
    tokenFor,
  };
}

const openPart = ({ kty, crv, x, y }: JWK): JWK => ({ kty, crv, x, y }) as JWK;

async function readOrMakeKey(file: string): Promise<JWK> {
  const stored = await fs.readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (stored !== null) return JSON.parse(stored) as JWK;
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = await exportJWK(privateKey);
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, JSON.stringify(jwk), { mode: 0o600, flag: 'wx' });
  return jwk;
}

/** A user as the sandbox's switch lists it. */
export interface ListedUser {
  readonly address: string;
  readonly name: string;
  readonly organisation: string;
}

export interface DevDoor {
  readonly issuer: LocalIssuer;
  readonly listUsers: () => Promise<readonly ListedUser[]>;
}

const TokenRequest = Shape({ user: Text(320) });
const TokenReply = Shape({
  access_token: Type.String(),
  token: Type.String(),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer(),
});
const UsersReply = Shape({
  users: Type.Array(Shape({ address: Type.String(), name: Type.String(), organisation: Type.String() })),
});

export function addDevDoor(app: FastifyInstance, door: DevDoor): void {
  app.get('/dev/users', {
    config: { callers: 'anybody' },
    schema: { summary: 'Who there is in the sandbox', response: { 200: UsersReply } },
    handler: async (request) => {
      mustNameThisMachine(request);
      return { users: await door.listUsers() };
    },
  });
  app.post('/dev/token', {
    config: { callers: 'anybody' },
    schema: { summary: 'A token of the local issuer', body: TokenRequest, response: { 200: TokenReply } },
    handler: async (request, reply) => {
      mustNameThisMachine(request);
      const { user } = parse(TokenRequest, request.body);
      const known = (await door.listUsers()).find((one) => one.address === user.trim().toLowerCase());
      if (!known) throw problem('unknownUser');
      const token = await door.issuer.tokenFor(known.address);
      return reply
        .header('cache-control', 'no-store')
        .send({ access_token: token, token, token_type: 'Bearer', expires_in: lifeSeconds });
    },
  });
}

/**
 * Against DNS rebinding: a foreign page whose name was pointed at this machine still sends its own name as Host. Against a
 * tunnel or proxy in front of us, which is on this machine itself: it says for whom it asks (RFC 7239, RFC 9110 7.6.3).
 */
function mustNameThisMachine(request: FastifyRequest): void {
  const named = ['localhost', '127.0.0.1', '[::1]'].includes(request.hostname.toLowerCase());
  if (named && isLoopback(request.socket.remoteAddress) && !isForwarded(request)) return;
  throw problem('notAllowed', 'Tokens are given to pages of this machine only.');
}

/** IPv4 also as IPv6 writes it. */
const isLoopback = (address = '') => /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address);

const isForwarded = ({ headers }: FastifyRequest) =>
  Object.keys(headers).some((name) => /^(x-forwarded\b.*|x-real-ip|x-original-.*|forwarded|via|cf-.*)$/.test(name));
