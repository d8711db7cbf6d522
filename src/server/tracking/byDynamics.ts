/** Smart matching by Dynamics' own rule, where an organisation compares it with ours: the server asks and judges, for it holds the knobs. */
import type { Settings } from '../../contract/settings';
import type { Key, Keys } from '../../correlation/mail';
import { addHashes, readNewestTopics } from '../store/furtherKeys';
import { readStored, type StoredCandidate } from '../store/candidates';
import type { Ask, Store } from '../store/db';
import { glanceSettings, type SettingsGlance } from '../store/settings';
import type { Reader } from '../store/visibility';
import { readDynamicsRule, storedDynamicsRule } from './dynamicsRule';

const NOTHING: readonly StoredCandidate[] = [];

/** Tracked mail that the rule puts beside this one; nothing is asked where the rule is not used. */
export async function findByDynamics(
  store: Store,
  reader: Reader,
  keys: Keys,
  { dynamics }: SettingsGlance,
): Promise<readonly StoredCandidate[]> {
  const rule = dynamics && storedDynamicsRule(dynamics);
  if (rule === null) return NOTHING;
  const asked = rule.keysOf(keys.topic);
  if (asked.length === 0) return NOTHING;
  const people = keys.from === null ? keys.recipients : [keys.from, ...keys.recipients];
  const found = await store.look(reader, (ask) => readStored(ask, reader.orgId, asked, people));
  return found.filter(({ candidate }) => rule.isAlike(keys, candidate));
}

/** By which the rule finds a mail that is stored now; none where it is not used. */
export async function hashesOf(ask: Ask, orgId: number, topic: string): Promise<Key[]> {
  const { dynamics } = await glanceSettings(ask, orgId);
  const rule = dynamics && storedDynamicsRule(dynamics);
  return rule?.keysOf(topic) ?? [];
}

/** So many that an administrator does not wait: a few seconds at most. */
const NEWEST = 5000;

/** Mail that was tracked under other knobs, or under our own rule, is found by the new ones as well. Throws the Problem `badInput`. */
export async function settleRule(ask: Ask, orgId: number, before: Settings, wanted: Settings): Promise<void> {
  const rule = readDynamicsRule(wanted);
  if (!comparesBy(wanted) || (comparesBy(before) && hasSameKnobs(before, wanted))) return;
  const mails = await readNewestTopics(ask, orgId, NEWEST);
  const hashes = mails.flatMap(({ activityId, topic }) => rule.keysOf(topic).map((key) => ({ activityId, key })));
  await addHashes(ask, orgId, hashes);
}

const comparesBy = ({ smartMatching, smartRule }: Settings) => smartMatching !== 'off' && smartRule === 'dynamics';

/** By which a mail is found; people are counted when it is asked. */
const hasSameKnobs = (a: Settings, b: Settings) =>
  a.HashFilterKeywords === b.HashFilterKeywords &&
  a.HashMaxCount === b.HashMaxCount &&
  a.HashDeltaSubjectCount === b.HashDeltaSubjectCount;
