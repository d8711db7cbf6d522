/** What organisations of one server claim twice; from before that was refused, or since a domain was given to one of them. */
import { coveredBy, type Claim } from './claims';
import type { Store } from './db';

export type Collision =
  | { readonly kind: 'domain'; readonly domain: string; readonly organisations: readonly string[] }
  /** A user of `organisation`, whose address belongs to `owner`. */
  | { readonly kind: 'foreign'; readonly address: string; readonly organisation: string; readonly owner: string }
  | { readonly kind: 'shared'; readonly address: string; readonly organisations: readonly string[] };

interface Inventory extends Claim {
  /** Of its active users. */
  readonly addresses: readonly string[];
}

export async function findCollisions(store: Store): Promise<readonly Collision[]> {
  const all = await readInventories(store);
  return [...sharedDomains(all), ...all.flatMap((one) => foreignUsers(one, all)), ...sharedUsers(all)];
}

/** Each organisation has this job, and says to whoever looks for work that it is there (migration 0013). */
async function readInventories(store: Store): Promise<readonly Inventory[]> {
  const text = 'select org_id as "orgId" from job where name = $1 order by org_id';
  const rows = await store.lookForJob('retention', (ask) => ask<{ orgId: number }>({ text }, ['retention']));
  const all: Inventory[] = [];
  for (const { orgId } of rows) all.push(...(await store.look(orgId, (ask) => ask<Inventory>(inventory, [orgId]))));
  return all;
}

const inventory = {
  text: `select org_id as "orgId", name, domains,
  array(select u.address from app_user u where u.org_id = $1 and u.active order by u.user_id) as addresses
from organisation where org_id = $1`,
};

function sharedDomains(all: readonly Inventory[]): Collision[] {
  const pairs = all.flatMap(({ name, domains }) => [...new Set(domains)].map((domain) => [domain, name] as const));
  return twice(pairs).map(([domain, organisations]) => ({ kind: 'domain', domain, organisations }));
}

function foreignUsers({ orgId, name, addresses }: Inventory, all: readonly Inventory[]): Collision[] {
  return addresses.flatMap((address) => {
    const [first, ...more] = coveredBy(address, all);
    if (first === undefined || [first, ...more].some((each) => each.orgId === orgId)) return [];
    return [{ kind: 'foreign' as const, address, organisation: name, owner: first.name }];
  });
}

/** Of domains that belong to no organisation, or to two: otherwise it stands among the foreign ones. */
function sharedUsers(all: readonly Inventory[]): Collision[] {
  const pairs = all.flatMap(({ name, addresses }) => addresses.map((address) => [address, name] as const));
  return twice(pairs)
    .filter(([address]) => coveredBy(address, all).length !== 1)
    .map(([address, organisations]) => ({ kind: 'shared', address, organisations }));
}

function twice(pairs: readonly (readonly [string, string])[]): [string, string[]][] {
  const found = new Map<string, string[]>();
  for (const [key, name] of pairs) found.set(key, [...(found.get(key) ?? []), name]);
  return [...found].filter(([, names]) => names.length > 1);
}
