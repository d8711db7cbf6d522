/** The settings that a replay runs under: the defaults, and what a file says otherwise. */
import { readFile } from 'node:fs/promises';
import { Shape, Text, Type, Word, parse } from '../../contract/schema';
import { SettingsSchema, defaultSettings, type Settings } from '../../contract/settings';
import { normalAddress } from '../../correlation/addresses';
import { defaultPolicy } from '../../correlation/policy';
import type { Judging } from '../../correlation/strategies/strategy';
import { smart } from '../../correlation/strategies/smart';
import { dynamicsStrategy } from '../../correlation/strategies/dynamics';
import type { DynamicsRule } from '../../correlation/dynamics';
import { readDynamicsRule } from '../tracking/dynamicsRule';

/** Beside the settings of the organisation: what it knows of itself, and who would decide. */
const AllSchema = Shape({
  ...SettingsSchema.properties,
  tokenLayouts: Type.Array(SettingsSchema.properties.token, { maxItems: 100 }),
  users: Type.Array(Text(320)),
  ownDomains: Type.Array(Text(255)),
  door: Word('pane', 'server'),
});

/** The policy, and by which keys Dynamics' rule wants mail kept, where that is the one. */
export interface ReplayPolicy extends Judging {
  readonly dynamics?: DynamicsRule;
}

/** null: the defaults. Throws a Problem that names the wrong field. */
export async function readPolicy(file: string | null): Promise<ReplayPolicy> {
  if (file === null) return defaultPolicy;
  const given: unknown = JSON.parse(await readFile(file, 'utf8'));
  const own = typeof given === 'object' && given !== null ? given : {};
  const layouts = 'tokenLayouts' in own ? own.tokenLayouts : 'token' in own ? [own.token] : defaultPolicy.tokenLayouts;
  const whole = {
    ...defaultSettings,
    users: [],
    ownDomains: [],
    door: defaultPolicy.door,
    ...own,
    tokenLayouts: layouts,
  };
  const { token, users, ownDomains, ...settings } = parse(AllSchema, whole);
  const { useCorrelation, useTokens, smartMatching, forwards, withoutOutsiders, closedRecords } = settings;
  const { conflictingEvidence, tokenLayouts, door } = settings;
  const written = tokenLayouts.some(
    (layout) =>
      layout.prefix === token.prefix &&
      layout.counterDigits === token.counterDigits &&
      layout.userDigits === token.userDigits,
  );
  return {
    ...ruleOf(settings),
    useCorrelation,
    useTokens,
    smartMatching,
    forwards,
    withoutOutsiders,
    closedRecords,
    conflictingEvidence,
    door,
    tokenLayouts: written || !('token' in own) ? tokenLayouts : [token, ...tokenLayouts],
    users: users.map(normalAddress),
    ownDomains: ownDomains.map((domain) => domain.toLowerCase()),
  };
}

function ruleOf(settings: Omit<Settings, 'token'>): Pick<ReplayPolicy, 'smart' | 'dynamics'> {
  if (settings.smartMatching === 'off') return {};
  if (settings.smartRule === 'threadmark') return { smart };
  const dynamics = readDynamicsRule(settings);
  return { dynamics, smart: dynamicsStrategy(dynamics.isAlike) };
}
