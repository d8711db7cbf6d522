import type { Candidate } from '../mail';
import { sameTopic, witness, type Question } from '../question';
import { far, type Finding, type Strategy } from './strategy';

/** One conversation of one mailbox. The id means nothing in another mailbox (case 42), so the key holds both. */
export const conversation: Strategy = (question) => {
  const { keys, policy, candidates } = question;
  if (!policy.useCorrelation || keys.conversation === null) return [];
  const value = `${keys.conversation.mailbox} ${keys.conversation.id}`;
  return candidates
    .filter((candidate) => candidate.shared.some((key) => key.kind === 'conversation' && key.value === value))
    .map((candidate) => judge(question, candidate, value));
};

function judge(question: Question, candidate: Candidate, value: string): Finding {
  const someone = witness(question, candidate);
  const found = { candidate, relation: 'thread', value, distance: far.conversation, witness: someone } as const;
  const isAnswer = question.keys.mailKind !== 'opener';
  if (isAnswer && someone !== null) return { ...found, strength: 'strong', confidence: 0.93, against: [] };
  if (isAnswer && sameTopic(question.keys, candidate))
    return { ...found, strength: 'strong', confidence: 0.85, against: [] };
  const against = isAnswer
    ? 'Nobody on this mail took part in that conversation.'
    : 'This mail opens a conversation; Outlook puts equal subjects together.';
  return { ...found, strength: 'weak', confidence: 0.4, against: [against] };
}
