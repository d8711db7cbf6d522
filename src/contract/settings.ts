import { Nullable, Perhaps, Shape, Text, Type, Word, type Static } from './schema';

const LayoutSchema = Shape({
  prefix: Type.String({ minLength: 1, maxLength: 20 }),
  userDigits: Type.Integer({ minimum: 1, maximum: 10 }),
  counterDigits: Type.Integer({ minimum: 1, maximum: 9 }),
});

/** Whether a person may choose for themselves: as they like, shown but fixed, or not shown at all. */
const PersonalSchema = Word('free', 'forced', 'hidden');
/** Which incoming mail is tracked without a click, from most to least. */
const IncomingSchema = Word('all', 'replies', 'people', 'enabled', 'none');
/** What an unknown sender becomes when their mail is tracked. */
const NewcomerSchema = Word('no', 'contact', 'lead');
const SparedSchema = Type.String({ minLength: 1, maxLength: 320 });

/** What an administrator can set. */
export const SettingsSchema = Shape({
  useCorrelation: Type.Boolean(),
  useTokens: Type.Boolean(),
  token: LayoutSchema,
  /** Added to a user's own number: deployments with different bases never mint the same user number. */
  tokenBase: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }),
  smartMatching: Word('off', 'suggest', 'automatic'),
  /** `dynamics`: by Dynamics' own rule, to set beside ours. Its four knobs have the names of its organisation table. */
  smartRule: Word('threadmark', 'dynamics'),
  /** A regular expression in the syntax of RE2; what it matches is taken out of the subject. */
  HashFilterKeywords: Type.String({ maxLength: 1000 }),
  /** So many words of a subject count. */
  HashMaxCount: Type.Integer({ minimum: 1, maximum: 100 }),
  /** By so many words two subjects may differ. */
  HashDeltaSubjectCount: Type.Integer({ minimum: 0, maximum: 100 }),
  /** So many people must be on both mails. */
  HashMinAddressCount: Type.Integer({ minimum: 0, maximum: 100 }),
  forwards: Word('link', 'ask'),
  withoutOutsiders: Word('link', 'ask'),
  closedRecords: Word('link', 'ask', 'new'),
  /** Signs of different kinds that point to different records. */
  conflictingEvidence: Word('ask', 'strongest'),
  /** Folders that belong to a record; waits for the reading of mailboxes. */
  useFolders: Type.Boolean(),
  /** 255..400, as Dynamics' MaximumSubjectLengthOnMailServer. */
  subjectLength: Type.Integer({ minimum: 255, maximum: 400 }),
  /** Whether a mail that is tracked while it is written carries a token; tokens are read in any case. */
  tokensInSubject: Type.Boolean(),
  /** A number whose thread was active within so many days is not given again. */
  activeDays: Type.Integer({ minimum: 1, maximum: 3650 }),
  /** When every number belongs to an active thread: one more digit for new tokens, or mail without a token. */
  whenNumbersRunOut: Word('widen', 'none'),
  /** Outgoing mail that is tracked when it is sent: answers to tracked mail, to people outside who stand for a record, to anybody outside. */
  autoTrack: Word('off', 'replies', 'known', 'everyone'),
  /** Addresses and domains whose mail is never tracked without a click. */
  neverTrack: Type.Array(SparedSchema, { maxItems: 1000 }),
  /** Whether mail marked personal, private or confidential may be tracked without a click. */
  trackPrivate: Type.Boolean(),
  /** What of a tracked mail's text is stored: html and text, text alone, or neither. */
  storeBodies: Word('all', 'text', 'none'),
  /** The list of attachments: names, types, sizes. Their content is never stored. */
  storeAttachments: Type.Boolean(),
  /** So many days after it was tracked the text of a mail goes, and the list of its attachments; 0: never. */
  keepBodiesDays: Type.Integer({ minimum: 0, maximum: 36_500 }),
  /** So many days after it was tracked all of a mail goes; 0: never. */
  keepMailDays: Type.Integer({ minimum: 0, maximum: 36_500 }),
  /** Mail between two users: an activity for each of them, or one for both. */
  internalAsTwo: Type.Boolean(),
  /** Who sees a record that somebody makes: they alone, their team, or everybody. */
  recordAccess: Word('owner', 'team', 'organisation'),
  /** Whether setting and removing the category by hand tracks and untracks. */
  useCategories: Type.Boolean(),
  categoryName: Type.String({ minLength: 1, maxLength: 255 }),
  /** Outlook's colour presets. */
  categoryColor: Type.String({ pattern: '^Preset([0-9]|1[0-9]|2[0-4])$' }),
  /** Marks an item that was to be tracked by its category and could not be. */
  categoryFailed: Type.String({ minLength: 1, maxLength: 255 }),
  /** What people begin with, and whether they may choose otherwise. */
  incoming: IncomingSchema,
  incomingChoice: PersonalSchema,
  outgoingChoice: PersonalSchema,
  createRecords: NewcomerSchema,
  createRecordsChoice: PersonalSchema,
  neverTrackChoice: PersonalSchema,
});
export type Settings = Static<typeof SettingsSchema>;
export type DynamicsKnobs = Pick<
  Settings,
  'HashFilterKeywords' | 'HashMaxCount' | 'HashDeltaSubjectCount' | 'HashMinAddressCount'
>;

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
  /** Where mail is to be kept for less time: as much may go at once as its author was told. Absent: nothing may. */
  going: Perhaps(Shape({ mails: Type.Integer({ minimum: 0 }), texts: Type.Integer({ minimum: 0 }) })),
});

export const defaultSettings: Settings = {
  useCorrelation: true,
  useTokens: true,
  token: { prefix: 'CRM:', userDigits: 3, counterDigits: 3 },
  tokenBase: 0,
  smartMatching: 'off',
  smartRule: 'threadmark',
  // As Dynamics has them before anybody turns one.
  HashFilterKeywords: String.raw`^[\s]*([\w]+\s?:[\s]*)+`,
  HashMaxCount: 20,
  HashDeltaSubjectCount: 0,
  HashMinAddressCount: 2,
  forwards: 'link',
  withoutOutsiders: 'ask',
  closedRecords: 'ask',
  conflictingEvidence: 'ask',
  useFolders: true,
  subjectLength: 255,
  tokensInSubject: true,
  activeDays: 180,
  whenNumbersRunOut: 'widen',
  autoTrack: 'off',
  neverTrack: [],
  trackPrivate: false,
  storeBodies: 'all',
  storeAttachments: true,
  keepBodiesDays: 0,
  keepMailDays: 0,
  internalAsTwo: true,
  recordAccess: 'team',
  useCategories: false,
  categoryName: 'Tracked to CRM',
  categoryColor: 'Preset4',
  categoryFailed: 'Tracked to CRM (failed)',
  incoming: 'replies',
  incomingChoice: 'free',
  outgoingChoice: 'free',
  createRecords: 'no',
  createRecordsChoice: 'free',
  neverTrackChoice: 'free',
};

/** What a person may choose for themselves, within what the organisation allows. */
export const PreferencesSchema = Shape({
  /** Whether the organisation's auto-tracking of outgoing mail applies to mine. */
  autoTrack: Type.Boolean(),
  /** null: as the organisation begins. */
  incoming: Nullable(IncomingSchema),
  createRecords: Nullable(NewcomerSchema),
  /** My own, beside the organisation's. */
  neverTrack: Type.Array(SparedSchema, { maxItems: 200 }),
});
export type Preferences = Static<typeof PreferencesSchema>;
