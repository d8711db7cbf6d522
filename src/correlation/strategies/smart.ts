import type { Candidate } from '../mail';
import type { Question } from '../question';
import { readFacts, score, type Facts, type Score } from '../smartScore';
import { askedTopics, type AskedTopic } from '../topics';
import { behindLetter } from '../words';
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
  const { mailKind } = question.keys;
  const kind = answers && mailKind === 'opener' ? 'reply' : mailKind;
  return sharing.flatMap((candidate) => {
    const facts = readFacts(question, candidate, { weight, kind, exact: sameText(question, candidate) });
    const judged = score(facts);
    return judged ? [{ candidate, topic: value, facts, score: judged }] : [];
  });
}

/** Behind a one-letter prefix the topic counts that the tracked mail has. */
function sameText({ keys: { topic } }: Question, candidate: Candidate): boolean {
  return (
    candidate.topic === topic || candidate.topic === behindLetter(topic) || behindLetter(candidate.topic) === topic
  );
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
  question: Question,
  { candidate, topic, facts, score: { confidence, links, against } }: Judged,
  rival: Judged | null,
): Finding {
  const found = {
    candidate,
    relation: 'thread',
    value: topic,
    witness: witnessOf(question, facts, candidate),
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
  if (question.policy.smartMatching === 'suggest')
    return { ...found, strength: 'weak', confidence, against: ['Smart matching only suggests in this organisation.'] };
  return { ...found, strength: 'strong', confidence, against: [] };
}

/** Who decided: the writer of the tracked mail, now addressed; the sender who was on it; or whoever is on both. */
function witnessOf({ keys }: Question, { addressed, sender, common }: Facts, candidate: Candidate): string | null {
  if (addressed !== null) return candidate.from;
  return sender === 'own' || sender === 'stranger' ? common : keys.from;
}

/** In days: a mail whose writer is addressed and that the sender had got is the parent before one that is some days nearer. */
const ASIDE: Readonly<Record<Facts['sender'], number>> = { recipient: 0, own: 1, thread: 1, writer: 3, stranger: 4 };

/** Below 1000; the nearest in time among equals. */
function farness({ addressed, sender, days, exact }: Facts): number {
  const turned = addressed === null ? 2 : Math.min(addressed, 10) / 10;
  return ASIDE[sender] + turned + Math.min(400, Math.abs(days ?? 400)) + (exact ? 0 : 500);
}
