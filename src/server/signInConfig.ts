/** Where people sign in, from the environment: any OpenID Connect issuers, tenants of Microsoft Entra ID, or nobody yet. */
import { isRole, ROLES, type Role } from '../contract/roles';
import { bare, ConfigProblem, loopbackHosts, type Env } from './environment';

/** An issuer that is believed. */
export interface TrustedIssuer {
  /** As its tokens name it, to the letter. */
  readonly issuer: string;
  /** null: asked of the issuer itself. */
  readonly jwksUrl: string | null;
  /** A tenant of Microsoft Entra ID; null: any other provider. */
  readonly tenant: string | null;
}

/** Which words of a token's claim stand for which role. */
export interface RoleClaim {
  /** A dot goes one level down: `realm_access.roles`. */
  readonly claim: string;
  readonly roles: ReadonlyMap<string, Role>;
}

export interface RealSignIn {
  readonly kind: 'oidc';
  readonly issuers: readonly TrustedIssuer[];
  readonly audiences: readonly string[];
  /** As it is asked for, such as `api://…/access_as_user`. */
  readonly scope: string;
  /** The application that our own pages sign in as. */
  readonly clientId: string;
  /** Every application whose tokens are taken; ours is the first. */
  readonly clients: readonly string[];
  readonly roleClaim: RoleClaim | null;
}

/** `local`: our own issuer, for one machine, while no real one is configured. */
export type SignInAt = { readonly kind: 'local' } | RealSignIn;

const ENTRA = 'https://login.microsoftonline.com';

/** Throws a ConfigProblem whose sentence names the variable. */
export function readSignIn(env: Env): SignInAt {
  const issuers = [...words(env('OIDC_ISSUER')).map(named), ...words(env('ENTRA_TENANTS')).map(ofTenant)];
  const audiences = words(env('OIDC_AUDIENCE'));
  const clientId = env('OIDC_CLIENT_ID');
  if (issuers.length === 0 && audiences.length === 0 && clientId === null) return { kind: 'local' };
  if (issuers.length === 0)
    throw new ConfigProblem(
      'Name who signs people in: set OIDC_ISSUER or ENTRA_TENANTS, or leave out OIDC_AUDIENCE and OIDC_CLIENT_ID.',
    );
  if (audiences.length === 0)
    throw new ConfigProblem('OIDC_ISSUER is set but OIDC_AUDIENCE is not: set both, or neither.');
  if (clientId === null)
    throw new ConfigProblem(
      'OIDC_CLIENT_ID is not set: it is the application that Threadmark’s pages sign in as at the issuer.',
    );
  return {
    kind: 'oidc',
    issuers: withKeysAt(env('OIDC_JWKS_URL'), issuers),
    audiences,
    scope: env('OIDC_SCOPE') ?? 'access_as_user',
    clientId,
    clients: [clientId, ...words(env('OIDC_CLIENTS'))],
    roleClaim: readRoleClaim(env('OIDC_ROLES_CLAIM'), words(env('OIDC_ROLES'))),
  };
}

const words = (text: string | null): string[] => (text ?? '').split(/[\s,]+/).filter(Boolean);

function named(issuer: string): TrustedIssuer {
  mustBeUrl('OIDC_ISSUER', issuer);
  return { issuer, jwksUrl: null, tenant: null };
}

/** Microsoft, "Access tokens in the Microsoft identity platform": version 2.0 names its issuer by the tenant's id. */
function ofTenant(tenant: string): TrustedIssuer {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(tenant))
    throw new ConfigProblem(
      `ENTRA_TENANTS has “${tenant}”, but takes the ids of tenants, such as 00000000-0000-0000-0000-000000000000 in small letters.`,
    );
  return { issuer: `${ENTRA}/${tenant}/v2.0`, jwksUrl: `${ENTRA}/${tenant}/discovery/v2.0/keys`, tenant };
}

function withKeysAt(url: string | null, issuers: readonly TrustedIssuer[]): readonly TrustedIssuer[] {
  if (url === null) return issuers;
  mustBeUrl('OIDC_JWKS_URL', url);
  const [only, ...more] = issuers;
  if (only === undefined || more.length > 0 || only.tenant !== null)
    throw new ConfigProblem(
      'OIDC_JWKS_URL names the keys of one issuer: leave it out where there are several; their keys are found by discovery.',
    );
  return [{ ...only, jwksUrl: url }];
}

function readRoleClaim(claim: string | null, pairs: readonly string[]): RoleClaim | null {
  if (claim === null && pairs.length === 0) return null;
  if (claim === null)
    throw new ConfigProblem('OIDC_ROLES is set but OIDC_ROLES_CLAIM is not: name the claim that holds them.');
  const roles = new Map(ROLES.map((role) => [role as string, role]));
  for (const pair of pairs) {
    const [, word = '', role = ''] = /^(.+)=(\w+)$/.exec(pair) ?? [];
    if (!isRole(role))
      throw new ConfigProblem(
        `OIDC_ROLES has “${pair}”, but takes pairs such as Threadmark.Admin=administrator; roles are ${ROLES.join(', ')}.`,
      );
    roles.set(word, role);
  }
  return { claim, roles };
}

/** Keys fetched over plain http could be anybody's, so only this machine may be asked that way. */
function mustBeUrl(name: string, text: string): void {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'https:') return;
  if (url?.protocol === 'http:' && loopbackHosts.includes(bare(url.hostname))) return;
  throw new ConfigProblem(`${name} is “${text}”, but must be an address that begins with https://.`);
}
