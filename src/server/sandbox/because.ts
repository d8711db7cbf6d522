/** Why a mail of the sandbox is tracked: by the evidence the engine finds, else because its owner chose so. */
import type { LookupReply, Track } from '../../contract/tracking';
import { correlate } from '../../correlation/correlate';
import { explainMatch } from '../../correlation/explain';
import type { Keys } from '../../correlation/mail';
import { defaultPolicy } from '../../correlation/policy';
import { meeting } from '../../correlation/strategies/meeting';
import type { Judging } from '../../correlation/strategies/strategy';
import type { Asker } from '../tracking/acts';

export function because(keys: Keys, found: LookupReply, asker: Asker): Track['because'] {
  const [best] = correlate(keys, found.candidates, policyFrom(found)).matches;
  if (!best || best.strength === 'weak') return { method: 'hand', matched: null, reason: 'Chosen by hand.' };
  const reason = explainMatch(best, asker.address).slice(0, 2000);
  return { method: best.strategy, matched: best.candidate.activityId, reason };
}

function policyFrom({ settings }: LookupReply): Judging {
  if (!settings) return { ...defaultPolicy, meeting };
  const { tokenLayouts, users, ownDomains } = settings;
  return { ...defaultPolicy, meeting, tokenLayouts, users, ownDomains };
}
