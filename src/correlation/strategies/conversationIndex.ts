import { confidence } from '../calibration';
import type { Candidate } from '../mail';
import { sameTopic, witness, type Question } from '../question';
import { hasColleague, hidesPeople } from './siblings';
import { far, type Finding, type Strategy } from './strategy';

/** Both mails carry one conversation GUID in Thread-Index. */
export const conversationIndex: Strategy = (question) => {
  const { keys, policy, candidates } = question;
  const own = keys.conversationIndex;
  if (!policy.useCorrelation || own === null) return [];
  // Few mails have an index, and many candidates share hundreds of other keys.
  const sharing = candidates.filter(
    (candidate) =>
      candidate.conversationIndexDepth !== null &&
      candidate.shared.some((key) => key.kind === 'index' && key.value === own.guid),
  );
  const named = isNamedByTopic(sharing);
  return sharing.map((candidate) => judge(question, candidate, { ...own, named }));
};

interface Own {
  readonly guid: string;
  readonly depth: number;
  /** The GUID stands for a subject, not for a conversation. */
  readonly named: boolean;
}

const depthOf = ({ conversationIndexDepth }: Candidate) => conversationIndexDepth ?? 0;

/** A conversation is opened once. Where clients derive the GUID from the subject, every stranger who chose it opens one (case 39). */
function isNamedByTopic(sharing: readonly Candidate[]): boolean {
  return new Set(sharing.filter((one) => depthOf(one) === 0).map(({ threadId }) => threadId)).size > 1;
}

function judge(question: Question, candidate: Candidate, own: Own): Finding {
  const someone = witness(question, candidate);
  const found = prove(own, candidate, {
    topic: sameTopic(question.keys, candidate),
    someone: someone !== null,
    strangers: someone === null && areStrangers(question, candidate),
  });
  return {
    candidate,
    relation: 'thread',
    value: own.guid,
    distance: far.index + howFar(own.depth, depthOf(candidate)),
    strength: found.against === null ? 'strong' : 'weak',
    confidence: found.confidence,
    witness: someone,
    against: found.against === null ? [] : [found.against],
  };
}

interface Proof {
  readonly confidence: number;
  readonly against: string | null;
}

function areStrangers(question: Question, candidate: Candidate): boolean {
  return (
    question.keys.automatic !== 'bounce' && !hidesPeople(question, candidate) && !hasColleague(question, candidate)
  );
}

interface Same {
  readonly topic: boolean;
  readonly someone: boolean;
  /** Where nobody is on both, that says something: the mails name their people, and a person wrote this one. */
  readonly strangers: boolean;
}

function prove({ depth, named }: Own, candidate: Candidate, same: Same): Proof {
  if (depth === 0 && depthOf(candidate) === 0)
    return { confidence: 0.2, against: 'Both mails open a conversation; Outlook numbers equal subjects alike.' };
  if (same.someone) return { confidence: same.topic ? confidence.indexAndTopic : confidence.index, against: null };
  if (named)
    return {
      confidence: 0.3,
      against: 'Several conversations were opened under this number, and nobody is on both mails.',
    };
  // A number that is made of the subject is the same wherever the subject is: then the one proves no more than the other.
  if (same.topic)
    return {
      confidence: same.strangers ? confidence.strangersIndex : confidence.indexOrTopic,
      against: same.strangers
        ? 'Programs number equal subjects alike, and nobody on this mail took part in that conversation.'
        : null,
    };
  return {
    confidence: 0.4,
    against: 'The subject is another one, and nobody on this mail took part in that conversation.',
  };
}

/** The nearest mail above comes first, those at or below our depth last. */
function howFar(own: number, other: number): number {
  return other < own ? Math.min(own - other - 1, 400) : 500 + Math.min(other - own, 400);
}
