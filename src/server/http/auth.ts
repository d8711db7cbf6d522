/** Who asks: a bearer token (RFC 6750) checked against one issuer, then looked up among the users of the store. */
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { problem } from '../../contract/problems';
import type { Asker } from '../tracking/acts';

/** The one issuer that is believed, and how. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  /** Fixed by us, never by the token: `none` and the symmetric algorithms are not among them. */
  readonly algorithms: readonly string[];
  readonly key: JWTVerifyGetKey;
  /** The address a token speaks of, or null. */
  readonly addressOf: (claims: JWTPayload) => string | null;
}

/** What a believed token says of its bearer. */
export interface Identity {
  readonly issuer: string;
  /** Stable at this issuer; an address may be given to somebody else one day. */
  readonly subject: string;
  /** Empty where the token names none that can be believed. */
  readonly address: string;
}

/** null: a person whom no organisation here has among its users. */
export type ReadUser = (who: Identity) => Promise<Asker | null>;

/** Gives who asks, or throws notSignedIn, tokenExpired or unknownUser. */
export type SignIn = (authorization: string | undefined) => Promise<Asker>;

const clockSkewSeconds = 30;

export function makeSignIn(issuer: Issuer, readUser: ReadUser): SignIn {
  return async (authorization) => {
    const claims = await readClaims(issuer, bearerToken(authorization));
    const address = issuer.addressOf(claims) ?? '';
    const asker = await readUser({ issuer: issuer.issuer, subject: claims.sub ?? '', address });
    if (asker === null) throw problem('unknownUser');
    return asker;
  };
}

function bearerToken(authorization: string | undefined): string {
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1];
  if (!token) throw problem('notSignedIn');
  return token;
}

async function readClaims(issuer: Issuer, token: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, issuer.key, {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms: [...issuer.algorithms],
      clockTolerance: clockSkewSeconds,
      requiredClaims: ['exp', 'sub'],
    });
    return payload;
  } catch (error) {
    throw toSignInProblem(error);
  }
}

/** The issuer being away is no fault of the person: signing in again would not help. */
function toSignInProblem(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return problem('tokenExpired');
  const away =
    !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC' || error.code === 'ERR_JWKS_TIMEOUT';
  if (away) return problem('serverFault', 'The sign-in service cannot be reached.');
  return problem('notSignedIn');
}

export interface RealIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** null: asked of the issuer itself (OpenID Connect Discovery 1.0, section 4). */
  readonly jwksUrl: string | null;
}

/** Keys are fetched at the first token, kept, and fetched again when a token names a key that is not among them. */
export function makeRealIssuer(given: RealIssuer): Issuer {
  return {
    issuer: given.issuer,
    audience: given.audience,
    algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA'],
    key: makeKeyReader(given),
    addressOf: addressOfClaims,
  };
}

function makeKeyReader(given: RealIssuer): JWTVerifyGetKey {
  const found: { keys: JWTVerifyGetKey | null } = { keys: null };
  return async (header, token) => {
    found.keys ??= createRemoteJWKSet(new URL(given.jwksUrl ?? (await discoverKeys(given.issuer))));
    return found.keys(header, token);
  };
}

async function discoverKeys(issuer: string): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(5000), redirect: 'error' });
  const body = (await answer.json()) as { readonly jwks_uri?: unknown };
  if (!answer.ok || typeof body.jwks_uri !== 'string') throw new Error('no jwks_uri');
  return body.jwks_uri;
}

/**
 * An e-mail claim counts only where the issuer vouches for it; Microsoft's tokens name the user in `preferred_username`
 * (v2) or `upn` (v1), which belong to the issuing tenant.
 */
export function addressOfClaims(claims: JWTPayload): string | null {
  const vouched = claims['email_verified'] === true ? claims['email'] : null;
  const named = [vouched, claims['preferred_username'], claims['upn']];
  return named.find((name): name is string => typeof name === 'string' && name.includes('@')) ?? null;
}
