import { confidence } from '../calibration';
import type { Candidate } from '../mail';
import { isDistinct } from '../messageIds';
import { sameTopic, witness, type Question } from '../question';
import { LEARNED, learnedFromOthers, siblingOf } from './siblings';
import { far, SHORT_ID, type Finding, type Strategy } from './strategy';

/** In-Reply-To names a tracked mail, or the mail brings a tracked one back as undeliverable. */
export const replyTo: Strategy = (question) => {
  const { keys, policy, candidates } = question;
  if (!policy.useCorrelation || keys.inReplyTo.length + keys.returned.length === 0) return [];
  const found: Finding[] = [];
  for (const candidate of candidates) {
    const finding = read(question, candidate);
    if (finding) found.push(finding);
  }
  return found;
};

interface Named {
  readonly value: string;
  readonly place: number;
  /** Not the very id of the candidate, but one that it goes by as well. */
  readonly alias: boolean;
  /** It was learned from an answer. */
  readonly learned: boolean;
}

/** One finding a candidate: the first id of In-Reply-To that it is, else the mail it brings back, else the ghost both name. */
function read(question: Question, candidate: Candidate): Finding | null {
  let named: Named | null = null;
  let ghost: Named | null = null;
  for (const { kind, value } of candidate.shared) {
    const place = question.answered(value);
    if (place < 0) continue;
    if (kind === 'mention') ghost = nearer(ghost, { value, place, alias: false, learned: false });
    else if (kind === 'id' || kind === 'alias')
      named = nearer(named, { value, place, alias: value !== candidate.messageId, learned: kind === 'alias' });
  }
  if (named) return parent(question, candidate, named);
  return returned(question, candidate) ?? (ghost ? siblingOf(question, candidate, ghost) : alike(question, candidate));
}

function nearer(known: Named | null, other: Named): Named {
  if (known === null || other.place < known.place) return other;
  return other.place === known.place && known.alias ? other : known;
}

function parent(question: Question, candidate: Candidate, named: Named): Finding {
  const { value, place, alias } = named;
  if (named.learned && learnedFromOthers(question, candidate)) return doubted(candidate, named);
  const distinct = isDistinct(value);
  const someone = distinct ? null : witness(question, candidate);
  const trusted = distinct || someone !== null || sameTopic(question.keys, candidate);
  return {
    candidate,
    relation: 'parent',
    value,
    strength: distinct ? 'certain' : trusted ? 'strong' : 'weak',
    confidence: distinct ? (alias ? confidence.learned : confidence.parent) : trusted ? confidence.shortId : 0.3,
    witness: someone,
    against: trusted ? [] : [SHORT_ID],
    distance: far.parent + place + (alias ? 0.5 : 0),
  };
}

function doubted(candidate: Candidate, { value, place }: Named): Finding {
  return {
    candidate,
    relation: 'parent',
    value,
    strength: 'weak',
    confidence: 0.4,
    witness: null,
    against: [LEARNED],
    distance: far.parent + place + 0.5,
  };
}

/** What came back was never tracked itself, but the candidate answers it, or brings it back as well. */
function alike(question: Question, candidate: Candidate): Finding | null {
  const { returned } = question.keys;
  const ghost = candidate.shared.find(({ kind, value }) => kind === 'mention' && returned.includes(value));
  const found = ghost ? siblingOf(question, candidate, { value: ghost.value, place: 0 }) : null;
  return found && { ...found, relation: question.keys.automatic === 'bounce' ? 'alike' : 'sibling' };
}

function returned({ keys }: Question, candidate: Candidate): Finding | null {
  if (keys.returned.length === 0) return null;
  const key = candidate.shared.find(
    ({ kind, value }) => (kind === 'id' || kind === 'alias') && keys.returned.includes(value),
  );
  if (!key) return null;
  return {
    candidate,
    relation: keys.automatic === 'bounce' ? 'returned' : 'reported',
    value: key.value,
    strength: 'certain',
    confidence: confidence.parent,
    witness: null,
    against: [],
    distance: far.parent,
  };
}
