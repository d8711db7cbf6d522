/** What is known -> what the pane says about the item, and what it offers first. */
import type { Waiting } from '../client/outbox';
import type { Post } from '../client/postman';
import { personRecord, type PersonRecord } from '../contract/counterpart';
import type { RecordView } from '../contract/records';
import type { Track, Tracking } from '../contract/tracking';
import { normalAddress } from '../correlation/addresses';
import { explainMatch } from '../correlation/explain';
import type { Candidate, Regarding } from '../correlation/mail';
import type { Match } from '../correlation/match';
import type { Policy } from '../correlation/policy';
import type { Judging } from '../correlation/strategies/strategy';
import type { SettingsReply } from '../contract/settings';
import type { Asked } from './asked';
import type { Chosen, Known } from './state';
import { waitingFor } from './waiting';

export type Verdict =
  | { readonly is: 'waiting'; readonly waiting: readonly Waiting[] }
  /** Never asked about here, and the server is away. */
  | { readonly is: 'unknown'; readonly why: string; readonly person: PersonRecord | null }
  | { readonly is: 'tracked'; readonly own: Tracking; readonly mine: boolean }
  | {
      readonly is: 'belongs' | 'suggested' | 'held';
      readonly why: string;
      readonly match: Match;
      readonly regarding: Regarding | null;
    }
  | {
      readonly is: 'notTracked';
      readonly why: string;
      readonly person: PersonRecord | null;
      /** The other side's copy of this mail, which somebody tracked. */
      readonly copy?: Candidate;
    };

/** `user`: address of the mailbox's owner. */
export function verdictOf(known: Known, user: string, post: Post): Verdict {
  const waiting = waitingFor(post, known);
  if (waiting.length > 0) return { is: 'waiting', waiting };
  const { own, decision, remembered } = known;
  if (remembered?.at === null) return { is: 'unknown', why: UNKNOWN, person: personRecord(known) };
  if (own?.state === 'tracked') return { is: 'tracked', own, mine: holdsReceipt(own, user) };
  const { match, why } = decision;
  const { copy } = known.correlation;
  if (match === null && copy !== null) return { is: 'notTracked', why: copyWords(copy), person: null, copy };
  if (decision.do === 'skip' || match === null) return { is: 'notTracked', why, person: personRecord(known) };
  const is = decision.do === 'track' ? 'belongs' : decision.do === 'hold' ? 'held' : 'suggested';
  return { is, why, match, regarding: regardingOf(known) };
}

const copyWords = ({ trackedBy, regarding }: Candidate) =>
  `${trackedBy} tracked the other copy ${regarding ? `regarding ${regarding.name}` : 'without record'}. Yours is not tracked yet.`;

const UNKNOWN = 'This device has not asked about it before, and the server cannot be asked now.';

const holdsReceipt = (own: Tracking, user: string) =>
  own.receipts.some(({ address }) => normalAddress(address) === normalAddress(user));

/** The record of the decision, with its name. */
function regardingOf({ decision }: Known): Regarding | null {
  const { regarding, match, others } = decision;
  if (regarding === null) return null;
  const named = [match, ...others].map((each) => each?.candidate.regarding ?? null);
  return named.find((record) => record?.type === regarding.type && record.id === regarding.id) ?? null;
}

/** Why this mail is tracked to that record: kept with the tracking, in words for whoever reads them. `match` null: chosen by hand. */
export function becauseOf(match: Match | null): Track['because'] {
  if (match === null) return { method: 'hand', matched: null, reason: 'Chosen by hand.' };
  const reason = explainMatch(match, null).slice(0, 2000);
  return { method: match.strategy, matched: match.candidate.activityId, reason };
}

/** A choice of one's own. Where the thread is beyond doubt the mail still joins it, under the chosen record. */
export function becauseChosen(known: Known): Track['because'] {
  const matched = known.decision.do === 'track' ? (known.decision.match?.candidate.activityId ?? null) : null;
  return { method: 'hand', matched, reason: 'Chosen by hand.' };
}

export const chosen = ({ type, id, name }: RecordView | Regarding): Chosen => ({ type, id, name });

export function policyOf({ settings, tokenLayouts, users, ownDomains }: SettingsReply): Policy {
  const { useCorrelation, useTokens, smartMatching, forwards, withoutOutsiders, closedRecords, conflictingEvidence } =
    settings;
  return {
    door: 'pane',
    useCorrelation,
    useTokens,
    tokenLayouts,
    smartMatching,
    users,
    ownDomains,
    forwards,
    withoutOutsiders,
    closedRecords,
    conflictingEvidence,
  };
}

/** The same with the rules that are fetched where a tracked mail could be found by them. */
export async function policyFor(asked: Asked): Promise<Judging> {
  const policy = { ...policyOf(asked.settings), ...(await meetingRule(asked)) };
  if (policy.smartMatching === 'off' || asked.reply.candidates.length === 0) return policy;
  return { ...policy, ...(await smartRule(asked)) };
}

async function meetingRule({ reply }: Asked): Promise<Pick<Judging, 'meeting'>> {
  if (!reply.candidates.some(({ shared }) => shared.some(({ kind }) => kind === 'meeting'))) return {};
  const { meeting } = await import(/* webpackChunkName: "meeting" */ '../correlation/strategies/meeting');
  return { meeting };
}

async function smartRule({ settings, reply }: Asked): Promise<Pick<Judging, 'smart' | 'vocabulary'>> {
  const { smartRules, readVocabulary } = await import(
    /* webpackChunkName: "smart" */ '../correlation/strategies/smartRules'
  );
  return {
    smart: smartRules[settings.settings.smartRule],
    ...(reply.vocabulary && { vocabulary: readVocabulary(reply.vocabulary) }),
  };
}
