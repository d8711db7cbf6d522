import { fixedChoice } from '../../contract/personal';
import { problem } from '../../contract/problems';
import type { Preferences } from '../../contract/settings';
import { readPreferences, writePreferences } from '../store/preferences';
import { writeAudit } from '../store/audit';
import { readSettings } from '../store/settings';
import type { Act } from './acts';
import type { Workshop } from './workshop';

/** What each choice is about, for the person who is told no. */
const FIXED: Record<keyof Preferences, string> = {
  autoTrack: 'whether mail is tracked on sending',
  incoming: 'which incoming mail is tracked',
  createRecords: 'whether unknown senders become records',
  neverTrack: 'whose mail is never tracked',
};

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
      const { settings } = await readSettings(ask, orgId);
      const fixed = fixedChoice(settings, before, body);
      if (fixed !== null) throw problem('notAllowed', `Your organisation decides ${FIXED[fixed]} for everybody.`);
      await writePreferences(ask, { orgId, userId, at }, body);
      const what = { action: 'savePreferences', entity: 'user', entityId: String(userId), why: '' };
      await writeAudit(ask, { orgId, at, actor: userId, ...what, before, after: body });
      return body;
    });
