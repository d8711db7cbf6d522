import type { Candidate } from '../mail';
import { sameTopic, witness, type Question } from '../question';
import { far, type Finding, type Strategy } from './strategy';

/** Both mails carry one conversation GUID in Thread-Index. */
export const conversationIndex: Strategy = (question) => {
  const { keys, policy, candidates } = question;
  const own = keys.conversationIndex;
  if (!policy.useCorrelation || own === null) return [];
  return candidates
    .filter((candidate) => candidate.shared.some((key) => key.kind === 'index' && key.value === own.guid))
    .map((candidate) => judge(question, candidate, own));
};

interface Own {
  readonly guid: string;
  readonly depth: number;
}

function judge(question: Question, candidate: Candidate, own: Own): Finding {
  const distance = far.index + howFar(own.depth, candidate.conversationIndexDepth ?? 0);
  const found = { candidate, relation: 'thread', value: own.guid, distance } as const;
  const someone = witness(question, candidate);
  const topic = sameTopic(question.keys, candidate);
  // Outlook derives the GUID from the subject where conversation tracking is off: two openers, equal by their topic alone (case 39).
  if (own.depth === 0 && (candidate.conversationIndexDepth ?? 0) === 0) {
    return {
      ...found,
      strength: 'weak',
      confidence: 0.2,
      witness: someone,
      against: ['Both mails open a conversation; Outlook numbers equal subjects alike.'],
    };
  }
  if (topic && someone !== null)
    return { ...found, strength: 'strong', confidence: 0.97, witness: someone, against: [] };
  if (topic || someone !== null)
    return { ...found, strength: 'strong', confidence: 0.9, witness: someone, against: [] };
  const against = ['The subject is another one, and nobody on this mail took part in that conversation.'];
  return { ...found, strength: 'weak', confidence: 0.4, witness: null, against };
}

/** The nearest mail above comes first, those at or below our depth last. */
function howFar(own: number, other: number): number {
  return other < own ? Math.min(own - other - 1, 400) : 500 + Math.min(other - own, 400);
}
