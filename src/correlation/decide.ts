import type { Keys } from './mail';
import type { Correlation, Decision } from './match';
import type { Policy } from './policy';
/** Match[] + Policy -> Decision. */
export function decide(correlation: Correlation, _keys: Keys, _policy: Policy): Decision {
  return { do: 'skip', why: 'No tracked mail is related to this one.', match: correlation.matches[0] ?? null, regarding: null, others: [] };
}
