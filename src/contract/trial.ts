/** Trying settings on the mail of the last days before they are saved, and the tokens that they would make. */
import type { Endpoint } from './endpoint';
import { Instant, Nullable, Shape, Text, Type, Uuid, Word, type Static } from './schema';
import { NumberSpaceSchema } from './sending';
import { SettingsSchema } from './settings';

/** How long evidence of mail is kept, and of how many mails. */
export const EVIDENCE_DAYS = 90;
export const MOST_EVIDENCE = 100_000;

export const StartTrialSchema = Shape({
  /** The draft; nothing of it is saved. */
  settings: SettingsSchema,
  /** Mail of so many days is compared; older mail is what it can be linked to. */
  days: Type.Integer({ minimum: 1, maximum: EVIDENCE_DAYS }),
});

/** What becomes of one mail under some settings. `ask`: somebody would be asked first. */
const OutcomeSchema = Shape({ do: Word('link', 'ask', 'none'), record: Nullable(Text(400)), why: Text(4000) });
export type ShownOutcome = Static<typeof OutcomeSchema>;

/** `mail` null: the asker may not read of it, or it is not kept any more; then nothing else is told of it either. */
const ExampleSchema = Shape({
  mail: Nullable(Shape({ subject: Type.String(), from: Nullable(Text(320)), sentAt: Nullable(Instant) })),
  before: Nullable(OutcomeSchema),
  after: Nullable(OutcomeSchema),
});
export type TrialExample = Static<typeof ExampleSchema>;

const ChangeSchema = Shape({ count: Type.Integer(), examples: Type.Array(ExampleSchema, { maxItems: 10 }) });

export const TrialResultSchema = Shape({
  /** Mails that were compared. */
  mails: Type.Integer(),
  before: Shape({ links: Type.Integer(), asked: Type.Integer() }),
  after: Shape({ links: Type.Integer(), asked: Type.Integer() }),
  changes: Shape({
    gained: ChangeSchema,
    lost: ChangeSchema,
    changed: ChangeSchema,
    held: ChangeSchema,
    released: ChangeSchema,
  }),
  /** Under the layout of the draft: all numbers of everybody, and those of the ten people who have least left. */
  numbers: Shape({
    free: Type.Number(),
    size: Type.Number(),
    fullest: Type.Array(NumberSpaceSchema, { maxItems: 10 }),
  }),
});
export type TrialResult = Static<typeof TrialResultSchema>;
export type TrialChange = keyof TrialResult['changes'];

export const TrialSchema = Shape({
  trialId: Uuid,
  startedBy: Text(400),
  startedAt: Instant,
  days: Type.Integer(),
  /** The draft that it tries, and the version it is compared with. */
  settings: SettingsSchema,
  version: Type.Integer(),
  /** `failed`: the server stopped, or broke it off. */
  state: Word('running', 'done', 'stopped', 'failed'),
  total: Type.Integer(),
  done: Type.Integer(),
  result: Nullable(TrialResultSchema),
});
export type Trial = Static<typeof TrialSchema>;

/** The tokens that the asker's next mails would have; null where there would be none, and then `why` says so. */
export const NextTokensSchema = Shape({
  online: Nullable(Text(60)),
  offline: Nullable(Text(60)),
  why: Nullable(Text(400)),
});
export type NextTokens = Static<typeof NextTokensSchema>;

const { token, tokenBase, activeDays } = SettingsSchema.properties;

export const trying = {
  startTrial: {
    method: 'POST',
    path: '/api/settings/trial',
    body: StartTrialSchema,
    reply: Shape({ trial: TrialSchema }),
  },
  trial: { method: 'GET', path: '/api/settings/trial', reply: Shape({ trial: Nullable(TrialSchema) }) },
  stopTrial: {
    method: 'POST',
    path: '/api/settings/trial/stop',
    body: Shape({ trialId: Uuid }),
    reply: Shape({ trial: Nullable(TrialSchema) }),
  },
  /** Takes no number. */
  nextTokens: {
    method: 'POST',
    path: '/api/tokens/next',
    body: Shape({ token, tokenBase, activeDays }),
    reply: NextTokensSchema,
  },
} as const satisfies Record<string, Endpoint>;
