/** The audit as it is read: who did what, when, to what, and why. Nothing of a mail's content: no subject, no text, no sentence made of them. */
import { PersonSchema, RecordTypeSchema } from './mail';
import { Instant, Nullable, Perhaps, Shape, Text, Type, Uuid, Word, type Static } from './schema';

/** What a reader can choose among; which actions each means is said in `auditKinds`. */
export const AUDIT_KINDS = ['settings', 'tracking', 'reading', 'people', 'privacy', 'records', 'numbers'] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** Where the next page begins: after this row, older. */
const PlaceSchema = Shape({ at: Instant, auditId: Uuid });

const filter = {
  /** Number of a user; 0: the program itself and its command line. */
  person: Perhaps(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
  kind: Perhaps(Word(...AUDIT_KINDS)),
  from: Perhaps(Instant),
  /** Not itself any more. */
  until: Perhaps(Instant),
  /** An e-mail address, or the id of a record or of a tracked mail. */
  about: Perhaps(Text(320)),
};

export const AskAuditSchema = Shape({ ...filter, after: Perhaps(PlaceSchema) });
export type AskAudit = Static<typeof AskAuditSchema>;

/** One thing that became another; the values as text, null where there was none. */
const ChangeSchema = Shape({ name: Text(200), before: Nullable(Text(4000)), after: Nullable(Text(4000)) });
export type AuditChange = Static<typeof ChangeSchema>;

export const AuditRowSchema = Shape({
  auditId: Uuid,
  at: Instant,
  /** null: the program itself. */
  actor: Nullable(PersonSchema),
  action: Text(100),
  entity: Text(100),
  entityId: Text(400),
  changes: Type.Array(ChangeSchema),
  /** The records that `regarding` names; without a name where the reader reads no records. */
  records: Type.Array(Shape({ id: Uuid, type: RecordTypeSchema, name: Nullable(Text(1000)) })),
  why: Text(4000),
});
export type AuditRow = Static<typeof AuditRowSchema>;

export const AuditReplySchema = Shape({
  rows: Type.Array(AuditRowSchema),
  next: Nullable(PlaceSchema),
  /** Everybody who can be chosen in `person`. */
  people: Type.Array(Shape({ userId: Type.Integer(), name: Text(1000), address: Text(320) })),
});
export type AuditReply = Static<typeof AuditReplySchema>;

export const ExportAuditSchema = Shape({
  ...filter,
  after: Perhaps(PlaceSchema),
  /** Rows of the file so far; a file has an end. */
  rows: Type.Integer({ minimum: 0, maximum: 100_000 }),
});

/** One piece of the file; the first has the line of names. */
export const AuditFileSchema = Shape({
  csv: Text(16_000_000),
  rows: Type.Integer(),
  next: Nullable(PlaceSchema),
  /** There is more than one file holds: ask for a shorter time. */
  full: Type.Boolean(),
});
