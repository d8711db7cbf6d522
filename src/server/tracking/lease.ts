/** Lends a device offline numbers, and takes in what it tells of those it has. */
import { v7 } from 'uuid';
import type { Lease } from '../../contract/sending';
import { writeAudit } from '../store/audit';
import { addLease, countUnused, noteReturned, noteUsed } from '../store/leases';
import { once } from '../store/requests';
import { holdUser } from '../store/users';
import type { Act } from './acts';
import { giveNumbers } from './giveNumbers';
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
      const { orgId, userId } = asker;
      return once(ask, letterOf('lease', asker, body, at), async () => {
        const { device, used, returned } = body;
        const holder = { orgId, userId, device };
        await holdUser(ask, orgId, userId);
        await noteUsed(ask, holder, used);
        const unused = returned.flatMap(({ leaseId, counters }) => counters.map((counter) => ({ leaseId, counter })));
        await noteReturned(ask, holder, unused);
        const lies = await countUnused(ask, holder, at);
        if (lies > MOST_UNUSED - COUNTERS)
          return { lease: null, why: `This device holds ${lies} offline numbers that it has not used.` };
        const leaseId = v7();
        const until = new Date(at.getTime() + DAYS * DAY);
        const purpose = { mark: null, leaseId };
        const given = await giveNumbers(ask, { asker, at, offline: true, count: COUNTERS, purpose, until });
        if (typeof given === 'string') return { lease: null, why: given };
        await addLease(ask, holder, { leaseId, expiresAt: until });
        const { layout, user, numbers } = given;
        const after = { numbers: numbers.length, expiresAt: until };
        const what = { action: 'lease', entity: 'lease', entityId: leaseId, before: null, after, why: '' };
        await writeAudit(ask, { orgId, at, actor: userId, ...what });
        const counters = numbers.map(({ counter }) => counter);
        const made: Lease = { leaseId, device, layout: { ...layout }, user, counters, expiresAt: until.toISOString() };
        return { lease: made, why: null };
      });
    });
