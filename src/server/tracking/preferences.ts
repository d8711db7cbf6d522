import { readPreferences, writePreferences } from '../store/preferences';
import { writeAudit } from '../store/audit';
import type { Act } from './acts';
import type { Workshop } from './workshop';

export const preferences =
  ({ store }: Workshop): Act<'preferences'> =>
  ({ orgId, userId }) =>
    store.look(orgId, (ask) => readPreferences(ask, orgId, userId));

export const savePreferences =
  ({ store, clock }: Workshop): Act<'savePreferences'> =>
  ({ orgId, userId }, { body }) =>
    store.change(orgId, async (ask) => {
      const at = clock();
      const before = await readPreferences(ask, orgId, userId);
      await writePreferences(ask, { orgId, userId, at }, body);
      const what = { action: 'savePreferences', entity: 'user', entityId: String(userId), why: '' };
      await writeAudit(ask, { orgId, at, actor: userId, ...what, before, after: body });
      return body;
    });
