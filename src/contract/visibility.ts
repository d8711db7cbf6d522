/** Who may see what, as those ask who decide it: teams, the right to read bodies, and the list of all tracked mail. */
import type { Endpoint } from './endpoint';
import { DirectionSchema } from './mail';
import { Instant, Nullable, Shape, Text, Type, Uuid, type Static } from './schema';
import { BodySchema } from './tracking';

const Address = Type.String({ minLength: 3, maxLength: 320, pattern: '^[^\\s@]+@[^\\s@]+$' });
const Reason = Type.String({ minLength: 3, maxLength: 400, pattern: '\\S' });

export const TeamSchema = Shape({ name: Text(200), members: Type.Array(Text(320)) });
export type TeamView = Static<typeof TeamSchema>;

export const SaveTeamSchema = Shape({
  name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  /** All of them: who is not named is in it no more. */
  members: Type.Array(Address, { maxItems: 1000 }),
});

/** The administrators, and which of them may open what they may not read as a user. */
const BodyReaderSchema = Shape({ address: Text(320), name: Text(400), allowed: Type.Boolean() });
export type BodyReader = Static<typeof BodyReaderSchema>;

export const AllowBodiesSchema = Shape({ address: Address, allowed: Type.Boolean(), reason: Reason });

export const AskMailsSchema = Shape({
  /** An address, or words of the subject; private mail is not found by its subject. */
  text: Text(320),
  /** The last one of the page before. */
  after: Nullable(Uuid),
});
const SeenMailSchema = Shape({
  activityId: Uuid,
  /** null: private. */
  subject: Nullable(Type.String()),
  private: Type.Boolean(),
  direction: DirectionSchema,
  from: Nullable(Text(320)),
  sentAt: Instant,
  owner: Text(400),
  record: Nullable(Text(400)),
});
export type SeenMail = Static<typeof SeenMailSchema>;

export const visibility = {
  teams: { method: 'GET', path: '/api/teams', reply: Shape({ teams: Type.Array(TeamSchema) }) },
  saveTeam: { method: 'PUT', path: '/api/teams', body: SaveTeamSchema, reply: Shape({ team: TeamSchema }) },
  bodyReaders: {
    method: 'GET',
    path: '/api/people/bodies',
    reply: Shape({ administrators: Type.Array(BodyReaderSchema) }),
  },
  allowBodies: {
    method: 'PUT',
    path: '/api/people/bodies',
    body: AllowBodiesSchema,
    reply: Shape({ administrators: Type.Array(BodyReaderSchema) }),
  },
  mails: {
    method: 'POST',
    path: '/api/mails',
    body: AskMailsSchema,
    reply: Shape({ mails: Type.Array(SeenMailSchema), next: Nullable(Uuid), mayOpen: Type.Boolean() }),
  },
  openBody: {
    method: 'POST',
    path: '/api/activities/{activityId}/opened',
    params: Shape({ activityId: Uuid }),
    body: Shape({ reason: Reason }),
    reply: Shape({ subject: Type.String(), ...BodySchema.properties }),
  },
} as const satisfies Record<string, Endpoint>;
