/** What is true of two mails with one topic; `smartScore` says what it proves. */
import { isMachine } from './automatic';
import type { Likeness } from './likeness';
import type { Candidate, MailKind } from './mail';
import type { Policy } from './policy';
import { isOwn, knowsOwn, type Question } from './question';

export interface Facts {
  readonly likeness: Likeness;
  /** What the equal words weigh; see `words`. Asked last: most answers come so soon that it does not matter. */
  readonly weight: () => number;
  /** What the words weigh that stand in both subjects beside the name of a series that both are numbered in. */
  readonly words: () => number;
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
  /** The subject begins with a number or a mark that tells several mails apart: `[PATCH v2]`, `[Ticket#12]`. */
  readonly numbered: boolean;
  /** It names a mail that it answers, which is not among those tracked. */
  readonly threaded: boolean;
  /** The subject says nothing; the two people do. */
  readonly generic: boolean;
  /** Neither mail names a recipient, in an import that has lost them throughout; a mail that hides them has not lost them. */
  readonly withoutPeople: boolean;
  /** Either names no recipient, whatever the reason: then it says nothing that nobody is on both. */
  readonly unnamed: boolean;
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
  known: Pick<Facts, 'weight' | 'words' | 'kind' | 'likeness' | 'days' | 'generic'>,
): Facts {
  const { keys, policy } = question;
  const place = candidate.from === null ? -1 : keys.recipients.indexOf(candidate.from);
  const addressed = place < 0 || isOurs(candidate.from, policy) ? null : place;
  const sender = senderOf(question, candidate);
  const direct = addressed !== null || sender === 'recipient' || sender === 'thread';
  const common = direct ? null : thirdOf(question, candidate);
  const { likeness, weight, words, kind, days, generic } = known;
  // Written out: a spread costs ten times what all these facts cost.
  return {
    likeness,
    weight,
    words,
    kind,
    days,
    sender,
    addressed,
    common,
    list: direct || common !== null || sender === 'writer' ? null : listOf(question, candidate),
    numbered: keys.topic.startsWith('['),
    threaded: keys.inReplyTo.length + keys.references.length > 0,
    generic,
    withoutPeople:
      policy.import?.lostRecipients === true &&
      keys.recipients.length === 0 &&
      !keys.undisclosed &&
      !namesPeople(candidate),
    unnamed: keys.recipients.length === 0 || !namesPeople(candidate),
    knowsOwn: knowsOwn(policy),
  };
}

const namesPeople = ({ people, from }: Candidate) => people.some((address) => address !== from);

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
  // A mail server is on every report, whoever could not be reached.
  if (isMachine(from)) return 'stranger';
  if (from === candidate.from) return 'writer';
  if (candidate.people.includes(from)) return 'recipient';
  return question.senderTookPart(candidate) ? 'thread' : 'stranger';
}
