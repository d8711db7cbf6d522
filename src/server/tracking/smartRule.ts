/** By whose rule subjects and people are compared, as the settings say. */
import { dynamicsStrategy } from '../../correlation/strategies/dynamics';
import { smart } from '../../correlation/strategies/smart';
import type { Settings } from '../../contract/settings';
import type { RehearsalPolicy } from '../rehearsal/offer';
import { readDynamicsRule } from './dynamicsRule';

/** Throws the Problem `badInput` where the rule cannot be used. */
export function smartRuleOf(
  settings: Pick<Settings, 'smartMatching' | 'smartRule'> & Parameters<typeof readDynamicsRule>[0],
): Pick<RehearsalPolicy, 'smart' | 'dynamics'> {
  if (settings.smartMatching === 'off') return {};
  if (settings.smartRule === 'threadmark') return { smart };
  const dynamics = readDynamicsRule(settings);
  return { dynamics, smart: dynamicsStrategy(dynamics.isAlike) };
}
