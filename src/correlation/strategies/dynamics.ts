import { confidence } from '../calibration';
import { isHash, type DynamicsRule } from '../dynamics';
import type { Candidate } from '../mail';
import { daysApart, type Question } from '../question';
import { far, type Finding } from './strategy';

/** Dynamics' own rule instead of ours: words and people are counted, and nothing is weighed. */
export function countAlike(question: Question, rule: DynamicsRule): Finding[] {
  const own = rule.words(question.keys.topic);
  const found: Finding[] = [];
  for (const candidate of question.candidates) {
    if (!candidate.shared.some(isHash) || !areAlike(own, rule.words(candidate.topic), rule)) continue;
    const common = candidate.people.filter((address) => question.people.has(address));
    if (common.length >= rule.minimumRecipients) found.push(toFinding(question, candidate, common[0] ?? null));
  }
  return found;
}

/** In number, and in all words but so many. */
function areAlike(own: readonly string[], theirs: readonly string[], { delta }: DynamicsRule): boolean {
  const common = own.filter((word) => theirs.includes(word)).length;
  return Math.abs(own.length - theirs.length) <= delta && common >= Math.max(own.length, theirs.length) - delta;
}

function toFinding(question: Question, candidate: Candidate, witness: string | null): Finding {
  const suggests = question.policy.smartMatching === 'suggest';
  return {
    candidate,
    relation: 'thread',
    value: candidate.topic,
    strength: suggests ? 'weak' : 'strong',
    confidence: confidence.dynamics,
    witness,
    against: suggests ? ['Smart matching only suggests in this organisation.'] : [],
    distance: far.smart + Math.min(900, daysApart(question, candidate)),
  };
}
