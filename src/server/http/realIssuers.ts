/** The issuers of a deployment: whose keys they are, and what a token of theirs must say before anybody is believed to be anybody. */
import { createRemoteJWKSet, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { ROLES, type Role } from '../../contract/roles';
import type { Issuer } from './auth';

export interface RealIssuer {
  readonly issuer: string;
  /** null: asked of the issuer itself (OpenID Connect Discovery 1.0, section 4). */
  readonly jwksUrl: string | null;
  /** A tenant of Microsoft Entra ID, or null. */
  readonly tenant: string | null;
}

export interface TokenRules {
  readonly audiences: readonly string[];
  readonly scope: string;
  /** Applications whose tokens are taken (OpenID Connect Core 1.0, `azp`). */
  readonly clients: readonly string[];
  readonly roleClaim: { readonly claim: string; readonly roles: ReadonlyMap<string, Role> } | null;
}

const signatures = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA'];

/** Keys are fetched at the first token, kept, and fetched again when a token names a key that is not among them. */
export function makeRealIssuer(given: RealIssuer, rules: TokenRules): Issuer {
  const { tenant } = given;
  const scope = tenant === null ? rules.scope : lastPart(rules.scope);
  return {
    issuer: given.issuer,
    audience: rules.audiences,
    // Microsoft signs with RS256 alone ("Access tokens in the Microsoft identity platform").
    algorithms: tenant === null ? signatures : ['RS256'],
    key: makeKeyReader(given),
    addressOf: (claims) => addressOfClaims(claims, tenant),
    // `sub` of Microsoft's tokens differs for each application; `oid` is the person in this tenant.
    subjectOf: (claims) => (tenant === null ? (claims.sub ?? null) : textOf(claims['oid'])),
    faultOf: (claims) => tenantFault(tenant, claims) ?? scopeFault(scope, claims) ?? partyFault(rules.clients, claims),
    roleOf: (claims) => roleOfClaims(rules.roleClaim, claims),
  };
}

/** Entra writes scopes into tokens without the name of the interface they belong to. */
const lastPart = (scope: string) => scope.slice(scope.lastIndexOf('/') + 1);

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const tenantFault = (tenant: string | null, claims: JWTPayload) =>
  tenant === null || claims['tid'] === tenant ? null : 'The token is of another tenant than its issuer.';

/** `scope` (RFC 9068) or `scp` (Microsoft), with blanks between, or as a list (some providers). */
function scopeFault(scope: string, claims: JWTPayload): string | null {
  const granted = [claims['scope'], claims['scp']].flat().flatMap((value) => textOf(value)?.split(' ') ?? []);
  return granted.includes(scope) ? null : `The token does not grant “${scope}”.`;
}

/** Every name under which a token may tell for whom it was made: OpenID Connect, Microsoft v1, RFC 9068. */
function partyFault(clients: readonly string[], claims: JWTPayload): string | null {
  const named = ['azp', 'appid', 'client_id'].filter((claim) => claims[claim] !== undefined);
  const foreign = named.some((claim) => !clients.includes(textOf(claims[claim]) ?? ''));
  return named.length > 0 && !foreign ? null : 'The token was made for an application that is not allowed here.';
}

function roleOfClaims(rule: TokenRules['roleClaim'], claims: JWTPayload): Role | null {
  if (rule === null) return null;
  const whole = Object.hasOwn(claims, rule.claim);
  const told = whole ? claims[rule.claim] : rule.claim.split('.').reduce<unknown>(stepInto, claims);
  const roles = new Set([told].flat().map((word) => (typeof word === 'string' ? rule.roles.get(word) : undefined)));
  return ROLES.find((role) => roles.has(role)) ?? null;
}

/** Own fields alone. */
function stepInto(at: unknown, name: string): unknown {
  return typeof at === 'object' && at !== null && Object.hasOwn(at, name)
    ? (at as Record<string, unknown>)[name]
    : undefined;
}

function makeKeyReader(given: RealIssuer): JWTVerifyGetKey {
  const found: { keys: JWTVerifyGetKey | null } = { keys: null };
  return async (header, token) => {
    found.keys ??= createRemoteJWKSet(new URL(given.jwksUrl ?? (await discoverKeys(given.issuer))));
    return found.keys(header, token);
  };
}

async function discoverKeys(issuer: string): Promise<string> {
  const { jwks_uri: keys } = await discover(issuer);
  if (typeof keys !== 'string') throw new Error('no jwks_uri');
  return keys;
}

/** What an issuer publishes of itself; rejects where it is away, or speaks for another name than its own (section 4.3). */
export async function discover(issuer: string): Promise<Readonly<Record<string, unknown>>> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(5000), redirect: 'error' });
  const body = (await answer.json()) as Readonly<Record<string, unknown>>;
  if (!answer.ok || body['issuer'] !== issuer) throw new Error('not the issuer’s own description');
  return body;
}

/**
 * An e-mail claim counts only where the issuer vouches for it. Microsoft's tokens name the user in `preferred_username` (v2)
 * or `upn` (v1), which belong to the issuing tenant; elsewhere people may choose such a name for themselves (OpenID Connect
 * Core 1.0, section 5.7), so it proves nothing.
 */
export function addressOfClaims(claims: JWTPayload, tenant: string | null = null): string | null {
  const vouched = claims['email_verified'] === true ? claims['email'] : null;
  const named = tenant === null ? [vouched] : [claims['preferred_username'], claims['upn']];
  return named.find((name): name is string => typeof name === 'string' && name.includes('@')) ?? null;
}
