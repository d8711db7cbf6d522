import type { Candidate, Key } from '../mail';
import { isDistinct } from '../messageIds';
import { sameTopic, witness, type Question } from '../question';
import { siblingOf } from './siblings';
import { far, type Finding, type Strategy } from './strategy';

/** In-Reply-To names a tracked mail, or the mail brings a tracked one back as undeliverable. */
export const replyTo: Strategy = (question) => {
  const { keys, policy, candidates } = question;
  if (!policy.useCorrelation || keys.inReplyTo.length + keys.returned.length === 0) return [];
  return candidates.flatMap((candidate) => candidate.shared.flatMap((key) => read(question, candidate, key) ?? []));
};

function read(question: Question, candidate: Candidate, key: Key): Finding | null {
  if (key.kind !== 'id' && key.kind !== 'alias' && key.kind !== 'mention') return null;
  const place = question.answered.get(key.value);
  if (key.kind === 'mention') return place === undefined ? null : siblingOf(question, candidate, key.value, place);
  if (place !== undefined) return parent(question, candidate, key, place);
  return question.keys.returned.includes(key.value) ? returned(candidate, key.value) : null;
}

function parent(question: Question, candidate: Candidate, key: Key, place: number): Finding {
  const found = { candidate, relation: 'parent', value: key.value, distance: far.parent + place, against: [] } as const;
  if (isDistinct(key.value))
    return { ...found, strength: 'certain', confidence: key.kind === 'id' ? 0.99 : 0.97, witness: null };
  const someone = witness(question, candidate);
  if (someone !== null || sameTopic(question.keys, candidate))
    return { ...found, strength: 'strong', confidence: 0.9, witness: someone };
  return {
    ...found,
    strength: 'weak',
    confidence: 0.3,
    witness: null,
    against: ['The Message-ID is so short that strangers may share it.'],
  };
}

function returned(candidate: Candidate, value: string): Finding {
  return {
    candidate,
    relation: 'returned',
    value,
    strength: 'certain',
    confidence: 0.99,
    witness: null,
    against: [],
    distance: far.parent,
  };
}
