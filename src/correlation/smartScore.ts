/** How likely a tracked mail with the same topic is of the same matter: facts first, then what they prove together. */
import { confidence } from './calibration';
import type { Likeness } from './likeness';
import type { Candidate, MailKind } from './mail';
import type { Policy } from './policy';
import { isOwn, knowsOwn, type Question } from './question';

export interface Facts {
  readonly likeness: Likeness;
  /** What the equal words weigh; see `words`. Asked last: most answers come so soon that it does not matter. */
  readonly weight: () => number;
  /** What the mail says of itself: an opener with a used subject is a new matter more often than not. */
  readonly kind: MailKind;
  /** Days from the tracked mail to this one; negative where this one is older, null where a date is missing. */
  readonly days: number | null;
  /** How the sender stands to the tracked mail; what we ourselves were on proves nothing. */
  readonly sender: 'recipient' | 'thread' | 'writer' | 'own' | 'stranger';
  /** Where the outside writer of the tracked mail stands among the recipients of this one: 0 is the first; null: nowhere. */
  readonly addressed: number | null;
  /** Where neither sender nor writer tell: somebody else, not ours, who is on both mails. */
  readonly common: string | null;
  /** Where nobody tells: a mailing list that both went to. It is nobody in common, but a room in which one subject is one matter. */
  readonly list: string | null;
  /** Neither mail names a recipient: archives and exports lose them; who hides them has not. */
  readonly withoutPeople: boolean;
  /** Whether the policy tells our people from others. */
  readonly knowsOwn: boolean;
}

const DAY = 86_400_000;

/** Days from the candidate to a mail of `time` (milliseconds); null where either has no date. */
export function daysBetween(candidate: Candidate, time: number): number | null {
  const days = (time - Date.parse(candidate.sentAt)) / DAY;
  return Number.isNaN(days) ? null : days;
}

export function readFacts(
  question: Question,
  candidate: Candidate,
  known: Pick<Facts, 'weight' | 'kind' | 'likeness' | 'days'>,
): Facts {
  const { keys, policy } = question;
  const place = candidate.from === null ? -1 : keys.recipients.indexOf(candidate.from);
  const addressed = place < 0 || isOurs(candidate.from, policy) ? null : place;
  const sender = senderOf(question, candidate);
  const direct = addressed !== null || sender === 'recipient' || sender === 'thread';
  const common = direct ? null : thirdOf(question, candidate);
  const { likeness, weight, kind, days } = known;
  // Written out: a spread costs ten times what all these facts cost.
  return {
    likeness,
    weight,
    kind,
    days,
    sender,
    addressed,
    common,
    list: direct || common !== null || sender === 'writer' ? null : listOf(question, candidate),
    withoutPeople:
      keys.recipients.length === 0 &&
      !keys.undisclosed &&
      !candidate.people.some((address) => address !== candidate.from),
    knowsOwn: knowsOwn(policy),
  };
}

function isOurs(address: string | null, policy: Policy): boolean {
  return address !== null && knowsOwn(policy) && isOwn(address, policy);
}

/** Asked only where sender and writer say nothing. */
function thirdOf({ keys, people, policy }: Question, candidate: Candidate): string | null {
  for (const address of candidate.people)
    if (address !== keys.from && address !== candidate.from && people.has(address) && !isOurs(address, policy))
      return address;
  return null;
}

/** Either of the two may come without the headers that tell a list from a person. */
function listOf({ keys, policy }: Question, { people, lists }: Candidate): string | null {
  const isOn = (address: string) => people.includes(address) || lists?.includes(address);
  const shared = keys.lists?.find(isOn) ?? lists?.find((address) => keys.recipients.includes(address)) ?? null;
  return isOurs(shared, policy) ? null : shared;
}

function senderOf(question: Question, candidate: Candidate): Facts['sender'] {
  const { from } = question.keys;
  if (from === null) return 'stranger';
  if (isOurs(from, question.policy)) return 'own';
  if (from === candidate.from) return 'writer';
  if (candidate.people.includes(from)) return 'recipient';
  return question.senderTookPart(candidate) ? 'thread' : 'stranger';
}

/** Days beyond which no facts would help. */
export function reach(likeness: Likeness, kind: MailKind): number {
  if (likeness === 'series') return kind === 'opener' ? TOGETHER : SERIES;
  if (likeness === 'tags') return TAGGED;
  return kind === 'opener' ? OPENING : LONGEST;
}

/** Parts of a series are sent within six hours, and answered within ten days. */
const TOGETHER = 0.25;
const SERIES = 10;
const TAGGED = 30;
const OPENING = 21;
const LONGEST = 400;

/** What the facts prove. */
export interface Score {
  /** Of ten answers given at 0.9, nine of ten are right: measured on public archives. */
  readonly confidence: number;
  /** Whether it may link without being asked. */
  readonly links: boolean;
  /** What speaks against it, in words; empty where it links. */
  readonly against: readonly string[];
}

/** null where the two are more likely strangers than of one matter. */
export function score(facts: Facts): Score | null {
  if (facts.likeness === 'series') return scoreSeries(facts);
  if (facts.likeness === 'tags') return scoreTagged(facts);
  // Clients change the dressing of what they answer; two people who write about one event dress it differently as well.
  if (facts.likeness === 'dressed') return scoreDressed(facts);
  return facts.kind === 'opener' ? scoreOpener(facts) : scoreAnswer(facts);
}

function scoreDressed(facts: Facts): Score | null {
  const found = isDirect(facts) && facts.kind !== 'opener' ? scoreAnswer(facts) : null;
  return found?.links ? suggestion(confidence.marked, 'Quotes, dashes or stops of the subject differ.') : found;
}

/** Somebody answers whoever wrote to them. */
const isDirect = ({ addressed, sender }: Facts) => addressed !== null || sender === 'recipient' || sender === 'thread';
const isKnown = (facts: Facts) => isDirect(facts) || facts.common !== null || facts.sender === 'writer';

/** Days within which even a plain subject means the same. */
const SOON = 4;

/** Days within which an answer is believed: the rarer the words and the closer the people, the longer. A plain subject is used again soon. */
function longest(facts: Facts): number {
  const weight = facts.weight();
  if (weight < 1) return isDirect(facts) ? 10 : SOON;
  const people = isDirect(facts) ? 3 : isKnown(facts) || facts.list !== null ? 1.5 : 0.5;
  return Math.min(365, 15 * people * weight);
}

function scoreAnswer(facts: Facts): Score | null {
  const { days, withoutPeople, likeness } = facts;
  const known = isKnown(facts);
  if (days === null) return known ? suggestion(confidence.undated, 'One of the mails has no date.') : null;
  if (days < -2 || days > LONGEST) return null;
  if (likeness === 'former') return scoreRenamed(facts);
  if (days > SOON && days > longest(facts))
    return known && facts.weight() >= 1 ? suggestion(confidence.late, lie(days)) : null;
  if (facts.kind === 'forward' && !isDirect(facts))
    return suggestion(confidence.forwarded, 'It is forwarded, perhaps not for the first time.');
  if (known) return link(isDirect(facts) ? confidence.direct : confidence.known);
  if (facts.list !== null) return facts.weight() < 1 ? suggestion(confidence.list, ON_A_LIST) : link(confidence.list);
  if (withoutPeople) return suggestion(confidence.unaddressed, 'Neither mail names its recipients.');
  // A mailing is answered by many under one subject: where our own people are known, somebody else must be on both.
  if (facts.weight() < 2) return null;
  return facts.knowsOwn
    ? suggestion(confidence.mailing, 'Nobody from outside is on both mails.')
    : link(confidence.rare);
}

const ON_A_LIST = 'Only a mailing list is on both mails, and the subject is a plain one.';
const lie = (days: number) => `${Math.round(days)} days lie between them.`;

/** An equal subject without a reply prefix is a new matter, unless the people turn round; archives without people lose prefixes too. */
function scoreOpener(facts: Facts): Score | null {
  const { days, likeness } = facts;
  if (days === null || days < -1 || likeness !== 'same' || !mayAnswer(facts, days)) return null;
  return facts.weight() < 1 ? null : suggestion(facts.withoutPeople ? confidence.unmarked : confidence.turned, OPENS);
}

function mayAnswer({ sender, addressed, withoutPeople }: Facts, days: number): boolean {
  if (withoutPeople) return days <= (sender === 'writer' ? 7 : OPENING);
  return addressed !== null && (sender === 'recipient' || sender === 'own') && days <= 14;
}

const OPENS = 'Its subject does not say that it is an answer.';

/** Who renames a thread means to begin something of its own, often enough. */
function scoreRenamed(facts: Facts): Score | null {
  return isDirect(facts) && (facts.days ?? LONGEST) <= SOON
    ? suggestion(confidence.renamed, 'The subject was renamed.')
    : null;
}

/** The same words under another mark. */
function scoreTagged(facts: Facts): Score | null {
  const { days, kind } = facts;
  if (days === null || days < -1 || kind === 'opener' || !isDirect(facts) || facts.weight() < 2) return null;
  return days <= Math.min(TAGGED, longest(facts))
    ? suggestion(confidence.marked, 'The marks in brackets differ.')
    : null;
}

/** Parts of one series are sent by one writer at once, and answered by whoever got them. */
function scoreSeries(facts: Facts): Score | null {
  const { days, kind, sender } = facts;
  if (days === null) return null;
  if (kind === 'opener')
    return sender === 'writer' && Math.abs(days) <= TOGETHER ? suggestion(confidence.series, PART) : null;
  if (!isDirect(facts) || days < -1 || days > SERIES) return null;
  return facts.weight() < NAMED ? suggestion(confidence.series, 'The series has no name.') : link(confidence.series);
}

/** `[1/2]` and `[Invoice 1/2]` begin mails of any matter. */
const NAMED = 0.5;
const PART = 'It is another part of the series.';

const link = (sure: number): Score => ({ confidence: sure, links: true, against: [] });
const suggestion = (sure: number, against: string): Score => ({ confidence: sure, links: false, against: [against] });
