/**
 * Who asks: a bearer token (RFC 6750) checked against the one issuer of the allow-list that it names, then looked up among
 * the users of the store. What a token says of itself chooses among what we trust; it never adds to it.
 */
import { decodeJwt, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { problem } from '../../contract/problems';
import type { Role } from '../../contract/roles';
import type { Asker } from '../tracking/acts';

/** An issuer that is believed, and how. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string | readonly string[];
  /** Fixed by us, never by the token: `none` and the symmetric algorithms are not among them. */
  readonly algorithms: readonly string[];
  readonly key: JWTVerifyGetKey;
  /** The address a token speaks of, or null. */
  readonly addressOf: (claims: JWTPayload) => string | null;
  /** Stable for a person at this issuer, `sub` where nothing is said; null: this token cannot be a person’s. */
  readonly subjectOf?: (claims: JWTPayload) => string | null;
  /** Why a token of the right issuer, audience and time is refused all the same; null: it is not. */
  readonly faultOf?: (claims: JWTPayload) => string | null;
  readonly roleOf?: (claims: JWTPayload) => Role | null;
}

/** What a believed token says of its bearer. */
export interface Identity {
  readonly issuer: string;
  /** Stable at this issuer; an address may be given to somebody else one day. */
  readonly subject: string;
  /** Empty where the token names none that can be believed. */
  readonly address: string;
  /** As the issuer calls the person; empty where it does not. */
  readonly name: string;
  /** What the issuer says the person may do; null: it is for us to say. */
  readonly role: Role | null;
  /** No other issuer is trusted here, so an organisation need not say which one its people come from. */
  readonly sole: boolean;
}

/** null: a person whom no organisation here has among its users. */
export type ReadUser = (who: Identity) => Promise<Asker | null>;

/** Gives who asks, or throws notSignedIn, tokenExpired or unknownUser. */
export type SignIn = (authorization: string | undefined) => Promise<Asker>;

const clockSkewSeconds = 30;

export function makeSignIn(trusted: Issuer | readonly Issuer[], readUser: ReadUser): SignIn {
  const issuers = new Map([trusted].flat().map((issuer) => [issuer.issuer, issuer]));
  return async (authorization) => {
    const token = bearerToken(authorization);
    const issuer = issuers.get(issuerOf(token));
    if (issuer === undefined) throw problem('notSignedIn', 'The token is of an issuer that is not trusted here.');
    const who = identify(issuer, await readClaims(issuer, token), issuers.size === 1);
    const asker = await readUser(who);
    if (asker === null) throw problem('unknownUser');
    return asker;
  };
}

function bearerToken(authorization: string | undefined): string {
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1];
  if (!token) throw problem('notSignedIn');
  return token;
}

/** Not believed yet: it only says whose keys to try. */
function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    throw problem('notSignedIn', 'The token cannot be read.');
  }
}

function identify(issuer: Issuer, claims: JWTPayload, sole: boolean): Identity {
  const fault = issuer.faultOf?.(claims) ?? null;
  if (fault !== null) throw problem('notSignedIn', fault);
  const subject: unknown = issuer.subjectOf ? issuer.subjectOf(claims) : claims.sub;
  if (!isSubject(subject)) throw problem('notSignedIn', 'The token names no person.');
  const name = typeof claims['name'] === 'string' ? claims['name'].slice(0, 200) : '';
  const address = issuer.addressOf(claims) ?? '';
  return { issuer: issuer.issuer, subject, address, name, role: issuer.roleOf?.(claims) ?? null, sole };
}

/** OpenID Connect Core, section 2: text of at most 255 characters. A number would be another person's text to a database. */
const isSubject = (subject: unknown): subject is string =>
  typeof subject === 'string' && subject !== '' && subject.length <= 255;

async function readClaims(issuer: Issuer, token: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, issuer.key, {
      issuer: issuer.issuer,
      audience: [issuer.audience].flat(),
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
