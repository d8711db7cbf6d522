import type { Candidate, Key } from '../mail';
import { isDistinct } from '../messageIds';
import { sameTopic, witness, type Question } from '../question';
import { siblingOf } from './siblings';
import { far, type Finding, type Strategy } from './strategy';

/** References name a tracked mail, a tracked mail names this one (it came late), or both name a third. */
export const references: Strategy = (question) => {
  if (!question.policy.useCorrelation) return [];
  return question.candidates.flatMap((candidate) =>
    candidate.shared.flatMap((key) => read(question, candidate, key) ?? []),
  );
};

function read(question: Question, candidate: Candidate, key: Key): Finding | null {
  if (key.kind === 'mention') return mentioned(question, candidate, key.value);
  if (key.kind !== 'id' && key.kind !== 'alias') return null;
  if (question.own.has(key.value)) return twin(question, candidate, key.value);
  const place = question.referred.get(key.value);
  if (place !== undefined) return ancestor(question, candidate, key.value, place);
  return question.keys.attached.includes(key.value) ? attached(candidate, key.value) : null;
}

function mentioned(question: Question, candidate: Candidate, value: string): Finding | null {
  if (question.own.has(value)) {
    return {
      candidate,
      relation: 'child',
      value,
      strength: 'strong',
      confidence: 0.97,
      witness: null,
      against: [],
      distance: far.child,
    };
  }
  const place = question.referred.get(value);
  return place === undefined ? null : siblingOf(question, candidate, value, place + 1);
}

function ancestor(question: Question, candidate: Candidate, value: string, place: number): Finding {
  const found = { candidate, relation: 'ancestor', value, distance: far.ancestor + place, witness: null } as const;
  if (isDistinct(value) || sameTopic(question.keys, candidate) || witness(question, candidate) !== null) {
    return { ...found, strength: 'strong', confidence: 0.98, against: [] };
  }
  return {
    ...found,
    strength: 'weak',
    confidence: 0.3,
    against: ['The Message-ID is so short that strangers may share it.'],
  };
}

/** Another mail under our Message-ID: sent again, or an impostor (case 15). The same mail itself never comes here. */
function twin(question: Question, candidate: Candidate, value: string): Finding {
  const found = { candidate, relation: 'twin', value, distance: far.twin, witness: null } as const;
  const alike =
    sameTopic(question.keys, candidate) ||
    (question.keys.from !== null && question.keys.from === candidate.from && isDistinct(value));
  const against = 'Another mail with the same Message-ID is tracked, but its subject or sender differs.';
  return alike
    ? { ...found, strength: 'strong', confidence: 0.9, against: [] }
    : { ...found, strength: 'weak', confidence: 0.3, against: [against] };
}

function attached(candidate: Candidate, value: string): Finding {
  const against = ['The tracked mail is only attached to this one.'];
  return {
    candidate,
    relation: 'attached',
    value,
    strength: 'weak',
    confidence: 0.5,
    witness: null,
    against,
    distance: far.attached,
  };
}
