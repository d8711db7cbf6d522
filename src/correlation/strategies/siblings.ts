/** Ghosts: two mails that name one mail which nobody tracked. */
import type { Candidate } from '../mail';
import { isDistinct } from '../messageIds';
import { daysApart, isOwn, knowsOwn, sameTopic, witness, type Question } from '../question';
import { far, type Finding } from './strategy';

/** Longer than people take to answer a mail; mails further apart share an id by accident more often than by kinship. */
const LONG = 60;

/** `place`: how far the ghost is from the mail in question, 0 is the nearest. */
export function siblingOf(question: Question, candidate: Candidate, value: string, place: number): Finding {
  const found = { candidate, relation: 'sibling', value, distance: far.sibling + place } as const;
  const against = doubts(question, candidate, value);
  if (against.length > 0) return { ...found, strength: 'weak', confidence: 0.4, witness: null, against };
  return { ...found, strength: 'strong', confidence: 0.95, witness: null, against };
}

function doubts(question: Question, candidate: Candidate, value: string): string[] {
  if (!isDistinct(value)) return ['The Message-ID that both name is no real one.'];
  if (sameTopic(question.keys, candidate))
    return isMailing(question, candidate) ? ['Both answer one mailing, but no outside person is on both.'] : [];
  if (isMailing(question, candidate)) return ['Both name an untracked mail, but no outside person is on both.'];
  const strangers = witness(question, candidate) === null;
  return strangers && daysApart(question.keys, candidate) > LONG
    ? ['The subjects differ, nobody is on both mails, and months lie between them.']
    : [];
}

/** Forty customers answer one newsletter: the ghost is shared, the matter is not (case 74). Told only where our own people are known. */
function isMailing({ keys, policy, people }: Question, candidate: Candidate): boolean {
  if (!knowsOwn(policy) || keys.from === null || candidate.from === null) return false;
  if (keys.from === candidate.from || isOwn(keys.from, policy) || isOwn(candidate.from, policy)) return false;
  return !candidate.threadPeople.some((address) => people.has(address) && !isOwn(address, policy));
}
