/** One mail through the engine: keys, question, verdict, and tracked where that is asked. */
import { correlate } from '../../correlation/correlate';
import { decide } from '../../correlation/decide';
import { joinedBy } from '../../correlation/joins';
import { askedKeys, extractKeys, learnedAliases, storedKeys } from '../../correlation/keys';
import type { Candidate, Mail } from '../../correlation/mail';
import type { Correlation, Decision, StrategyName } from '../../correlation/match';
import { peopleOn } from '../../correlation/participants';
import { subjectWords } from '../../correlation/vocabulary';
import { numberOf, type MemoryStore } from './memoryStore';
import type { ReplayPolicy } from './settingsFile';

/** As printed, one a mail. */
export interface Line {
  readonly n: number;
  readonly messageId: string | null;
  /** `new`: nothing matched, it starts a thread. */
  readonly decision: Decision['do'] | 'new';
  readonly method: StrategyName | null;
  readonly parent: string | null;
  /** Position of the matched mail. */
  readonly parentN: number | null;
  readonly thread: string;
  readonly confidence: number;
  readonly reasons: readonly string[];
}

export interface Offered {
  readonly n: number;
  readonly mail: Mail;
  readonly track: boolean;
}

const none: readonly string[] = [];

export function replayMail(store: MemoryStore, policy: ReplayPolicy, { n, mail, track }: Offered): Line {
  const keys = extractKeys(mail);
  const smart = policy.smartMatching !== 'off';
  const hashes = policy.dynamics?.keysOf(keys.topic) ?? [];
  const asked = askedKeys(keys, smart);
  asked.push(...hashes);
  const correlation = correlate(keys, store.find(asked), policy);
  const decision = decide(correlation, keys, policy);
  const joins = joinedBy(keys, policy, correlation, decision);
  if (track) {
    const stored = storedKeys(keys, policy.tokenLayouts, smart);
    stored.push(...hashes);
    const words = smart && joins.length === 0 ? subjectWords(keys.topic) : none;
    store.track({ n, keys, subject: mail.subject, people: peopleOn(keys, mail), words, stored, joins });
  }
  if (track && decision.do === 'track' && decision.match) {
    const { strategy, candidate } = decision.match;
    for (const id of learnedAliases(keys, strategy, candidate.messageId)) store.alias(candidate, id);
  }
  return toLine(n, keys.messageId, { correlation, decision, joins });
}

interface Answer {
  readonly correlation: Correlation;
  readonly decision: Decision;
  readonly joins: readonly Candidate[];
}

function toLine(n: number, messageId: string, { correlation, decision, joins }: Answer): Line {
  const { match } = decision;
  const matched = match?.candidate ?? (decision.do === 'skip' ? correlation.copy : null);
  return {
    n,
    messageId: inBrackets(messageId),
    decision: decision.do === 'skip' && matched === null ? 'new' : decision.do,
    method: match?.strategy ?? null,
    parent: matched ? inBrackets(matched.messageId) : null,
    parentN: matched ? numberOf(matched) : null,
    thread: joins[0]?.threadId ?? `t${n}`,
    confidence: match?.confidence ?? 0,
    reasons: [decision.why, ...correlation.remarks],
  };
}

function inBrackets(id: string): string | null {
  return id.startsWith('surrogate:') ? null : `<${id}>`;
}
