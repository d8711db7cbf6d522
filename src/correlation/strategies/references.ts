import { confidence } from '../calibration';
import type { Candidate } from '../mail';
import { isDistinct } from '../messageIds';
import { sameTopic, witness, type Question } from '../question';
import { LEARNED, learnedFromOthers, siblingOf, type Ghost } from './siblings';
import { far, SHORT_ID, type Finding, type Strategy } from './strategy';

/** References name a tracked mail (ids that In-Reply-To names too are left to it), a tracked mail names this one (it came late), or both name a third. */
export const references: Strategy = (question) => {
  if (!question.policy.useCorrelation) return [];
  const found: Finding[] = [];
  for (const candidate of question.candidates) {
    const finding = read(question, candidate);
    if (finding) found.push(finding);
  }
  return found;
};

/** What one candidate shares, the nearest of each sort. */
interface Shared {
  named: (Ghost & { readonly learned: boolean }) | null;
  ghost: Ghost | null;
  child: string | null;
  twin: string | null;
  attached: Attached | null;
}

interface Attached {
  readonly value: string;
  readonly relation: 'attached' | 'attachedAnswer';
}

/** One finding a candidate: the nearest relation there is. */
function read(question: Question, candidate: Candidate): Finding | null {
  const shared = sort(question, candidate);
  if (shared.named) return ancestor(question, candidate, shared.named);
  if (shared.child) return child(candidate, shared.child);
  if (shared.twin) return twin(question, candidate, shared.twin);
  if (shared.ghost) return siblingOf(question, candidate, shared.ghost);
  return shared.attached ? attached(candidate, shared.attached) : null;
}

function sort(question: Question, candidate: Candidate): Shared {
  const found: Shared = { named: null, ghost: null, child: null, twin: null, attached: null };
  for (const { kind, value } of candidate.shared) {
    if (question.answered(value) >= 0) continue;
    const place = question.referred.get(value);
    if (kind === 'mention') {
      if (question.isOwn(value)) found.child = value;
      else if (place !== undefined && place < (found.ghost?.place ?? Infinity)) found.ghost = { value, place };
    } else if (kind === 'id' || kind === 'alias') {
      if (isElses(question, candidate, value)) found.named = { value, place: 0, learned: false };
      else if (question.isOwn(value)) found.twin = value;
      else if (place !== undefined && place < (found.named?.place ?? Infinity))
        found.named = { value, place, learned: kind === 'alias' };
      else if (question.keys.attached.includes(value)) found.attached = { value, relation: 'attached' };
      else if (question.keys.attachedAnswers?.includes(value)) found.attached ??= { value, relation: 'attachedAnswer' };
    }
  }
  return found;
}

/** The only reference of a mail that we sent counts as its own old name (case 25), unless it is the name of somebody else's. */
function isElses({ keys }: Question, { from, messageId }: Candidate, value: string): boolean {
  return value === messageId && keys.direction === 'outgoing' && keys.aliases.includes(value) && from !== keys.from;
}

function ancestor(question: Question, candidate: Candidate, { value, place, learned }: NonNullable<Shared['named']>) {
  const trusted = isDistinct(value) || sameTopic(question.keys, candidate) || witness(question, candidate) !== null;
  const doubt = !trusted ? SHORT_ID : learned && learnedFromOthers(question, candidate) ? LEARNED : null;
  return {
    candidate,
    relation: 'ancestor',
    value,
    strength: doubt === null ? 'strong' : 'weak',
    confidence: doubt === null ? confidence.ancestor : 0.3,
    witness: null,
    against: doubt === null ? [] : [doubt],
    distance: far.ancestor + place + (value === candidate.messageId ? 0 : 0.5),
  } as const;
}

function child(candidate: Candidate, value: string): Finding {
  return {
    candidate,
    relation: 'child',
    value,
    strength: 'strong',
    confidence: confidence.child,
    witness: null,
    against: [],
    distance: far.child,
  };
}

/** Another mail under our Message-ID: sent again, or an impostor (case 15). The same mail itself never comes here. */
function twin(question: Question, candidate: Candidate, value: string): Finding {
  const found = { candidate, relation: 'twin', value, distance: far.twin, witness: null } as const;
  const sameWriter = question.keys.from !== null && question.keys.from === candidate.from && isDistinct(value);
  if (sameWriter && !sharesWord(question.keys, candidate)) return { ...found, ...UNLIKE };
  if (sameWriter || sameTopic(question.keys, candidate))
    return { ...found, strength: 'strong', confidence: confidence.twin, against: [] };
  const against = ['Another mail with the same Message-ID is tracked, but its subject and sender differ.'];
  return { ...found, strength: 'weak', confidence: 0.3, against };
}

const ONLY_ATTACHED = {
  attached: 'The tracked mail is only attached to this one.',
  attachedAnswer: 'The answer is only attached to this mail.',
};

const UNLIKE = {
  strength: 'weak',
  confidence: 0.5,
  against: [
    'It has the same Message-ID, but the subjects have nothing in common: its sender may give many emails one id.',
  ],
} as const;

/** Subjects without words say nothing against it. */
function sharesWord({ topic }: Question['keys'], candidate: Candidate): boolean {
  const words = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const theirs = words(candidate.topic);
  const own = words(topic);
  return own.length === 0 || theirs.length === 0 || own.some((word) => theirs.includes(word));
}

function attached(candidate: Candidate, { value, relation }: Attached): Finding {
  const against = [ONLY_ATTACHED[relation]];
  return {
    candidate,
    relation,
    value,
    strength: 'weak',
    confidence: 0.5,
    witness: null,
    against,
    distance: far.attached,
  };
}
