/** Match[] + Policy -> Decision: what is done without asking, and what a person must say. */
import { explainMatch } from './explain';
import type { Keys } from './mail';
import type { Correlation, Decision, Match, StrategyName } from './match';
import type { Policy } from './policy';
import { isOwn, knowsOwn } from './question';
import { tokenReadings, readToken } from './token';

const SEVERAL = 5;

/** The best match is followed unless something asks for a person; each answer says why. */
export function decide(correlation: Correlation, keys: Keys, policy: Policy): Decision {
  const [best] = correlation.matches;
  if (!best) return nothing(correlation);
  const asked: Asked = { best, correlation, keys, policy };
  const others = otherRecords(best, correlation.matches);
  const doubt = doubtOf(asked);
  if (doubt)
    return { do: policy.door === 'pane' ? 'suggest' : 'hold', why: doubt, match: best, regarding: refOf(best), others };
  const why = explainMatch(best, null);
  if (isClosed(best) && policy.closedRecords === 'new') {
    return {
      do: 'track',
      why: `${why} Its record is closed, so this starts without one.`,
      match: best,
      regarding: null,
      others,
    };
  }
  return { do: 'track', why: `${why}${manner(keys)}`, match: best, regarding: refOf(best), others };
}

function nothing({ copy, rejected }: Correlation): Decision {
  const why = copy
    ? 'This very mail is tracked already.'
    : rejected.some(({ candidate }) => candidate.shared.some((key) => key.kind !== 'topic'))
      ? 'Tracked mail shares a key with this one, but nothing ties them together.'
      : 'No tracked mail is related to this one.';
  return { do: 'skip', why, match: null, regarding: null, others: [] };
}

function manner({ automatic }: Keys): string {
  if (automatic === 'bounce') return ' It reports that a mail could not be delivered.';
  return automatic === 'autoReply' ? ' It is an automatic reply.' : '';
}

interface Asked {
  readonly best: Match;
  readonly correlation: Correlation;
  readonly keys: Keys;
  readonly policy: Policy;
}

/** Why a person should decide, or null. The first that speaks is told. */
type Doubt = (asked: Asked) => string | null;

const doubts: readonly Doubt[] = [
  deletedRecord,
  weakEvidence,
  twoRecords,
  spokenAgainst,
  forwarded,
  sideTalk,
  tokenRemoved,
  closedRecord,
];

function doubtOf(asked: Asked): string | null {
  for (const rule of doubts) {
    const why = rule(asked);
    if (why !== null) return why;
  }
  return null;
}

function deletedRecord({ best }: Asked): string | null {
  const record = best.candidate.regarding;
  return record?.state === 'deleted'
    ? `${explainMatch(best, null)} But ${record.name} was deleted; choose another record or track without one.`
    : null;
}

function weakEvidence({ best }: Asked): string | null {
  return best.strength === 'weak' ? [explainMatch(best, null), ...best.against].join(' ') : null;
}

function spokenAgainst({ best }: Asked): string | null {
  return best.strength === 'strong' && best.against.length > 0
    ? [explainMatch(best, null), ...best.against].join(' ')
    : null;
}

/** Signs of one kind name one thread; different kinds can name different records. */
const families: Readonly<Record<StrategyName, string>> = {
  header: 'header',
  replyTo: 'header',
  references: 'header',
  token: 'token',
  conversationIndex: 'index',
  conversation: 'conversation',
  meeting: 'meeting',
  smart: 'smart',
};

/** A strong sign of another kind points to another record, and none of its kind to this one; or one sign points to both. */
function twoRecords({ best, correlation, policy }: Asked): string | null {
  if (policy.conflictingEvidence === 'strongest') return null;
  const chosen = idOf(best);
  if (chosen === null) return null;
  const agreeing = new Set(correlation.matches.filter((match) => idOf(match) === chosen).flatMap(familiesOf));
  const rival = correlation.matches.find((match) => {
    const other = idOf(match);
    return (
      match.strength !== 'weak' &&
      other !== null &&
      other !== chosen &&
      (isTied(best, match) || !familiesOf(match).some((family) => agreeing.has(family)))
    );
  });
  if (!rival) return null;
  const sign = isTied(best, rival) ? 'the same sign' : 'another sign';
  return `${explainMatch(best, null)} But ${sign} points to ${rival.candidate.regarding?.name}: ${explainMatch(rival, null)}`;
}

/** What decided is as true of a mail in another thread: one id under two names, a ghost or a conversation number of both. */
function isTied(best: Match, other: Match): boolean {
  const [a, b] = [best.evidence[0], other.evidence[0]];
  const same = a?.strategy === b?.strategy && a?.relation === b?.relation && a?.value === b?.value;
  return same && best.candidate.threadId !== other.candidate.threadId && other.confidence >= best.confidence;
}

function familiesOf(match: Match): string[] {
  return match.evidence.map((evidence) => families[evidence.strategy]);
}

function idOf(match: Match): string | null {
  const record = match.candidate.regarding;
  return record ? `${record.type}/${record.id}` : null;
}

/** Said by a prefix, or by the people: one who was on the mail sends it to nobody who was. */
function isForward({ best, keys }: Asked): boolean {
  if (keys.mailKind === 'forward') return true;
  const { people, from } = best.candidate;
  if (keys.recipients.length === 0 || keys.from === null || !people.includes(keys.from) || keys.from === from)
    return false;
  return !keys.recipients.some((address) => people.includes(address));
}

function forwarded(asked: Asked): string | null {
  return asked.policy.forwards === 'ask' && isForward(asked)
    ? `${explainMatch(asked.best, null)} But it is forwarded, so it may start a matter of its own.`
    : null;
}

/** Colleagues talk among themselves about a mail from outside; a machine does not. Told only where our own people are known. */
function sideTalk({ best, keys, policy }: Asked): string | null {
  if (policy.withoutOutsiders === 'link' || !knowsOwn(policy) || keys.from === null || keys.recipients.length === 0)
    return null;
  if (keys.automatic !== null && keys.automatic !== 'bulk') return null;
  const outside = (address: string) => !isOwn(address, policy);
  if (outside(keys.from) || keys.recipients.some(outside) || !best.candidate.people.some(outside)) return null;
  return `${explainMatch(best, null)} But everybody from outside was removed: it may be a talk among colleagues.`;
}

/** Who edits the subject and takes the token out means to start something else (case 57). */
function tokenRemoved({ best, keys, policy }: Asked): string | null {
  if (!policy.useTokens || keys.automatic !== null || best.evidence[0]?.relation !== 'parent') return null;
  if (keys.topic === '' || keys.topic === best.candidate.topic) return null;
  const reads = (readings: Keys['tokens']) =>
    readings.some((reading) => readToken(reading, policy.tokenLayouts) !== null);
  if (reads(keys.tokens) || !reads(tokenReadings(best.candidate.subject))) return null;
  return `${explainMatch(best, null)} But the subject was changed and its token taken out.`;
}

function isClosed({ candidate }: Match): boolean {
  return candidate.regarding?.state === 'closed';
}

function closedRecord({ best, policy }: Asked): string | null {
  if (!isClosed(best) || policy.closedRecords !== 'ask') return null;
  return `${explainMatch(best, null)} But ${best.candidate.regarding?.name} is closed.`;
}

function refOf({ candidate }: Match): Decision['regarding'] {
  return candidate.regarding && candidate.regarding.state !== 'deleted'
    ? { type: candidate.regarding.type, id: candidate.regarding.id }
    : null;
}

/** One match a further record, best first. */
function otherRecords(best: Match, rest: readonly Match[]): Match[] {
  const seen = new Set([idOf(best)]);
  const others: Match[] = [];
  for (const match of rest) {
    const id = idOf(match);
    if (id === null || seen.has(id)) continue;
    seen.add(id);
    others.push(match);
    if (others.length === SEVERAL) break;
  }
  return others;
}
