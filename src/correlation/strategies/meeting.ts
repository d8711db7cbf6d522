import { confidence } from '../calibration';
import type { Candidate } from '../mail';
import { isDistinct } from '../messageIds';
import { isOwn, sameTopic, type Question } from '../question';
import { far, type Finding, type Strategy } from './strategy';

/**
 * One meeting: its invitation, updates, answers, counter-proposals and cancellation, and the appointment itself. The calendar's id
 * decides. Where a client gives none, title and people suggest; with the start they are as good as an id.
 * Handed in, as the rule of smart matching is: the pane fetches it for mail of calendars and appointments alone.
 */
export const meeting: Strategy = (question) => {
  const { keys, policy, candidates } = question;
  const own = keys.meeting;
  if (!policy.useCorrelation || own === undefined) return [];
  const found: Finding[] = [];
  for (const candidate of candidates) {
    // The surest first, as the keys are ordered.
    const key = own.find((value) => shares(candidate, value));
    const finding = key === undefined ? null : judge(question, candidate, key);
    if (finding) found.push(finding);
  }
  return found;
};

function shares({ shared }: Candidate, wanted: string): boolean {
  return shared.some(({ kind, value }) => kind === 'meeting' && value === wanted);
}

function judge(question: Question, candidate: Candidate, key: string): Finding | null {
  const [kind = '', id = '', recurrence] = key.split(' ');
  if (kind === 'uid') return byId(question, candidate, id, recurrence !== undefined);
  if (kind === 'item' || kind === 'series') return sure(candidate, kind, null);
  return byTitle(question, candidate, kind === 'at');
}

const base = (candidate: Candidate, value: string) =>
  ({ candidate, relation: 'thread', value, distance: far.meeting, against: [] as readonly string[] }) as const;

function sure(candidate: Candidate, value: string, someone: string | null): Finding {
  return { ...base(candidate, value), strength: 'strong', confidence: confidence.meeting, witness: someone };
}

/** Some programs number their meetings 1, 2, 3: then people or title have to agree as well. */
function byId(question: Question, candidate: Candidate, id: string, exact: boolean): Finding {
  const someone = partner(question, candidate);
  const found = sure(candidate, 'uid', someone);
  const nearest = { ...found, distance: far.meeting - (exact ? 1 : 0) };
  if (someone !== null || isDistinct(id) || sameTopic(question.keys, candidate)) return nearest;
  return { ...nearest, strength: 'weak', confidence: 0.4, against: [SHORT_ID] };
}

const SHORT_ID = 'The calendar’s id is so short that strangers may share it, and nobody is on both.';
const TITLE_ONLY = 'Only title and people say that it is the same meeting.';

/** null where nobody who could have called the meeting is on both. */
function byTitle(question: Question, candidate: Candidate, sameStart: boolean): Finding | null {
  const someone = partner(question, candidate);
  if (someone === null) return null;
  if (sameStart)
    return { ...sure(candidate, 'at', someone), confidence: confidence.meetingAt, distance: far.meeting + 2 };
  const found = { ...base(candidate, 'titled'), distance: far.meeting + 3, witness: someone };
  return { ...found, strength: 'weak', confidence: confidence.meetingTitle, against: [TITLE_ONLY] };
}

/** A machine that sends everybody's invitations is nobody in common, and a colleague alone says little. */
const MACHINE = /^(calendar-notification@|(no-?reply|do-?not-?reply|notifications?|calendar|invites?)[@+.-])/;

function partner({ keys, people, policy }: Question, { people: theirs }: Candidate): string | null {
  const both = theirs.filter((address) => people.has(address) && !MACHINE.test(address));
  const outside = both.filter((address) => !isOwn(address, policy));
  if (outside.length > 0) return outside.find((address) => address === keys.from) ?? outside[0] ?? null;
  // Among colleagues both who called it and who answers have to agree.
  const ours = [...people].every((address) => isOwn(address, policy));
  return ours && both.length > 1 ? (both.find((address) => address === keys.from) ?? both[0] ?? null) : null;
}
