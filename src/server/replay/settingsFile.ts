/** The settings that a replay runs under: the defaults, and what a file says otherwise. */
import { readFile } from 'node:fs/promises';
import { Shape, Text, Type, Word, parse } from '../../contract/schema';
import { DynamicsSchema, SettingsSchema, defaultDynamics, defaultSettings } from '../../contract/settings';
import { normalAddress } from '../../correlation/addresses';
import { defaultPolicy, type Policy } from '../../correlation/policy';
import { readDynamicsRule } from './dynamicsRule';

/** Beside the settings of the organisation: what it knows of itself, and who would decide. */
const FileSchema = Type.Intersect([
  SettingsSchema,
  Shape({
    tokenLayouts: Type.Array(SettingsSchema.properties.token, { maxItems: 100 }),
    users: Type.Array(Text(320)),
    ownDomains: Type.Array(Text(255)),
    door: Word('pane', 'server'),
    /** `dynamics`: smart matching as Dynamics 365 does it, to set beside ours. */
    smartRule: Word('threadmark', 'dynamics'),
  }),
  DynamicsSchema,
]);
const shapes = { ...SettingsSchema.properties, ...FileSchema.allOf[1].properties, ...DynamicsSchema.properties };
const AllSchema = Shape(shapes);

/** null: the defaults. Throws a Problem that names the wrong field. */
export async function readPolicy(file: string | null): Promise<Policy> {
  if (file === null) return defaultPolicy;
  const given: unknown = JSON.parse(await readFile(file, 'utf8'));
  const own = typeof given === 'object' && given !== null ? given : {};
  const layouts = 'tokenLayouts' in own ? own.tokenLayouts : 'token' in own ? [own.token] : defaultPolicy.tokenLayouts;
  const whole = {
    ...defaultSettings,
    users: [],
    ownDomains: [],
    door: defaultPolicy.door,
    smartRule: 'threadmark',
    ...defaultDynamics,
    ...own,
    tokenLayouts: layouts,
  };
  const { token, users, ownDomains, smartRule, ...settings } = parse(AllSchema, whole);
  const { useCorrelation, useTokens, smartMatching, forwards, withoutOutsiders, closedRecords, tokenLayouts, door } =
    settings;
  const written = tokenLayouts.some(
    (layout) =>
      layout.prefix === token.prefix &&
      layout.counterDigits === token.counterDigits &&
      layout.userDigits === token.userDigits,
  );
  return {
    ...(smartRule === 'dynamics' ? { dynamics: readDynamicsRule(settings) } : {}),
    useCorrelation,
    useTokens,
    smartMatching,
    forwards,
    withoutOutsiders,
    closedRecords,
    door,
    tokenLayouts: written || !('token' in own) ? tokenLayouts : [token, ...tokenLayouts],
    users: users.map(normalAddress),
    ownDomains: ownDomains.map((domain) => domain.toLowerCase()),
  };
}
