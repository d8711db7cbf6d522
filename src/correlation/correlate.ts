import type { Candidate, Keys } from './mail';
import type { Correlation } from './match';
import type { Policy } from './policy';
/** Keys + Candidate[] + Policy -> Match[], best first. */
export function correlate(_keys: Keys, candidates: readonly Candidate[], _policy: Policy): Correlation {
  return { matches: [], rejected: candidates.map((candidate) => ({ candidate, why: 'Nothing speaks for it.' })), remarks: [] };
}
