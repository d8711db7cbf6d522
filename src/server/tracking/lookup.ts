/** Everything known about one mail, in one question to the store. */
import { askedKeys } from '../../correlation/keys';
import type { Candidate, Keys } from '../../correlation/mail';
import type { SettingsReply } from '../../contract/settings';
import type { LookupReply } from '../../contract/tracking';
import { readCandidates } from '../store/candidates';
import { resolvePeople } from '../store/people';
import { readPreferences } from '../store/preferences';
import { glanceSettings, readSettings } from '../store/settings';
import type { Act } from './acts';
import { asSent, isOneForBoth } from './betweenUsers';
import { findStored } from './findStored';
import { mutable } from './mutable';
import type { Workshop } from './workshop';

export const lookup =
  ({ store }: Workshop): Act<'lookup'> =>
  async (asker, { body: { keys, settingsVersion } }) => {
    const { orgId, userId } = asker;
    const people = peopleOf(keys);
    const [found, candidates, resolved, glance, preferences] = await store.look(orgId, (ask) =>
      Promise.all([
        findStored(ask, asker, keys),
        readCandidates(ask, orgId, askedKeys(keys, true), people),
        resolvePeople(ask, orgId, people),
        glanceSettings(ask, orgId),
        readPreferences(ask, orgId, userId),
      ]),
    );
    const { version, smartMatching, internalAsTwo } = glance;
    const fromUser = resolved.some(({ address, user }) => address === keys.from && user !== null);
    const shared = isOneForBoth(keys, { fromUser, internalAsTwo });
    // Rare: a colleague's mail, in an organisation that wants one activity for both.
    const theirs = shared ? await store.look(orgId, (ask) => findStored(ask, asker, asSent(keys))) : null;
    const own = theirs?.tracking ?? found.tracking;
    const reply: LookupReply = {
      own,
      candidates: mutable(
        candidates.filter(
          (candidate) =>
            candidate.activityId !== own?.activityId && (smartMatching !== 'off' || !sharesOnlyTopic(candidate)),
        ),
      ),
      people: resolved,
      settingsVersion: version,
      preferences,
    };
    if (version === settingsVersion) return reply;
    // Rare: once a pane, and after an administrator changed something.
    const settings: SettingsReply = await store.look(orgId, (ask) => readSettings(ask, orgId));
    return { ...reply, settingsVersion: settings.version, settings };
  };

/** Asked in the same statement as the settings, and left out where smart matching is off: nobody would read it. */
function sharesOnlyTopic({ shared }: Candidate): boolean {
  return shared.every(({ kind }) => kind === 'topic');
}

/** Everyone on the mail once, the sender first. */
function peopleOf({ from, recipients }: Keys): string[] {
  return [...new Set(from === null ? recipients : [from, ...recipients])].filter((address) => address !== '');
}
