/** What is stored about one e-mail address: shown, given away, erased. */
import { Instant, Nullable, Perhaps, Shape, Text, Type, Uuid, Word, type Static } from './schema';

/** Whole, as it is written. */
const Address = Type.String({ minLength: 3, maxLength: 320, pattern: '^\\s*[^\\s@]+@[^\\s@]+\\s*$' });

export const AskPersonSchema = Shape({ address: Address });

const Count = Type.Integer({ minimum: 0 });

export const PersonPreviewSchema = Shape({
  /** As it is compared. */
  address: Text(320),
  /** Of one of ours, who is not erased while they may sign in. */
  user: Nullable(Shape({ name: Text(1000), active: Type.Boolean() })),
  counts: Shape({
    sent: Count,
    received: Count,
    bodies: Count,
    attachments: Count,
    records: Count,
    evidence: Count,
    auditRows: Count,
    numbers: Count,
  }),
  /** Contacts and leads that go, where that is wished. */
  records: Type.Array(Shape({ type: Text(40), name: Text(1000) })),
  /** Erased before, newest first. */
  receipts: Type.Array(Shape({ receiptId: Uuid, at: Instant })),
});
export type PersonPreview = Static<typeof PersonPreviewSchema>;

/** Parts of the file that may be long, in their order. */
export const LONG_PARTS = ['mails', 'evidence', 'audit'] as const;
export type LongPart = (typeof LONG_PARTS)[number];

/** Where the next piece begins: in this part, behind this row; null: at its first. `of`: the row of the audit that its first piece left. */
const PlaceSchema = Shape({ of: Uuid, part: Word(...LONG_PARTS), behind: Nullable(Uuid) });

export const ExportPersonSchema = Shape({
  address: Address,
  reason: Type.String({ minLength: 1, maxLength: 400 }),
  after: Perhaps(PlaceSchema),
});
export type ExportPerson = Static<typeof ExportPersonSchema>;

/** A piece of the file as it is saved: what is short in the first, later ones rows of one long part each. */
export const ExportReplySchema = Shape({
  file: Type.Record(Type.String(), Type.Unknown()),
  /** null: that was all. */
  next: Nullable(PlaceSchema),
});
export type ExportPiece = Static<typeof ExportReplySchema>;

export const ErasePersonSchema = Shape({
  requestId: Uuid,
  address: Address,
  /** Typed a second time by whoever means it. */
  confirmation: Text(320),
  reason: Type.String({ minLength: 1, maxLength: 400 }),
  /** Their contacts and leads as well; absent: yes. */
  records: Perhaps(Type.Boolean()),
});

export const ErasureSchema = Shape({
  receiptId: Uuid,
  at: Instant,
  by: Nullable(Text(1000)),
  reason: Text(400),
  /** What was erased, by name. */
  counts: Type.Array(Shape({ name: Text(100), count: Count })),
});
export type Erasure = Static<typeof ErasureSchema>;
