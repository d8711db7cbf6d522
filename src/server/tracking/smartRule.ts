/** By whose rule subjects and people are compared, as the settings say. */
import { dynamicsStrategy } from '../../correlation/strategies/dynamics';
import { smart } from '../../correlation/strategies/smart';
import type { DynamicsKnobs, Settings } from '../../contract/settings';
import type { DynamicsRule } from '../../correlation/dynamics';
import type { RehearsalPolicy } from '../rehearsal/offer';

type SmartSettings = Pick<Settings, 'smartMatching' | 'smartRule'> & DynamicsKnobs;

/** `read` says what becomes of knobs that cannot be used: a Problem, or no rule. */
export function smartRuleOf(
  settings: SmartSettings,
  read: (knobs: DynamicsKnobs) => DynamicsRule | null,
): Pick<RehearsalPolicy, 'smart' | 'dynamics'> {
  if (settings.smartMatching === 'off') return {};
  if (settings.smartRule === 'threadmark') return { smart };
  const dynamics = read(settings);
  return dynamics === null ? {} : { dynamics, smart: dynamicsStrategy(dynamics.isAlike) };
}
