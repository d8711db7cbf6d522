/** The policy by which the server judges a mail whose sender nobody can ask. */
import type { SettingsReply } from '../../contract/settings';
import { meeting } from '../../correlation/strategies/meeting';
import type { Judging } from '../../correlation/strategies/strategy';

/** Smart matching is for mail that a person looks at. */
export function serverPolicy({ settings, tokenLayouts, users, ownDomains }: SettingsReply): Judging {
  const { useCorrelation, useTokens, forwards, withoutOutsiders, closedRecords, conflictingEvidence } = settings;
  const steered = { useCorrelation, useTokens, forwards, withoutOutsiders, closedRecords, conflictingEvidence };
  return { door: 'server', smartMatching: 'off', meeting, ...steered, tokenLayouts, users, ownDomains };
}
