/** Ghosts: two mails that name one mail which nobody tracked. */
import { domainOf } from '../addresses';
import { confidence } from '../calibration';
import type { Candidate } from '../mail';
import { isDistinct } from '../messageIds';
import { daysApart, isOwn, knowsOwn, sameTopic, witness, type Question } from '../question';
import { far, type Finding } from './strategy';

/** Longer than people take to answer a mail; mails further apart share an id by accident more often than by kinship. */
const LONG = 60;

/** An id, and how far it is from the mail in question: 0 is the nearest. */
export interface Ghost {
  readonly value: string;
  readonly place: number;
}

/** null where a nearer mail of the same thread is known. */
export function siblingOf(question: Question, candidate: Candidate, { value, place }: Ghost): Finding | null {
  if (question.namesThreadOf(candidate)) return null;
  const against = doubts(question, candidate, value);
  const sure = against.length === 0;
  return {
    candidate,
    relation: 'sibling',
    value,
    strength: sure ? 'strong' : 'weak',
    confidence: sure ? confidence.sibling : 0.4,
    witness: null,
    against,
    distance: far.sibling + place,
  };
}

const none: readonly string[] = [];

function doubts(question: Question, candidate: Candidate, value: string): readonly string[] {
  if (!isDistinct(value)) return ['The Message-ID that both name is no real one.'];
  if (isMailing(question, candidate)) return ['Both name an untracked mail, but no outside person is on both.'];
  if (
    sameTopic(question.keys, candidate) ||
    daysApart(question, candidate) <= LONG ||
    witness(question, candidate) !== null ||
    hidesPeople(question, candidate)
  )
    return none;
  return ['The subjects differ, nobody is on both mails, and months lie between them.'];
}

/** Archives and exports lose recipients: then it says nothing that nobody is on both mails. */
export function hidesPeople({ keys }: Question, { from, people }: Candidate): boolean {
  return keys.recipients.length === 0 && people.every((address) => address === from);
}

/** Forty customers answer one newsletter: the ghost is shared, the matter is not (case 74). Told only where our own people are known. */
function isMailing({ keys, policy, people }: Question, candidate: Candidate): boolean {
  if (!knowsOwn(policy) || keys.from === null || candidate.from === null || keys.from === candidate.from) return false;
  if (isOwn(keys.from, policy) || isOwn(candidate.from, policy)) return false;
  return !candidate.threadPeople.some((address) => people.has(address) && !isOwn(address, policy));
}

/**
 * An id that was learned from an answer may be that of a newsletter which many others answer too. Doubted where nobody from outside is
 * on both mails, unless a colleague of theirs writes about the very same.
 */
export function learnedFromOthers(question: Question, candidate: Candidate): boolean {
  const { keys, policy, people } = question;
  const { from } = keys;
  if (!knowsOwn(policy) || from === null || isOwn(from, policy)) return false;
  const outside = candidate.threadPeople.filter((address) => !isOwn(address, policy));
  if (outside.some((address) => people.has(address))) return false;
  return !(sameTopic(keys, candidate) && hasColleague(question, candidate));
}

/** Somebody from outside who took part has an address under the sender's domain. */
export function hasColleague({ keys: { from }, policy }: Question, { threadPeople }: Candidate): boolean {
  if (from === null) return false;
  const domain = domainOf(from);
  return threadPeople.some((address) => domainOf(address) === domain && !isOwn(address, policy));
}

export const LEARNED = 'That id was learned from an answer, and nobody from outside is on both mails.';
