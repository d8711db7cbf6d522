/** Everything known about one mail, in one question to the store. */
import { askedKeys } from '../../correlation/keys';
import type { Keys } from '../../correlation/mail';
import type { SettingsReply } from '../../contract/settings';
import type { LookupReply } from '../../contract/tracking';
import { readCandidates } from '../store/candidates';
import { resolvePeople } from '../store/people';
import { readSettings, readSettingsVersion } from '../store/settings';
import type { Act } from './acts';
import { mutable } from './mutable';
import { findTwin } from './twins';
import type { Workshop } from './workshop';

export const lookup =
  ({ store }: Workshop): Act<'lookup'> =>
  async ({ orgId }, { body: { keys, settingsVersion } }) => {
    const people = peopleOf(keys);
    const [found, candidates, resolved, version] = await store.look(orgId, (ask) =>
      Promise.all([
        findTwin(ask, orgId, keys),
        readCandidates(ask, orgId, askedKeys(keys), people),
        resolvePeople(ask, orgId, people),
        readSettingsVersion(ask, orgId),
      ]),
    );
    const own = found.twin?.tracking ?? null;
    const reply: LookupReply = {
      own,
      candidates: mutable(candidates.filter(({ activityId }) => activityId !== own?.activityId)),
      people: resolved,
      settingsVersion: version,
    };
    if (version === settingsVersion) return reply;
    // Rare: once a pane, and after an administrator changed something.
    const settings: SettingsReply = await store.look(orgId, (ask) => readSettings(ask, orgId));
    return { ...reply, settingsVersion: settings.version, settings };
  };

/** Everyone on the mail once, the sender first. */
function peopleOf({ from, recipients }: Keys): string[] {
  return [...new Set(from === null ? recipients : [from, ...recipients])].filter((address) => address !== '');
}
