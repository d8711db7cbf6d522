/** The settings that a replay runs under: the defaults, and what a file says otherwise. */
import { readFile } from 'node:fs/promises';
import { Problem, problem } from '../../contract/problems';
import { Shape, Text, Type, Word, parse } from '../../contract/schema';
import { SettingsSchema, defaultSettings } from '../../contract/settings';
import { normalAddress } from '../../correlation/addresses';
import { defaultPolicy } from '../../correlation/policy';
import { meeting } from '../../correlation/strategies/meeting';
import { readDynamicsRule } from '../tracking/dynamicsRule';
import { smartRuleOf } from '../tracking/smartRule';
import type { RehearsalPolicy } from '../rehearsal/offer';

/** Beside the settings of the organisation: what it knows of itself, and who would decide. */
const AllSchema = Shape({
  ...SettingsSchema.properties,
  tokenLayouts: Type.Array(SettingsSchema.properties.token, { maxItems: 100 }),
  users: Type.Array(Text(320)),
  ownDomains: Type.Array(Text(255)),
  door: Word('pane', 'server'),
});

/** The sentence names the file and what is wrong in it. */
export class SettingsFault extends Error {}

/** null: the defaults. Throws a SettingsFault that names the wrong field. */
export async function readPolicy(file: string | null): Promise<RehearsalPolicy> {
  if (file === null) return { ...defaultPolicy, meeting };
  const text = await readFile(file, 'utf8');
  try {
    return policyOf(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    if (error instanceof SyntaxError) throw new SettingsFault(`The settings in ${file} are no JSON: ${error.message}.`);
    if (error instanceof Problem) throw new SettingsFault(`The settings in ${file} cannot be used: ${error.detail}`);
    throw error;
  }
}

function policyOf(given: unknown): RehearsalPolicy {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw problem('badInput', 'they are no JSON object.');
  const own: object = given;
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
    ...smartRuleOf(settings, readDynamicsRule),
    meeting,
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
