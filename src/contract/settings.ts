import { Nullable, Shape, Text, Type, Word, type Static } from './schema';

const LayoutSchema = Shape({
  prefix: Type.String({ minLength: 1, maxLength: 20 }),
  userDigits: Type.Integer({ minimum: 1, maximum: 10 }),
  counterDigits: Type.Integer({ minimum: 1, maximum: 9 }),
});

/** What an administrator can set in this version; the rest of the table comes with the admin page. */
export const SettingsSchema = Shape({
  useCorrelation: Type.Boolean(),
  useTokens: Type.Boolean(),
  token: LayoutSchema,
  /** Added to a user's own number: deployments with different bases never mint the same user number. */
  tokenBase: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }),
  smartMatching: Word('off', 'suggest', 'automatic'),
  forwards: Word('link', 'ask'),
  withoutOutsiders: Word('link', 'ask'),
  closedRecords: Word('link', 'ask', 'new'),
  /** 255..400, as Dynamics' MaximumSubjectLengthOnMailServer. */
  subjectLength: Type.Integer({ minimum: 255, maximum: 400 }),
  categoryName: Type.String({ minLength: 1, maxLength: 255 }),
  /** Outlook's colour presets. */
  categoryColor: Type.String({ pattern: '^Preset([0-9]|1[0-9]|2[0-4])$' }),
});
export type Settings = Static<typeof SettingsSchema>;

/** Settings with what steers the engine but is not typed by an administrator. */
export const SettingsReplySchema = Shape({
  version: Type.Integer(),
  settings: SettingsSchema,
  /** Every layout ever used, newest first. */
  tokenLayouts: Type.Array(LayoutSchema),
  users: Type.Array(Text(320)),
  ownDomains: Type.Array(Text(255)),
  changedBy: Nullable(Text(400)),
  reason: Nullable(Text(400)),
});
export type SettingsReply = Static<typeof SettingsReplySchema>;

export const SaveSettingsSchema = Shape({
  /** The version the author looked at; a newer stored one is the Problem `changedMeanwhile`. */
  version: Type.Integer(),
  reason: Type.String({ minLength: 1, maxLength: 400 }),
  settings: SettingsSchema,
});

export const defaultSettings: Settings = {
  useCorrelation: true,
  useTokens: true,
  token: { prefix: 'CRM:', userDigits: 3, counterDigits: 3 },
  tokenBase: 0,
  smartMatching: 'off',
  forwards: 'link',
  withoutOutsiders: 'ask',
  closedRecords: 'ask',
  subjectLength: 255,
  categoryName: 'Tracked to CRM',
  categoryColor: 'Preset4',
};
