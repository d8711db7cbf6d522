/** One mail through the engine over a store in memory: question, verdict, and kept where it is tracked. */
import { correlate } from '../../correlation/correlate';
import { decide } from '../../correlation/decide';
import type { DynamicsRule } from '../../correlation/dynamics';
import { joinedBy } from '../../correlation/joins';
import { askedKeys, learnedAliases, storedKeys } from '../../correlation/keys';
import type { Candidate, Key, Keys, Regarding } from '../../correlation/mail';
import type { Correlation, Decision } from '../../correlation/match';
import type { Judging } from '../../correlation/strategies/strategy';
import { subjectWords } from '../../correlation/vocabulary';
import type { ImportCensus } from './importCensus';
import { saysOther, type MemoryStore } from './memoryStore';

/** The policy, and by which keys Dynamics' rule wants mail kept, where that is the one. */
export interface RehearsalPolicy extends Judging {
  readonly dynamics?: DynamicsRule;
  /** Where an import is replayed: it is told of each mail. */
  readonly census?: ImportCensus;
}

export interface Offer {
  /** Its position: each has its own, later ones are higher. */
  readonly n: number;
  readonly keys: Keys;
  readonly subject: string;
  /** Whom a later mail can have in common with it; read only where it is tracked. */
  readonly people: readonly string[];
  readonly track: boolean;
  /** Digest of its text, where that is known: of what was kept for trials no text is. */
  readonly text?: string | null;
  readonly regarding?: Regarding | null;
}

export interface Answer {
  readonly correlation: Correlation;
  readonly decision: Decision;
  readonly joins: readonly Candidate[];
}

const none: readonly string[] = [];

export function offer(store: MemoryStore, policy: RehearsalPolicy, offered: Offer): Answer {
  const answer = judge(store, policy, offered);
  if (offered.track) keep(store, policy, offered, answer);
  return answer;
}

/** Question and verdict; the store stays as it is. */
export function judge(store: MemoryStore, policy: RehearsalPolicy, { keys, text = null }: Offer): Answer {
  const asked = askedKeys(keys, policy.smartMatching !== 'off');
  asked.push(...dynamicsKeys(policy, keys));
  const judging = text === null ? policy : { ...policy, isOther: saysOther(text) };
  const correlation = correlate(keys, store.find(asked), judging);
  const decision = decide(correlation, keys, policy);
  return { correlation, decision, joins: joinedBy(keys, policy, correlation, decision) };
}

/** The tracked mail goes where its verdict puts it. */
export function keep(store: MemoryStore, policy: RehearsalPolicy, offered: Offer, { decision, joins }: Answer): void {
  const { n, keys, subject, people, text, regarding = null } = offered;
  const smart = policy.smartMatching !== 'off';
  const stored = storedKeys(keys, policy.tokenLayouts, smart);
  stored.push(...dynamicsKeys(policy, keys));
  const words = smart && joins.length === 0 ? subjectWords(keys.topic) : none;
  store.track({ n, keys, subject, people, words, stored, joins, text, regarding });
  if (decision.do === 'track') learn(store, keys, decision);
}

const noKeys: readonly Key[] = [];
const dynamicsKeys = ({ dynamics }: RehearsalPolicy, { topic }: Keys) => dynamics?.keysOf(topic) ?? noKeys;

function learn(store: MemoryStore, keys: Keys, { match }: Decision): void {
  if (match === null) return;
  for (const id of learnedAliases(keys, match.strategy, match.candidate.messageId)) store.alias(match.candidate, id);
}
