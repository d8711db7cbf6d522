/** What the first page of administration shows in pictures: counts and nothing else. */
import { MethodSchema } from './mail';
import { Instant, Nullable, Shape, Text, Type, type Static } from './schema';
import { NumberSpaceSchema } from './sending';

export const AskOverviewSchema = Shape({
  /** So many days, today the last one. */
  days: Type.Integer({ minimum: 1, maximum: 366 }),
  /** In which a day begins at midnight, as the IANA database names it: `Europe/Berlin`. */
  zone: Type.String({ maxLength: 64, pattern: '^[A-Za-z][A-Za-z0-9_+/-]*$' }),
});

const Day = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' });
const Count = Type.Integer({ minimum: 0 });

export const OverviewSchema = Shape({
  zone: Text(64),
  /** Every day of the time, oldest first. */
  days: Type.Array(Day),
  /** Days and methods without mail are left out. */
  tracked: Type.Array(Shape({ day: Day, method: MethodSchema, count: Count })),
  /** What people decided themselves: the engine had asked or was not sure; and what they put right afterwards. */
  decided: Type.Array(Shape({ day: Day, chosen: Count, moved: Count, takenBack: Count })),
  spaces: Type.Array(NumberSpaceSchema),
  pending: Type.Array(Shape({ address: Text(320), name: Text(1000), count: Count, oldest: Instant })),
  health: Shape({
    databaseBytes: Type.Number(),
    mails: Count,
    records: Count,
    auditRows: Count,
    /** How long the database took for all this, in milliseconds. */
    answeredIn: Type.Number(),
    jobs: Type.Array(Shape({ name: Text(100), endedAt: Nullable(Instant), dueAt: Instant, running: Type.Boolean() })),
  }),
});
export type Overview = Static<typeof OverviewSchema>;
