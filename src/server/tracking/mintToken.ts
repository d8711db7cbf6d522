/** Gives a mail its token. The same mail is given the same one, however often it asks. */
import { renewToken } from '../store/numbers';
import { writeAudit } from '../store/audit';
import { once } from '../store/requests';
import { holdUser } from '../store/users';
import type { Act } from './acts';
import { giveNumbers, heldFrom } from './giveNumbers';
import { letterOf, type Workshop } from './workshop';

export const mintToken =
  ({ store, clock }: Workshop): Act<'mintToken'> =>
  (asker, { body }) =>
    store.change(asker.orgId, (ask) => {
      const at = clock();
      const { orgId, userId } = asker;
      return once(ask, letterOf('mintToken', asker, body, at), async () => {
        await holdUser(ask, orgId, userId);
        const mark = body.mark.toLowerCase();
        const known = await renewToken(ask, { orgId, userId, mark, heldFrom: heldFrom(at) });
        if (known !== null) return { token: known, why: null };
        const purpose = { mark, leaseId: null };
        const given = await giveNumbers(ask, { asker, at, offline: false, count: 1, purpose, until: at });
        if (typeof given === 'string') return { token: null, why: given };
        const what = { action: 'mintToken', entity: 'mark', entityId: mark, why: '' };
        await writeAudit(ask, { orgId, at, actor: userId, ...what, before: null, after: null });
        return { token: given.numbers[0]?.token ?? null, why: null };
      });
    });
