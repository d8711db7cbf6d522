/** The people of an organisation, for those who look after them. */
import { Instant, Nullable, Perhaps, Shape, Text, Type, Uuid, Word, type Static } from './schema';
import { ROLES } from './roles';

const RoleSchema = Word(...ROLES);

export const UserSchema = Shape({
  userId: Type.Integer(),
  address: Text(320),
  name: Text(400),
  /** What holds: the sign-in service's word where it gives one, else what is stored. */
  role: RoleSchema,
  /** True where the sign-in service gave it; then it is changed there. */
  roleClaimed: Type.Boolean(),
  active: Type.Boolean(),
  /** To the hour; null: never. */
  lastSeen: Nullable(Instant),
  /** Whether a person at a sign-in service stands behind it yet. */
  bound: Type.Boolean(),
  /** So many records are theirs. */
  records: Type.Integer(),
});
export type UserView = Static<typeof UserSchema>;

export const PeopleReplySchema = Shape({ people: Type.Array(UserSchema) });
export const PersonReplySchema = Shape({ person: UserSchema });

export const AddPersonSchema = Shape({
  address: Type.String({ minLength: 3, maxLength: 320, pattern: '^[^\\s@]+@[^\\s@]+$' }),
  /** Empty: called by the address, until their directory says more. */
  name: Text(200),
  role: RoleSchema,
});

/** Everything that is theirs, to somebody who works here. */
export const HandOverAllSchema = Shape({
  requestId: Uuid,
  to: Type.String({ minLength: 3, maxLength: 320 }),
  reason: Type.String({ minLength: 3, maxLength: 400, pattern: '\\S' }),
});

export const MyTeamsSchema = Shape({ teams: Type.Array(Text(200)) });
export const LeaveTeamSchema = Shape({ team: Type.String({ minLength: 1, maxLength: 200 }) });

export const PersonPath = Shape({ userId: Type.String({ pattern: '^[0-9]{1,9}$' }) });
/** What is not given stays as it is. */
export const ChangePersonSchema = Shape({ role: Perhaps(RoleSchema), active: Perhaps(Type.Boolean()) });
