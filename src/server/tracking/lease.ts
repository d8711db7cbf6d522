/** Lends a device offline numbers, and takes in what it tells of those it has. */
import { v7 } from 'uuid';
import type { Lease } from '../../contract/sending';
import { writeAudit } from '../store/audit';
import type { Ask } from '../store/db';
import { addLease, contradicts, countUnused, noteReturned, noteUsed, type LeaseHolder } from '../store/leases';
import { once } from '../store/requests';
import { holdUser } from '../store/users';
import type { Act, ActInput, Asker } from './acts';
import { giveNumbers, heldFrom } from './giveNumbers';
import { letterOf, type Workshop } from './workshop';

const COUNTERS = 20;
const DAYS = 30;
/** A device whose answers are lost asks again: what it holds unseen is bounded. */
const MOST_UNUSED = 5 * COUNTERS;
const DAY = 86_400_000;

export const lease =
  ({ store, clock }: Workshop): Act<'lease'> =>
  (asker, { body }) =>
    store.change(asker.orgId, (ask) => {
      const at = clock();
      return once(ask, letterOf('lease', asker, body, at), async () => {
        await holdUser(ask, asker.orgId, asker.userId);
        const holder = await holderOf(ask, asker, body);
        await takeInTales(ask, holder, body, at);
        const lies = await countUnused(ask, holder, at);
        if (lies > MOST_UNUSED - COUNTERS)
          return { lease: null, why: `This device holds ${lies} offline numbers that it has not used.` };
        const lent = await lend(ask, asker, holder, at);
        return typeof lent === 'string' ? { lease: null, why: lent } : { lease: lent, why: null };
      });
    });

/** A device that is a copy of another one is given a name of its own: it lets go of the numbers that both of them hold. */
async function holderOf(ask: Ask, { orgId, userId }: Asker, { device, used }: ActInput<'lease'>['body']) {
  const copied = await contradicts(ask, orgId, used);
  return { orgId, userId, device: copied ? v7() : device };
}

/** What was used before what came back: a number that is in both was used. */
async function takeInTales(ask: Ask, holder: LeaseHolder, { used, returned }: ActInput<'lease'>['body'], at: Date) {
  await noteUsed(ask, holder, { used, heldFrom: heldFrom(at) });
  const unused = returned.flatMap(({ leaseId, counters }) => counters.map((counter) => ({ leaseId, counter })));
  await noteReturned(ask, holder, unused);
}

async function lend(ask: Ask, asker: Asker, holder: LeaseHolder, at: Date): Promise<Lease | string> {
  const leaseId = v7();
  const until = new Date(at.getTime() + DAYS * DAY);
  const purpose = { mark: null, leaseId };
  const given = await giveNumbers(ask, { asker, at, offline: true, count: COUNTERS, purpose, until });
  if (typeof given === 'string') return given;
  await addLease(ask, holder, { leaseId, expiresAt: until });
  const { layout, user, numbers } = given;
  const after = { numbers: numbers.length, expiresAt: until };
  const what = { action: 'lease', entity: 'lease', entityId: leaseId, before: null, after, why: '' };
  await writeAudit(ask, { orgId: asker.orgId, at, actor: asker.userId, ...what });
  const counters = numbers.map(({ counter }) => counter);
  const { device } = holder;
  return { leaseId, device, layout: { ...layout }, user, counters, expiresAt: until.toISOString() };
}
