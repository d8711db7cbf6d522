/** How likely a tracked mail with the same topic is of the same matter: facts first, then what they prove together. */
import type { Candidate, MailKind } from './mail';
import { isOwn, knowsOwn, type Question } from './question';

export interface Facts {
  /** What the equal words weigh; see `words`. */
  readonly weight: number;
  /** Equal to the last character, not only word for word. */
  readonly exact: boolean;
  /** What the mail says of itself: an opener with a used subject is a new matter more often than not. */
  readonly kind: MailKind;
  /** Days from the tracked mail to this one; negative where this one is older, null where a date is missing. */
  readonly days: number | null;
  /** How the sender stands to the tracked mail; what we ourselves were on proves nothing. */
  readonly sender: 'recipient' | 'thread' | 'writer' | 'own' | 'stranger';
  /** Where the outside writer of the tracked mail stands among the recipients of this one: 0 is the first; null: nowhere. */
  readonly addressed: number | null;
  /** Somebody else, not ours, who is on both mails: a third person, or a list. */
  readonly common: string | null;
  /** Neither mail names a recipient: archives and exports lose them. */
  readonly withoutPeople: boolean;
  /** Whether the policy tells our people from others. */
  readonly knowsOwn: boolean;
}

const DAY = 86_400_000;

export function readFacts(
  question: Question,
  candidate: Candidate,
  topic: Pick<Facts, 'weight' | 'kind' | 'exact'>,
): Facts {
  const { keys, policy, people, time } = question;
  const theirs = candidate.people;
  const outside = (address: string) => !isOwn(address, policy);
  const days = (time - Date.parse(candidate.sentAt)) / DAY;
  const place = candidate.from !== null && outside(candidate.from) ? keys.recipients.indexOf(candidate.from) : -1;
  const third = (address: string) => address !== keys.from && address !== candidate.from && people.has(address);
  return {
    ...topic,
    days: Number.isNaN(days) ? null : days,
    sender: senderOf(question, candidate, theirs),
    addressed: place < 0 ? null : place,
    common: theirs.find((address) => third(address) && outside(address)) ?? null,
    withoutPeople: keys.recipients.length === 0 && !theirs.some((address) => address !== candidate.from),
    knowsOwn: knowsOwn(policy),
  };
}

function senderOf(
  { keys: { from }, policy }: Question,
  candidate: Candidate,
  theirs: readonly string[],
): Facts['sender'] {
  if (from === null) return 'stranger';
  if (isOwn(from, policy)) return 'own';
  if (from === candidate.from) return 'writer';
  if (theirs.includes(from)) return 'recipient';
  return candidate.threadPeople.includes(from) ? 'thread' : 'stranger';
}

export interface Score {
  /** Of the answers given with 0.9, nine of ten are right: measured on public archives. */
  readonly confidence: number;
  /** Whether it may link without being asked. */
  readonly links: boolean;
  /** What speaks against it, in words; empty where it links. */
  readonly against: readonly string[];
}

/** null where the two are more likely strangers than of one matter. */
export function score(facts: Facts): Score | null {
  return facts.kind === 'opener' ? scoreOpener(facts) : scoreAnswer(facts);
}

/** Somebody answers whoever wrote to them. */
const isDirect = ({ addressed, sender }: Facts) => addressed !== null || sender === 'recipient' || sender === 'thread';
const isKnown = (facts: Facts) => isDirect(facts) || facts.common !== null || facts.sender === 'writer';

/** Days within which an answer is believed: the rarer the words and the closer the people, the longer. A plain subject is used again soon. */
function longest(facts: Facts): number {
  if (facts.weight < 1) return isDirect(facts) ? 10 : 4;
  const people = isDirect(facts) ? 3 : isKnown(facts) ? 1.5 : 0.5;
  return Math.min(365, 15 * people * facts.weight);
}

function scoreAnswer(facts: Facts): Score | null {
  const { days, weight, withoutPeople, exact } = facts;
  const known = isKnown(facts);
  if (days === null) return known ? suggestion(0.7, 'One of the mails has no date.') : null;
  if (days < -2 || days > 400) return null;
  if (days > longest(facts)) return known && weight >= 1 ? suggestion(0.8, lie(days)) : null;
  if (!exact) return weight < 2 ? null : suggestion(0.6, 'The subjects differ in their signs.');
  if (facts.kind === 'forward' && !isDirect(facts))
    return suggestion(0.8, 'It is forwarded, perhaps not for the first time.');
  if (known) return link(isDirect(facts) ? 0.99 : 0.98);
  if (withoutPeople) return suggestion(0.95, 'Neither mail names its recipients.');
  // A mailing is answered by many under one subject: where our own people are known, somebody else must be on both.
  if (weight < 2) return null;
  return facts.knowsOwn ? suggestion(0.6, 'Nobody from outside is on both mails.') : link(0.97);
}

const lie = (days: number) => `${Math.round(days)} days lie between them.`;

/** An equal subject without a reply prefix is a new matter, unless the people turn round; archives without people lose prefixes too. */
function scoreOpener(facts: Facts): Score | null {
  const { days, weight, sender, addressed, withoutPeople, exact } = facts;
  if (days === null || days < -1 || weight < 1 || !exact) return null;
  if (withoutPeople) return days <= (sender === 'writer' ? 7 : 21) ? suggestion(0.95, OPENS) : null;
  return addressed !== null && (sender === 'recipient' || sender === 'own') && days <= 14
    ? suggestion(0.9, OPENS)
    : null;
}

const OPENS = 'Its subject does not say that it is an answer.';

const link = (confidence: number): Score => ({ confidence, links: true, against: [] });
const suggestion = (confidence: number, against: string): Score => ({ confidence, links: false, against: [against] });
