/** Keys + Candidate[] + Policy -> Match[], best first: every strategy is asked, and what they find is put in one order. */
import type { Candidate, KeyKind, Keys } from './mail';
import type { Correlation, Evidence, Match, Rejection, StrategyName, Strength } from './match';
import { orderMatches, type Ranked } from './order';
import type { Policy } from './policy';
import { Question } from './question';
import { strategies } from './strategies/registry';
import type { Finding, Judging, Strategy } from './strategies/strategy';
import { couldBeSame } from './sameMail';
import { formatToken, readToken } from './token';

const ordered = Object.entries(strategies) as readonly [StrategyName, Strategy][];

/** Deterministic: the same candidates in any order give the same answer. */
export function correlate(keys: Keys, candidates: readonly Candidate[], policy: Judging): Correlation {
  return new Answer(keys, candidates, policy);
}

/** Every candidate is matched or rejected. Why it was rejected is put into words where somebody asks: long threads have many. */
class Answer implements Correlation {
  readonly copy: Candidate | null;
  readonly matches: readonly Match[];
  readonly remarks: readonly string[];
  private readonly question: Question;
  private readonly found: ReadonlyMap<string, Found[]>;
  private reasons: readonly Rejection[] | null = null;

  constructor(
    keys: Keys,
    private readonly candidates: readonly Candidate[],
    policy: Judging,
  ) {
    const tied = candidates.filter(sharesMoreThanWords);
    this.copy = tied.find((candidate) => isCopy(keys, candidate, policy)) ?? null;
    this.question = new Question(keys, this.withoutCopies(keys, tied, policy), policy);
    this.found = this.collect(policy);
    this.matches = this.found.size === 0 ? [] : orderMatches([...this.found.values()].map(toRanked));
    this.remarks = remarks(this.question, this.found);
  }

  get rejected(): readonly Rejection[] {
    this.reasons ??= this.candidates
      .filter((candidate) => !this.found.has(candidate.activityId))
      .map((candidate) => reject(candidate, this.question));
    return this.reasons;
  }

  private withoutCopies(keys: Keys, candidates: readonly Candidate[], policy: Judging): readonly Candidate[] {
    if (this.copy === null) return candidates;
    // Where the very mail is known, other mails of its id add nothing.
    const { messageId } = keys;
    return candidates.filter((each) => !shares(each, 'id', messageId) && !isCopy(keys, each, policy));
  }

  /** Subjects are asked last: where a header, token or conversation speaks, they would only add rivals. */
  private collect({ smart, meeting }: Judging): ReadonlyMap<string, Found[]> {
    const found = askHeaders(this.question, meeting);
    if (found.size > 0 || smart === undefined || this.candidates.length === 0) return found;
    const { keys, policy } = this.question;
    const alike = new Question(keys, this.withoutCopies(keys, this.candidates, policy), policy);
    return add(new Map(), ordered.length + 1, 'smart', smart(alike));
  }
}

/** Smart matching alone reads the words of a subject. */
function sharesMoreThanWords({ shared }: Candidate): boolean {
  for (const { kind } of shared) if (kind !== 'topic') return true;
  return false;
}

/** The very same mail, read again or in a second mailbox. Our own mark goes before its date, which it gets on leaving. */
function isCopy(keys: Keys, candidate: Candidate, { isOther }: Judging): boolean {
  const { mark, messageId, direction, from, topic } = keys;
  if (mark !== undefined && candidate.direction === direction && shares(candidate, 'mark', mark))
    if (candidate.topic === topic && candidate.from === from) return true;
  return shares(candidate, 'id', messageId) && couldBeSame(keys, candidate) && !isOther?.(candidate);
}

function shares({ shared }: Candidate, wanted: KeyKind, name: string): boolean {
  for (const { kind, value } of shared) if (kind === wanted && value === name) return true;
  return false;
}

interface Found {
  readonly finding: Finding;
  readonly strategy: StrategyName;
  /** Place of the strategy in the registry. */
  readonly rank: number;
}

const nothing: ReadonlyMap<string, Found[]> = new Map();

function askHeaders(question: Question, meeting: Strategy | undefined): ReadonlyMap<string, Found[]> {
  if (question.candidates.length === 0) return nothing;
  const found = new Map<string, Found[]>();
  ordered.forEach(([name, strategy], rank) => add(found, rank, name, strategy(question)));
  if (meeting && question.keys.meeting) add(found, ordered.length, 'meeting', meeting(question));
  return found;
}

function add(into: Map<string, Found[]>, rank: number, strategy: StrategyName, findings: readonly Finding[]) {
  for (const finding of findings) {
    const known = into.get(finding.candidate.activityId);
    if (known) known.push({ finding, strategy, rank });
    else into.set(finding.candidate.activityId, [{ finding, strategy, rank }]);
  }
  return into;
}

const strengths: Readonly<Record<Strength, number>> = { certain: 2, strong: 1, weak: 0 };

/** The strongest evidence decides; at equal strength the higher strategy, then the nearer. */
function toRanked(found: Found[]): Ranked {
  if (found.length > 1) found.sort(byStrength);
  const [{ finding, strategy }] = found as [Found, ...Found[]];
  const { candidate, strength, confidence, rule, against } = finding;
  const match: Match = { candidate, strategy, strength, confidence, rule, evidence: found.map(toEvidence), against };
  let { distance } = finding;
  for (const other of found) distance = Math.min(distance, other.finding.distance);
  return { match, power: strengths[strength], distance };
}

const byStrength = (a: Found, b: Found) =>
  strengths[b.finding.strength] - strengths[a.finding.strength] ||
  a.rank - b.rank ||
  a.finding.distance - b.finding.distance;

function toEvidence({ strategy, finding }: Found): Evidence {
  const { relation, value, witness } = finding;
  return { strategy, relation, value, ghost: relation === 'sibling' || relation === 'alike', witness };
}

function reject(candidate: Candidate, question: Question): Rejection {
  const { keys, policy } = question;
  if (question.namesThreadOf(candidate)) return { candidate, why: 'A nearer mail of the same thread is known.' };
  if (isCopy(keys, candidate, policy)) return { candidate, why: 'This is the same mail.' };
  const kinds = new Set(candidate.shared.map((key) => key.kind));
  if (kinds.size === 1 && kinds.has('token')) {
    return {
      candidate,
      why: policy.useTokens
        ? 'The same digits stand in the subject, but not as a tracking token of this organisation.'
        : 'Tracking tokens are turned off.',
    };
  }
  if (kinds.size === 1 && kinds.has('topic')) return { candidate, why: rejectTopic(policy) };
  if (!policy.useCorrelation) return { candidate, why: 'Linking by mail headers is turned off.' };
  return { candidate, why: 'It shares a key, but nothing that ties the two mails together.' };
}

function rejectTopic({ smartMatching }: Policy): string {
  return smartMatching === 'off'
    ? 'The subject is the same, but smart matching is turned off.'
    : 'The subject is the same, but people, time or a better sign speak against it.';
}

function remarks({ keys, policy, candidates }: Question, found: ReadonlyMap<string, Found[]>): readonly string[] {
  if (keys.tokens.length === 0 && found.size === 0) return keys.remarks;
  const said = [...keys.remarks];
  for (const reading of policy.useTokens ? keys.tokens : []) {
    const token = readToken(reading, policy.tokenLayouts);
    if (
      token &&
      !candidates.some((one) => one.shared.some((key) => key.kind === 'token' && key.value === reading.digits))
    ) {
      said.push(`The subject carries ${formatToken(token)}, which belongs to no tracked mail here.`);
    }
  }
  if (hasTwin(found)) said.push(keys.messageId.startsWith('surrogate:') ? NO_ID : SAME_ID);
  return said;
}

const SAME_ID = 'Another mail with the same Message-ID is tracked already.';
const NO_ID = 'It has no Message-ID. Another mail of the same sender, subject and time is tracked already.';

function hasTwin(found: ReadonlyMap<string, Found[]>): boolean {
  for (const all of found.values()) for (const { finding } of all) if (finding.relation === 'twin') return true;
  return false;
}
