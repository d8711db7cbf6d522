/** How likely a tracked mail with the same topic is of the same matter: facts first, then what they prove together. */
import type { Candidate } from './mail';
import { isOwn, type Question } from './question';

export interface Facts {
  /** What the equal words weigh; see `words`. */
  readonly weight: number;
  /** What the mail says of itself: an opener with a used subject is a new matter more often than not. */
  readonly kind: 'reply' | 'forward' | 'opener';
  /** Days from the tracked mail to this one; negative where this one is older, null where a date is missing. */
  readonly days: number | null;
  /** The sender was a recipient of the tracked mail, wrote in its thread, or is its writer. */
  readonly sender: 'recipient' | 'thread' | 'writer' | 'stranger';
  /** This mail is addressed to the writer of the tracked one. */
  readonly addressed: boolean;
  /** Somebody else, not ours, who is on both mails. */
  readonly common: string | null;
  /** One of the mails names no recipient at all: archives and exports lose them. */
  readonly withoutPeople: boolean;
  /** Threads that use this topic among the candidates. */
  readonly threads: number;
}

const DAY = 86_400_000;

export function readFacts(
  question: Question,
  candidate: Candidate,
  base: Pick<Facts, 'weight' | 'kind' | 'threads'>,
): Facts {
  const { keys, policy, people, time } = question;
  const { from } = keys;
  const days = (time - Date.parse(candidate.sentAt)) / DAY;
  const addressed = candidate.from !== null && candidate.from !== from && keys.recipients.includes(candidate.from);
  const common = candidate.people.find(
    (address) => address !== from && address !== candidate.from && people.has(address) && !isOwn(address, policy),
  );
  return {
    ...base,
    days: Number.isNaN(days) ? null : days,
    sender: senderOf(from, candidate),
    addressed,
    common: common ?? null,
    withoutPeople: keys.recipients.length === 0 || !candidate.people.some((address) => address !== candidate.from),
  };
}

function senderOf(from: string | null, candidate: Candidate): Facts['sender'] {
  if (from === null) return 'stranger';
  if (from === candidate.from) return 'writer';
  if (candidate.people.includes(from)) return 'recipient';
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

const isDirect = ({ addressed, sender }: Facts) => addressed || sender === 'recipient' || sender === 'thread';

/** Older mails of one topic are older matters: the rarer the words and the closer the people, the longer it lasts. */
function longest(facts: Facts): number {
  const people = isDirect(facts) ? 3 : facts.common !== null || facts.sender === 'writer' ? 1.5 : 1;
  return Math.min(365, 15 * people * Math.max(1, facts.weight));
}

function scoreAnswer(facts: Facts): Score | null {
  const { days, weight, withoutPeople, common } = facts;
  if (days === null) return isDirect(facts) ? suggestion(0.7, 'One of the mails has no date.') : null;
  if (days < -2) return null;
  const known = isDirect(facts) || common !== null || facts.sender === 'writer';
  const inTime = days <= longest(facts);
  if (known && inTime && weight >= 1) return link(isDirect(facts) ? 0.99 : 0.98);
  if (withoutPeople && inTime) return suggestion(0.95, 'One of the mails names no recipients.');
  if (days > 400) return null;
  if (!known) return weight < 2 ? null : suggestion(0.7, 'Nobody from outside is on both mails.');
  return suggestion(0.85, inTime ? 'The subject is a common one.' : `${Math.round(days)} days lie between them.`);
}

/** An equal subject without a reply prefix is a new matter, unless the people turn round; archives without people lose prefixes too. */
function scoreOpener(facts: Facts): Score | null {
  const { days, weight, sender, addressed, withoutPeople } = facts;
  if (days === null || days < -1 || weight < 1.5) return null;
  if (withoutPeople) return sender !== 'writer' && days <= 30 ? suggestion(0.9, OPENS) : null;
  return addressed && sender === 'recipient' && days <= 14 ? suggestion(0.8, OPENS) : null;
}

const OPENS = 'Its subject does not say that it is an answer.';

const link = (confidence: number): Score => ({ confidence, links: true, against: [] });
const suggestion = (confidence: number, against: string): Score => ({ confidence, links: false, against: [against] });
