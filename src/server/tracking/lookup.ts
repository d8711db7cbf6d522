/** Everything known about one mail, in one question to the store. */
import { isDirectoryName } from '../../correlation/directoryName';
import { askedKeys } from '../../correlation/keys';
import type { Candidate, Keys } from '../../correlation/mail';
import { askedWords } from '../../correlation/vocabulary';
import type { SettingsReply } from '../../contract/settings';
import type { LookupReply, Tracking } from '../../contract/tracking';
import { readStored, type StoredCandidate } from '../store/candidates';
import type { Ask, Store } from '../store/db';
import { resolvePeople } from '../store/people';
import { readPreferences } from '../store/preferences';
import { glanceSettings, readSettings } from '../store/settings';
import { countWords } from '../store/threads';
import { veilCandidate } from '../store/visibility';
import type { Act, Asker } from './acts';
import { asSent, isOneForBoth } from './betweenUsers';
import { findByDynamics } from './byDynamics';
import { findStored } from './findStored';
import { mutable } from './mutable';
import type { TextTwin } from './twins';
import type { SeenMail } from './seenMail';
import type { Workshop } from './workshop';

export const lookup =
  ({ store, clock, seen: looked }: Workshop & { readonly seen: SeenMail }): Act<'lookup'> =>
  async (asker, { body: { keys, settingsVersion } }) => {
    const { orgId } = asker;
    const seen = await store.look(asker, (ask) => askEverything(ask, asker, keys));
    const alike = await findByDynamics(store, asker, keys, seen.glance);
    const own = (await findSenders(store, asker, keys, seen)) ?? seen.found.tracking;
    const doubt = own === seen.found.tracking ? seen.found.doubt : [];
    if (own === null) looked.note(asker, keys, clock());
    const { version } = seen.glance;
    const reply: LookupReply = {
      own,
      ...(doubt.length > 0 ? { twins: mutable(doubt.map((each) => twinOf(seen, keys, each))) } : {}),
      candidates: mutable(otherMails(seen, alike, own).map((each) => toldTo(keys, each))),
      people: seen.people,
      settingsVersion: version,
      preferences: seen.preferences,
      ...(seen.counts.threads > 0 ? { vocabulary: mutable(seen.counts) } : {}),
    };
    if (version === settingsVersion) return reply;
    // Rare: once a pane, and after an administrator changed something.
    const settings: SettingsReply = await store.look(orgId, (ask) => readSettings(ask, orgId));
    return { ...reply, settingsVersion: settings.version, settings };
  };

async function askEverything(ask: Ask, asker: Asker, keys: Keys) {
  const { orgId, userId } = asker;
  const addresses = peopleOf(keys);
  const [found, candidates, people, glance, preferences, counts] = await Promise.all([
    findStored(ask, asker, keys),
    readStored(ask, orgId, askedKeys(keys, true), addresses),
    resolvePeople(ask, orgId, addresses),
    glanceSettings(ask, orgId),
    readPreferences(ask, orgId, userId),
    countWords(ask, orgId, askedWords(keys)),
  ]);
  return { found, candidates, people, glance, preferences, counts };
}
type Seen = Awaited<ReturnType<typeof askEverything>>;

/** Rare: a colleague's mail, in an organisation that wants one activity for both. */
async function findSenders(store: Store, asker: Asker, keys: Keys, { people, glance }: Seen): Promise<Tracking | null> {
  const fromUser = people.some(({ address, user }) => address === keys.from && user !== null);
  if (!isOneForBoth(keys, { fromUser, internalAsTwo: glance.internalAsTwo })) return null;
  return (await store.look(asker, (ask) => findStored(ask, asker, asSent(keys)))).tracking;
}

const toldTo = (keys: Keys, { candidate, veil }: StoredCandidate): Candidate =>
  veil === null ? candidate : veilCandidate(candidate, keys, veil);

/** The mail that is taken for this one is no candidate, unless its text says that it is another. */
function twinOf({ candidates, found }: Seen, keys: Keys, { twin: { tracking }, text }: TextTwin) {
  const isOwn = tracking.activityId === found.tracking?.activityId;
  const own = isOwn ? candidates.find(({ candidate }) => candidate.activityId === tracking.activityId) : undefined;
  return { tracking, text, ...(own && { candidate: toldTo(keys, own) }) };
}

type Found = readonly StoredCandidate[];

function otherMails({ candidates, glance }: Seen, alike: Found, own: Tracking | null): Found {
  const readsTopics = glance.smartMatching !== 'off' && glance.dynamics === null;
  const read = candidates.filter(({ candidate }) => readsTopics || !sharesOnlyTopic(candidate));
  return merged(read, alike).filter(({ candidate }) => candidate.activityId !== own?.activityId);
}

/** Each mail once, with all that it shares. */
function merged(candidates: Found, alike: Found): Found {
  if (alike.length === 0) return candidates;
  const known = new Map(candidates.map((each) => [each.candidate.activityId, each]));
  for (const each of alike) {
    const { activityId, shared } = each.candidate;
    const earlier = known.get(activityId);
    const all = [...(earlier?.candidate.shared ?? []), ...shared];
    const { candidate, veil } = earlier ?? each;
    known.set(activityId, { candidate: { ...candidate, shared: all }, veil });
  }
  return [...known.values()];
}

/** Asked in the same statement as the settings, and left out where smart matching does not go by it: nobody would read it. */
function sharesOnlyTopic({ shared }: Candidate): boolean {
  return shared.every(({ kind }) => kind === 'topic');
}

/** Everyone on the mail once, the sender first. */
function peopleOf({ from, recipients }: Keys): string[] {
  const all = new Set(from === null ? recipients : [from, ...recipients]);
  return [...all].filter((address) => address !== '' && !isDirectoryName(address));
}
