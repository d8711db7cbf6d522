import { partOf, Resemblance, type Likeness } from '../likeness';
import type { Candidate, Keys } from '../mail';
import type { Question } from '../question';
import { isSeries } from '../series';
import { seriesName } from '../seriesName';
import { daysBetween, readFacts, type Facts } from '../smartFacts';
import { reach, score, type Score } from '../smartScore';
import { sureness } from '../smartCalibration';
import { readSubject } from '../subject';
import { readToken, tokenReadings } from '../token';
import { askedTopics, isPair, pairWords, undressed, withoutTags } from '../topics';
import { behind, weightOf } from '../words';
import { wordsOf } from '../wordsOf';
import { far, ONLY_SUGGESTS, type Finding, type Strategy } from './strategy';

/** A rare enough topic in common, judged by people, time and direction. Speaks where no other strategy found anything. */
export const smart: Strategy = (question) => {
  if (question.policy.smartMatching === 'off' || question.candidates.length === 0) return [];
  const best = isLeftOut(question) ? [] : judgeThreads(question);
  return best.map((one) =>
    toFinding(question, one, { rival: rivalOf(one, best), isContested: isContested(question, one, best) }),
  );
};

/**
 * An opener in an archive that names no recipients. Answers lose their prefix there; but where three mails of the subject hang together
 * by something better, answers are told by that, and a mail without it opens a conversation of its own.
 */
function isLeftOut({ keys, candidates }: Question): boolean {
  if (keys.mailKind !== 'opener' || keys.recipients.length > 0) return false;
  const threads = new Map<string, number>();
  for (const { threadId } of candidates) threads.set(threadId, (threads.get(threadId) ?? 0) + 1);
  return Math.max(0, ...threads.values()) >= TOGETHER;
}

const TOGETHER = 3;

interface Judged {
  readonly candidate: Candidate;
  readonly topic: string;
  readonly facts: Facts;
  readonly score: Score;
  readonly distance: number;
}

/** The best of each thread: what links before what does not, then the nearest. */
function judgeThreads(question: Question): Judged[] {
  const asked = askedTopics(question.keys);
  if (asked.length === 0) return [];
  const own: Own = { asked, time: question.time, alike: new Resemblance(question.keys), weights: new Map() };
  const threads = new Map<string, Judged>();
  for (const candidate of question.candidates) {
    const known = threads.get(candidate.threadId);
    const judged = judge(question, candidate, own, known?.score.links ? known.distance : Infinity);
    if (judged && (!known || isNearer(judged, known))) threads.set(candidate.threadId, judged);
  }
  return [...threads.values()].filter((one) => !isOtherSeries(question, one));
}

/** A thread that has this very part under other words is another series of the same name. */
function isOtherSeries({ keys: { topic }, candidates }: Question, { facts, candidate }: Judged): boolean {
  if (facts.likeness !== 'series') return false;
  const part = partOf(topic);
  const words = undressed(topic);
  return candidates.some(
    (other) =>
      other.threadId === candidate.threadId && partOf(other.topic) === part && undressed(other.topic) !== words,
  );
}

/** What is read once of the mail asked about. */
interface Own {
  readonly asked: readonly string[];
  /** Milliseconds. */
  readonly time: number;
  readonly alike: Resemblance;
  /** Of the topics that were shared so far. */
  readonly weights: Map<string, number>;
}

/** null for strangers, and for what lies further off than `limit`: long threads are not judged to their end. */
function judge(question: Question, candidate: Candidate, own: Own, limit: number): Judged | null {
  const days = daysBetween(candidate, own.time);
  const off = Math.min(FARTHEST, Math.abs(days ?? FARTHEST));
  if (off > limit) return null;
  const topic = sharedTopic(candidate, own.asked);
  const likeness = topic === null ? null : own.alike.to(candidate, topic);
  if (topic === null || likeness === null || off + UNLIKE[likeness] > limit) return null;
  if (hasOtherNumber(question, candidate)) return null;
  const kind = kindOf(question.keys, candidate, likeness);
  if (Math.abs(days ?? 0) > reach(likeness, kind)) return null;
  const weight = () => weigh(question, topic, own.weights);
  const words = () => weighCommon(question, candidate);
  const facts = readFacts(question, candidate, { likeness, weight, words, kind, days, generic: isPair(topic) });
  const verdict = score(facts);
  return verdict && { candidate, topic, facts, score: verdict, distance: farness(facts) };
}

/** The name of a series is there or not; that a team names all its series alike says nothing against one. */
function weigh({ policy }: Question, topic: string, weights: Map<string, number>): number {
  const weight =
    weights.get(topic) ?? (isSeries(topic) ? weightOf(seriesName(topic)) : weightOf(topic, policy.vocabulary));
  weights.set(topic, weight);
  return weight;
}

/** Beside the name of the series: its parts speak of one thing, or of anything. */
function weighCommon({ keys, policy }: Question, { topic }: Candidate): number {
  const theirs = new Set(wordsOf(withoutTags(topic)));
  const common = wordsOf(withoutTags(keys.topic)).filter((word) => theirs.has(word));
  return weightOf(common.join(' '), policy.vocabulary);
}

/** The first in the order of asking: the whole subject tells more than a part of it. */
function sharedTopic({ shared }: Candidate, asked: readonly string[]): string | null {
  let best = asked.length;
  for (const { kind, value } of shared) {
    const place = kind === 'topic' ? asked.indexOf(value) : -1;
    if (place >= 0 && place < best) best = place;
  }
  return asked[best] ?? null;
}

/** Tokens tell conversations under one subject apart, and so does any number behind a colon: no topic shows it, for it may be a token. */
function hasOtherNumber({ keys, policy }: Question, { subject }: Candidate): boolean {
  if (keys.tokens.length === 0) return false;
  const tells = (reading: Keys['tokens'][number]) =>
    /: ?$/.test(reading.before) || (policy.useTokens && readToken(reading, policy.tokenLayouts) !== null);
  const digitsOf = (readings: Keys['tokens']) => readings.filter(tells).map(({ digits }) => digits);
  const [own, theirs] = [digitsOf(keys.tokens), digitsOf(tokenReadings(subject))];
  return own.length > 0 && theirs.length > 0 && !own.some((digits) => theirs.includes(digits));
}

/** A renamed subject answers, and so does a one-letter prefix or an unknown mark before the very topic of a tracked mail. */
function kindOf({ mailKind, topic }: Keys, candidate: Candidate, likeness: Likeness): Facts['kind'] {
  if (mailKind !== 'opener') return mailKind;
  return likeness === 'former' || (likeness === 'same' && candidate.topic === behind(topic)) ? 'reply' : 'opener';
}

function isNearer(one: Judged, other: Judged): boolean {
  const links = Number(one.score.links) - Number(other.score.links);
  if (links !== 0) return links > 0;
  if (one.distance !== other.distance) return one.distance < other.distance;
  const [a, b] = [one.candidate, other.candidate];
  return a.sentAt === b.sentAt ? a.activityId > b.activityId : a.sentAt > b.sentAt;
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

/** One writer began two threads under one subject within so many days: sent again, or of two matters. */
const TWICE = 14;

/** An answer to one of several mails that their writer called alike belongs to either. */
function isContested(question: Question, one: Judged, all: readonly Judged[]): boolean {
  if (one.score.rule !== 'direct' && one.score.rule !== 'known') return false;
  const record = one.candidate.regarding?.id;
  return all.some(({ candidate, score }) => {
    if (!score.links || candidate.threadId === one.candidate.threadId) return false;
    if (record !== undefined && record === candidate.regarding?.id) return false;
    return openersOf(question, one.candidate).some((a) => openersOf(question, candidate).some((b) => isAlike(a, b)));
  });
}

function openersOf({ candidates }: Question, { threadId, topic }: Candidate): readonly Candidate[] {
  const isOne = (other: Candidate) => other.threadId === threadId && other.topic === topic;
  return candidates.filter((other) => isOne(other) && readSubject(other.subject).kind === 'opener');
}

function isAlike(a: Candidate, b: Candidate): boolean {
  return a.from !== null && a.from === b.from && Math.abs(daysBetween(a, Date.parse(b.sentAt)) ?? Infinity) <= TWICE;
}

interface Others {
  readonly rival: Judged | null;
  readonly isContested: boolean;
}

function toFinding(question: Question, one: Judged, others: Others): Finding {
  const { rival } = others;
  const { candidate, topic, facts, distance, score } = one;
  const against = doubts(question, score, others);
  const rule = !score.links ? score.rule : rival ? 'rivalled' : others.isContested ? 'contested' : score.rule;
  return {
    candidate,
    relation: 'thread',
    value: isPair(topic) ? pairWords(topic) || '(no subject)' : topic,
    strength: against.length > 0 ? 'weak' : 'strong',
    rule,
    confidence: sureness[rule],
    witness: witnessOf(question, facts, candidate),
    against,
    distance: far.smart + distance,
  };
}

function doubts({ policy }: Question, { links, against }: Score, { rival, isContested }: Others): readonly string[] {
  if (!links) return against;
  if (rival) return [`${rival.candidate.regarding?.name} has a mail with the same subject and people.`];
  if (isContested) return ['Its writer sent several mails under this subject.'];
  return policy.smartMatching === 'suggest' ? [ONLY_SUGGESTS] : against;
}

/** Who decided: the writer of the tracked mail, now addressed; the sender who was on it; whoever is on both; the list that both went to. */
function witnessOf(
  { keys }: Question,
  { addressed, sender, common, list }: Facts,
  candidate: Candidate,
): string | null {
  if (addressed !== null) return candidate.from;
  return sender === 'own' || sender === 'stranger' ? (common ?? list) : keys.from;
}

/** In days, or no date at all. */
const FARTHEST = 400;

/** In days: a mail whose writer is addressed and that the sender had got is the parent before one that is some days nearer. */
const ASIDE: Readonly<Record<Facts['sender'], number>> = { recipient: 0, own: 1, thread: 1, writer: 3, stranger: 4 };
/** A mail under the very subject comes before all that only resemble it. */
const UNLIKE: Readonly<Record<Likeness, number>> = { same: 0, dressed: 440, tags: 450, series: 480, former: 500 };

/** Below 1000; the nearest in time among equals. */
function farness({ addressed, sender, days, likeness }: Facts): number {
  const turned = addressed === null ? 2 : Math.min(addressed, 10) / 10;
  return ASIDE[sender] + turned + Math.min(FARTHEST, Math.abs(days ?? FARTHEST)) + UNLIKE[likeness];
}
