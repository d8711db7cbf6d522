/**
 * Which organisation may take in an address. Domains are set by the operator's command line alone, so an administrator cannot
 * claim one; of two that cover an address, the longer decides (eu.contoso.example before contoso.example).
 */
import { problem } from '../../contract/problems';
import { domainOf, normalAddress } from '../../correlation/addresses';
import type { Ask } from './db';

export interface Claim {
  readonly orgId: number;
  readonly name: string;
  readonly domains: readonly string[];
}

/** As addresses write it when they are compared. */
export const normalDomain = (domain: string) => domainOf(normalAddress(`x@${domain}`));

/** The domain and those above it, the longest first; a last label alone belongs to no organisation. */
export function domainsAbove(domain: string): string[] {
  const labels = domain.split('.');
  const all = labels.map((_label, n) => labels.slice(n).join('.'));
  return all.filter((each, n) => n === 0 || each.includes('.'));
}

/** The organisations whose domains cover the address; usually one, or none. */
export function coveredBy(address: string, claims: readonly Claim[]): readonly Claim[] {
  for (const domain of domainsAbove(domainOf(address))) {
    const found = claims.filter(({ domains }) => domains.includes(domain));
    if (found.length > 0) return found;
  }
  return [];
}

/** Asks everything at once, so that `look` can use it; nothing else in the transaction sees the other organisations. */
async function readClaims(ask: Ask, domains: readonly string[]): Promise<readonly Claim[]> {
  const set = (value: string) => ask({ text: `select set_config('threadmark.claim', $1, true)` }, [value]);
  const text = 'select org_id as "orgId", name, domains from organisation where domains && $1::text[]';
  const [, claims] = await Promise.all([set(domains.join(' ')), ask<Claim>({ text }, [domains]), set('')]);
  return claims;
}

/** True for an address of the organisation's own domains, or of domains that no organisation has. */
export async function mayTakeIn(ask: Ask, orgId: number, address: string): Promise<boolean> {
  const normal = normalAddress(address);
  const covering = coveredBy(normal, await readClaims(ask, domainsAbove(domainOf(normal))));
  return covering.length === 0 || covering.some((each) => each.orgId === orgId);
}

/** Throws `badInput`; tells nothing of the other organisation but that it is there. */
export async function mustTakeIn(ask: Ask, orgId: number, address: string): Promise<void> {
  if (await mayTakeIn(ask, orgId, address)) return;
  throw problem(
    'badInput',
    `address: ${domainOf(normalAddress(address))} is a domain of another organisation on this server, which alone can add its people.`,
  );
}

/** Throws `badInput`, for the operator, where another organisation has one of the domains already. */
export async function mustBeUnclaimed(ask: Ask, orgId: number, domains: readonly string[]): Promise<void> {
  for (const { name, ...claim } of await readClaims(ask, domains)) {
    const taken = claim.domains.find((domain) => domains.includes(domain));
    if (claim.orgId === orgId || taken === undefined) continue;
    throw problem('badInput', `domain: ${taken} belongs to “${name}” already, and only one organisation can have it.`);
  }
}
