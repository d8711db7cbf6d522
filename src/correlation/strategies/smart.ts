import type { Candidate } from '../mail';
import type { Question } from '../question';
import { readFacts, score, type Facts, type Score } from '../smartScore';
import { askedTopics, type AskedTopic } from '../topics';
import { far, type Finding, type Strategy } from './strategy';

/** A rare enough topic in common, judged by people, time and direction. Speaks where no other strategy found anything. */
export const smart: Strategy = (question) => {
  if (question.policy.smartMatching === 'off') return [];
  const judged = askedTopics(question.keys).flatMap((topic) => judgeTopic(question, topic));
  return judged.map((one) => toFinding(question, one, rivalOf(one, judged)));
};

interface Judged {
  readonly candidate: Candidate;
  readonly topic: string;
  readonly facts: Facts;
  readonly score: Score;
}

function judgeTopic(question: Question, { value, weight, answers }: AskedTopic): Judged[] {
  const sharing = question.candidates.filter(({ shared }) =>
    shared.some((key) => key.kind === 'topic' && key.value === value),
  );
  const threads = new Set(sharing.map(({ threadId }) => threadId)).size;
  const { mailKind } = question.keys;
  const kind = answers && mailKind === 'opener' ? 'reply' : mailKind;
  return sharing.flatMap((candidate) => {
    const facts = readFacts(question, candidate, { weight, kind, threads });
    const judged = score(facts);
    return judged ? [{ candidate, topic: value, facts, score: judged }] : [];
  });
}

/** Another record with as good a claim: a person must choose (two open deals of one contact). */
function rivalOf(one: Judged, all: readonly Judged[]): Judged | null {
  const record = one.candidate.regarding?.id;
  if (record === undefined) return null;
  return (
    all.find(({ candidate, score: { links } }) => {
      const other = candidate.regarding?.id;
      return links && other !== undefined && other !== record && candidate.threadId !== one.candidate.threadId;
    }) ?? null
  );
}

function toFinding(
  { policy }: Question,
  { candidate, topic, facts, score: { confidence, links, against } }: Judged,
  rival: Judged | null,
): Finding {
  const found = {
    candidate,
    relation: 'thread',
    value: topic,
    witness: witnessOf(facts, candidate),
    distance: far.smart + farness(facts),
  } as const;
  if (!links) return { ...found, strength: 'weak', confidence, against };
  if (rival)
    return {
      ...found,
      strength: 'weak',
      confidence: 0.5,
      against: [`${rival.candidate.regarding?.name} has a mail with the same subject and people.`],
    };
  if (policy.smartMatching === 'suggest')
    return { ...found, strength: 'weak', confidence, against: ['Smart matching only suggests in this organisation.'] };
  return { ...found, strength: 'strong', confidence, against: [] };
}

/** Who decided: the writer of the tracked mail, now addressed, or whoever is on both. */
function witnessOf({ addressed, common }: Facts, candidate: Candidate): string | null {
  return addressed ? candidate.from : common;
}

/** Below 1000. The mail whose writer is addressed is the parent; among the others the newest. */
function farness({ addressed, sender, days }: Facts): number {
  const people = addressed ? 0 : sender === 'recipient' || sender === 'thread' ? 150 : sender === 'writer' ? 400 : 300;
  const age = days === null ? 365 : Math.min(365, Math.abs(days));
  return people + age;
}
