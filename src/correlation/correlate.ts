/** Keys + Candidate[] + Policy -> Match[], best first: every strategy is asked, and what they find is put in one order. */
import type { Candidate, Keys } from './mail';
import type { Correlation, Evidence, Match, Rejection, StrategyName, Strength } from './match';
import { orderMatches, type Ranked } from './order';
import type { Policy } from './policy';
import { ask, type Question } from './question';
import { strategies } from './strategies/registry';
import type { Finding } from './strategies/strategy';
import { formatToken, readToken } from './token';

export const strategyOrder = Object.keys(strategies) as readonly StrategyName[];

/** Deterministic: the same candidates in any order give the same answer. */
export function correlate(keys: Keys, candidates: readonly Candidate[], policy: Policy): Correlation {
  const copy = candidates.find((candidate) => isCopy(keys, candidate)) ?? null;
  const others = candidates.filter((candidate) => !isCopy(keys, candidate));
  const question = ask(keys, others, policy);
  const found = collect(question);
  return {
    copy,
    matches: orderMatches([...found.values()].map(toRanked)),
    rejected: candidates
      .filter((candidate) => !found.has(candidate.activityId))
      .map((candidate) => reject(candidate, question)),
    remarks: [...keys.remarks, ...remarks(question, found)],
  };
}

/** The very same mail, read again or in a second mailbox. */
function isCopy(keys: Keys, candidate: Candidate): boolean {
  if (!candidate.shared.some((key) => key.kind === 'id' && key.value === keys.messageId)) return false;
  return (
    candidate.topic === keys.topic && (candidate.from === keys.from || candidate.from === null || keys.from === null)
  );
}

type Found = Finding & { readonly strategy: StrategyName; readonly rank: number };

function collect(question: Question): Map<string, Found[]> {
  const found = new Map<string, Found[]>();
  if (question.candidates.length === 0) return found;
  strategyOrder.forEach((strategy, rank) => {
    for (const finding of strategies[strategy](question)) {
      const entry = { ...finding, strategy, rank };
      const known = found.get(finding.candidate.activityId);
      if (known) known.push(entry);
      else found.set(finding.candidate.activityId, [entry]);
    }
  });
  return found;
}

const strengths: Readonly<Record<Strength, number>> = { certain: 2, strong: 1, weak: 0 };

/** The strongest evidence decides; at equal strength the nearer, then the higher strategy. */
function toRanked(found: readonly Found[]): Ranked {
  const sorted =
    found.length === 1
      ? found
      : [...found].sort(
          (a, b) => strengths[b.strength] - strengths[a.strength] || a.rank - b.rank || a.distance - b.distance,
        );
  const [best] = sorted as readonly [Found, ...Found[]];
  const match: Match = {
    candidate: best.candidate,
    strategy: best.strategy,
    strength: best.strength,
    confidence: best.confidence,
    evidence: sorted.map(toEvidence),
    against: best.against,
  };
  return {
    match,
    power: strengths[best.strength],
    rank: best.rank,
    distance: Math.min(...found.map((one) => one.distance)),
  };
}

function toEvidence({ strategy, relation, value, witness }: Found): Evidence {
  return { strategy, relation, value, ghost: relation === 'sibling', witness };
}

function reject(candidate: Candidate, { keys, policy }: Question): Rejection {
  if (isCopy(keys, candidate)) return { candidate, why: 'This is the same mail.' };
  const kinds = new Set(candidate.shared.map((key) => key.kind));
  if (kinds.size === 1 && kinds.has('token')) {
    return {
      candidate,
      why: policy.useTokens
        ? 'The same digits stand in the subject, but not as a tracking token of this organisation.'
        : 'Tracking tokens are turned off.',
    };
  }
  if (!policy.useCorrelation) return { candidate, why: 'Linking by mail headers is turned off.' };
  return { candidate, why: 'It shares a key, but nothing that ties the two mails together.' };
}

function remarks({ keys, policy, candidates, own }: Question, found: ReadonlyMap<string, readonly Found[]>): string[] {
  const said: string[] = [];
  for (const reading of policy.useTokens ? keys.tokens : []) {
    const token = readToken(reading, policy.tokenLayouts);
    if (
      token &&
      !candidates.some((one) => one.shared.some((key) => key.kind === 'token' && key.value === reading.digits))
    ) {
      said.push(`The subject carries ${formatToken(token)}, which belongs to no tracked mail here.`);
    }
  }
  if (
    candidates.some(
      (one) => found.has(one.activityId) && one.shared.some((key) => key.kind === 'id' && own.has(key.value)),
    )
  ) {
    said.push('Another mail with the same Message-ID is tracked already.');
  }
  return said;
}
