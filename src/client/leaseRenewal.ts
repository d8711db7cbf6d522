/** Keeps enough offline numbers on this device while there is a line, and tells the server what became of the others. */
import type { Static } from '../contract/schema';
import { Problem } from '../contract/problems';
import type { AskLeaseReplySchema, AskLeaseSchema } from '../contract/sending';
import type { Api } from './api';
import { isAway } from './away';
import { LEASE, keepLease, keptLeases, remaining, type KeptLease } from './leases';
import type { Drawer, Storage } from './storage';

export interface LeaseDoors {
  readonly storage: Storage;
  readonly api: Api;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A new UUID. */
  readonly mint: () => string;
}

type Request = Static<typeof AskLeaseSchema>;
type Reply = Static<typeof AskLeaseReplySchema>;

const DEVICE = 'device';
const RENEWAL = 'renewal';
/** Milliseconds. A lease that ends sooner is no provision for a journey. */
const JOURNEY = 7 * 86_400_000;
/** What the contract takes. */
const MOST_USED = 500;
const MOST_RETURNED = 20;

/**
 * Asks for a lease where less than half of one is left. The question is kept until it is answered, and repeated to the
 * letter, so that a lost answer costs no numbers. Rejects with a Problem; nothing is lost then.
 */
export async function renewLeases(doors: LeaseDoors): Promise<void> {
  const { storage, api } = doors;
  const body = await storage.change((drawer) => planRenewal(drawer, doors));
  if (body === null) return;
  try {
    const reply = await api.call('lease', { body });
    await storage.change((drawer) => adopt(drawer, body, reply));
  } catch (error) {
    if (error instanceof Problem && !isAway(error)) await storage.change((drawer) => drawer.delete(RENEWAL));
    throw error;
  }
}

async function planRenewal(drawer: Drawer, { now, mint }: LeaseDoors): Promise<Request | null> {
  const asked = (await drawer.get(RENEWAL)) as Request | undefined;
  if (asked) return asked;
  const leases = await keptLeases(drawer);
  if (isEnough(leases, now())) return null;
  const over = leases.filter((kept) => Date.parse(kept.lease.expiresAt) <= now()).slice(0, MOST_RETURNED);
  for (const kept of over) await keepLease(drawer, { ...kept, closed: true });
  const request = {
    requestId: mint(),
    device: await deviceOf(drawer, mint),
    used: usedOf(leases),
    returned: over.map(unused),
  };
  await drawer.put(RENEWAL, request);
  return request;
}

function isEnough(leases: readonly KeptLease[], now: number): boolean {
  const size = Math.max(0, ...leases.map(({ lease }) => lease.counters.length));
  const left = leases.reduce((sum, kept) => sum + remaining(kept, now + JOURNEY), 0);
  return size > 0 && left * 2 >= size;
}

async function deviceOf(drawer: Drawer, mint: () => string): Promise<string> {
  const known = (await drawer.get(DEVICE)) as string | undefined;
  if (known !== undefined) return known;
  const device = mint();
  await drawer.put(DEVICE, device);
  return device;
}

const usedOf = (leases: readonly KeptLease[]): Request['used'] =>
  leases.flatMap(({ lease: { leaseId }, used }) => used.map((each) => ({ leaseId, ...each }))).slice(0, MOST_USED);

const unused = ({ lease: { leaseId, counters }, taken }: KeptLease) => ({ leaseId, counters: counters.slice(taken) });

/** Once for each question: a second pane that asked the same finds it answered. */
async function adopt(drawer: Drawer, asked: Request, { lease }: Reply): Promise<void> {
  if (((await drawer.get(RENEWAL)) as Request | undefined)?.requestId !== asked.requestId) return;
  await drawer.delete(RENEWAL);
  /** Another device holds the same numbers, since what is kept here was copied: they are its own from now on. */
  const copied = lease !== null && lease.device !== asked.device;
  for (const kept of await keptLeases(drawer))
    await afterReport(drawer, copied ? { ...kept, closed: true } : kept, asked);
  if (copied) await drawer.put(DEVICE, lease.device);
  if (lease) await keepLease(drawer, { lease, taken: 0, used: [], closed: false });
}

/** Forgets what was told, and leases that have nothing more to give or to tell. */
async function afterReport(drawer: Drawer, kept: KeptLease, asked: Request): Promise<void> {
  const { leaseId, counters } = kept.lease;
  const told = new Set(asked.used.filter((each) => each.leaseId === leaseId).map(({ counter }) => counter));
  const used = kept.used.filter(({ counter }) => !told.has(counter));
  const over = kept.closed || kept.taken >= counters.length;
  if (over && used.length === 0) await drawer.delete(LEASE + leaseId);
  else await keepLease(drawer, { ...kept, used });
}
