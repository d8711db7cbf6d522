/** One mail of a file through the engine, and what to print of it. */
import { extractKeys } from '../../correlation/keys';
import type { Mail } from '../../correlation/mail';
import type { Decision, Match, StrategyName } from '../../correlation/match';
import { peopleOn } from '../../correlation/participants';
import { textDigest } from '../../correlation/textDigest';
import { numberOf, type MemoryStore } from '../rehearsal/memoryStore';
import { judge, keep, type Answer, type RehearsalPolicy } from '../rehearsal/offer';

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
  /** What gave it that confidence: a rule of smart matching, else the strategy and how the mails stand to each other. */
  readonly rule: string | null;
  readonly reasons: readonly string[];
}

export interface Offered {
  readonly n: number;
  readonly mail: Mail;
  readonly track: boolean;
}

const none: readonly string[] = [];

/** `timed` runs the keeping of a tracked mail, so that a caller can tell what it costs. */
export function replayMail(
  store: MemoryStore,
  policy: RehearsalPolicy,
  { n, mail, track }: Offered,
  timed: (act: () => void) => void = (act) => act(),
): Line {
  const keys = extractKeys(mail);
  policy.census?.add(keys);
  const people = track ? peopleOn(keys, mail) : none;
  const offered = { n, keys, subject: mail.subject, people, track, text: textDigest(mail.body.text, mail.body.html) };
  const answer = judge(store, policy, offered);
  if (track) timed(() => keep(store, policy, offered, answer));
  return toLine(n, keys.messageId, answer);
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
    rule: match && ruleOf(match),
    reasons: [decision.why, ...correlation.remarks],
  };
}

const ruleOf = ({ rule, strategy, evidence: [deciding] }: Match) => rule ?? `${strategy}, ${deciding?.relation}`;

function inBrackets(id: string): string | null {
  return id.startsWith('surrogate:') ? null : `<${id}>`;
}
