import { RecordRefSchema, RecordTypeSchema } from './mail';
import { Nullable, Perhaps, Shape, Text, Type, Uuid, Word, type Static } from './schema';

/** A record as a list shows it. */
export const RecordViewSchema = Shape({
  type: RecordTypeSchema,
  id: Uuid,
  name: Text(400),
  /** One line that tells it from its namesakes: company and address, value, case number. */
  detail: Text(400),
  state: Word('open', 'closed'),
  email: Nullable(Text(320)),
});
export type RecordView = Static<typeof RecordViewSchema>;

const Access = Word('owner', 'team', 'organisation');

/** Whose a record is, and who else sees it. */
export const SharingSchema = Shape({
  access: Access,
  /** null: nobody's own. */
  owner: Nullable(Text(400)),
  team: Nullable(Text(200)),
  /** The asker's own teams. */
  teams: Type.Array(Text(200)),
  mayShare: Type.Boolean(),
  /** The asker is its owner. */
  mine: Type.Boolean(),
  /** Who is not its owner says why. */
  mayHandOver: Type.Boolean(),
});
export type SharingView = Static<typeof SharingSchema>;

export const ShareRecordSchema = Shape({ requestId: Uuid, access: Access, team: Perhaps(Text(200)) });

export const HandOverSchema = Shape({
  requestId: Uuid,
  /** An address of the organisation; null: nobody's own. */
  to: Nullable(Type.String({ minLength: 3, maxLength: 320 })),
  reason: Perhaps(Text(400)),
});

/** An address of a mail and the records it belongs to; a user of the organisation has `user` set. */
export const ResolvedPersonSchema = Shape({
  address: Text(320),
  user: Nullable(Shape({ name: Text(400) })),
  /** The record the address stands for, best first: contact, account, lead. */
  records: Type.Array(RecordViewSchema),
});
export type ResolvedPerson = Static<typeof ResolvedPersonSchema>;

export const SearchRecordsSchema = Shape({
  /** Words of name, address or number; empty: the open records of `around`, then the recently used; without `around` also all by name. */
  text: Text(200),
  /** Addresses of the mail in question: their open records come first. */
  around: Type.Array(Text(320), { maxItems: 20 }),
  types: Type.Array(RecordTypeSchema, { maxItems: 5 }),
});
export const FoundRecordsSchema = Shape({
  records: Type.Array(
    Type.Object({ ...RecordViewSchema.properties, ofThisMail: Type.Boolean() }, { additionalProperties: false }),
  ),
});

export const CreateRecordSchema = Shape({
  requestId: Uuid,
  type: Word('contact', 'lead'),
  name: Type.String({ minLength: 1, maxLength: 200 }),
  email: Type.String({ minLength: 3, maxLength: 320 }),
  company: Nullable(Text(200)),
});

export { RecordRefSchema };
