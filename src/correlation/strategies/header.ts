import type { Candidate } from '../mail';
import { sameTopic, type Question } from '../question';
import { far, type Finding, type Strategy } from './strategy';

const COPIED = 'Whoever received that mail could copy its mark; sender or subject are others here.';

/**
 * The mark that one of us stamped on a mail: another copy of the same mail carries it, in a colleague's mailbox for instance.
 * A header proves nothing by itself (case 20), and replies do not carry it: so sender and subject have to agree.
 */
export const header: Strategy = (question) => {
  const { mark } = question.keys;
  if (mark === undefined || !question.policy.useCorrelation) return [];
  return question.candidates
    .filter((candidate) => carries(candidate, mark))
    .map((found) => judge(question, found, mark));
};

function carries({ shared }: Candidate, mark: string): boolean {
  return shared.some(({ kind, value }) => kind === 'mark' && value === mark);
}

function judge(question: Question, candidate: Candidate, value: string): Finding {
  const sure = candidate.from !== null && candidate.from === question.keys.from && sameTopic(question.keys, candidate);
  return {
    candidate,
    relation: 'thread',
    value,
    strength: sure ? 'strong' : 'weak',
    confidence: sure ? 0.98 : 0.3,
    witness: sure ? candidate.from : null,
    against: sure ? [] : [COPIED],
    distance: far.twin,
  };
}
