import {
  CandidateSchema,
  DirectionSchema,
  KeysSchema,
  MethodSchema,
  PersonSchema,
  RecordRefSchema,
  RegardingSchema,
  SensitivitySchema,
} from './mail';
import { RecordViewSchema, ResolvedPersonSchema } from './records';
import { Instant, Nullable, Perhaps, Shape, Text, Type, Uuid, Word, type Static } from './schema';
import { PreferencesSchema, SettingsReplySchema } from './settings';

export const AttachmentSchema = Shape({
  name: Text(400),
  contentType: Text(255),
  /** Bytes; a tebibyte is more than any mail system takes, also as a link to a cloud. */
  size: Type.Integer({ minimum: 0, maximum: 2 ** 40 }),
  inline: Type.Boolean(),
});

/** Who holds this mail as tracked, from which mailbox. */
export const ReceiptSchema = Shape({ address: Text(320), name: Text(400), at: Instant });

/** What a calendar says of a meeting; the shape is that of `correlation`. */
export const MeetingSchema = Shape({
  starts: Nullable(Instant),
  ends: Nullable(Instant),
  allDay: Type.Boolean(),
  zone: Nullable(Text(255)),
  place: Text(1000),
  organiser: Nullable(PersonSchema),
  cancelled: Type.Boolean(),
  sequence: Nullable(Type.Integer()),
  changedAt: Nullable(Instant),
});
export type StoredMeeting = Static<typeof MeetingSchema> & {
  /** When it was to begin, before it was moved. */
  readonly movedFrom?: string;
  /** As it was called when this was stored. */
  readonly subject?: string;
};

/** What is stored: this mail belongs to that record, who said so, and by which evidence. */
export const TrackingSchema = Shape({
  activityId: Uuid,
  state: Word('tracked', 'untracked'),
  /** Rises with every change; sent back so that nobody overwrites what they have not seen. */
  version: Type.Integer(),
  regarding: Nullable(RegardingSchema),
  /** One a person: the same received mail tracked by two people is one activity with two receipts. */
  receipts: Type.Array(ReceiptSchema),
  method: MethodSchema,
  /** The evidence in words, as it stood when it was tracked. */
  reason: Text(2000),
  trackedBy: PersonSchema,
  trackedAt: Instant,
  /** Stored when the mail was sent; its sent copy, with the ids under which it travels, was not met yet. */
  pending: Type.Optional(Type.Boolean()),
  /** Of a meeting, where its client told. */
  meeting: Type.Optional(Type.Unsafe<StoredMeeting>(Type.Object({}))),
  /** Only its owner and the people on the mail read it. */
  private: Type.Optional(Type.Boolean()),
  /** Why, where nobody said so. */
  privateBecause: Type.Optional(Word('answers', 'marked')),
});
export type Tracking = Static<typeof TrackingSchema>;

export const LookupSchema = Shape({
  keys: KeysSchema,
  /** The settings version the asker already holds; null where it holds none. */
  settingsVersion: Nullable(Type.Integer()),
});

/** The one answer the pane needs for a message. */
export const LookupReplySchema = Shape({
  /** Tracking of this very mail; null where it was never tracked. */
  own: Nullable(TrackingSchema),
  /** Stored mails of the same id, writer and date, of which `own` is one: the digest of its text tells which is this very mail, if any. `candidate`: of `own`, for where it is not. */
  twins: Type.Optional(
    Type.Array(Shape({ tracking: TrackingSchema, text: Text(400), candidate: Type.Optional(CandidateSchema) })),
  ),
  candidates: Type.Array(CandidateSchema),
  people: Type.Array(ResolvedPersonSchema),
  /** Where smart matching is on: how many threads were looked at, and in how many each word of the subject stands. */
  vocabulary: Type.Optional(
    Shape({
      threads: Type.Integer(),
      words: Type.Array(Shape({ word: Text(1000), threads: Type.Integer() })),
    }),
  ),
  settingsVersion: Type.Integer(),
  /** What the asker chose for themselves. */
  preferences: Type.Optional(PreferencesSchema),
  /** Present where the asker's version is old or missing. */
  settings: Type.Optional(SettingsReplySchema),
});
export type LookupReply = Static<typeof LookupReplySchema>;

export const TrackSchema = Shape({
  /** Minted at the click: the same request sent twice is one tracking. */
  requestId: Uuid,
  keys: KeysSchema,
  mail: Shape({
    subject: Text(2000),
    from: Nullable(PersonSchema),
    to: Type.Array(PersonSchema, { maxItems: 500 }),
    cc: Type.Array(PersonSchema, { maxItems: 500 }),
    bcc: Type.Array(PersonSchema, { maxItems: 500 }),
    /** Whom its answers go to, as it says itself; absent from an older pane. */
    replyTo: Perhaps(Type.Array(PersonSchema, { maxItems: 20 })),
    html: Nullable(Text(4_000_000)),
    text: Nullable(Text(4_000_000)),
    attachments: Type.Array(AttachmentSchema, { maxItems: 500 }),
    meeting: Type.Optional(MeetingSchema),
  }),
  /** null: track without record. */
  regarding: Nullable(RecordRefSchema),
  /** For the asker and the people on the mail alone, or not; absent: as it is marked, and as the mail that it answers. */
  private: Perhaps(Type.Boolean()),
  /** As its writer marked it; absent: normal. */
  sensitivity: Perhaps(SensitivitySchema),
  because: Shape({
    method: MethodSchema,
    /** The activity whose match decided; joins this mail to its thread. */
    matched: Nullable(Uuid),
    reason: Text(2000),
  }),
  /** Nobody clicked: a category on the mail, or its reader's rule for incoming mail. Yields to whatever a person did with it. */
  rule: Perhaps(Word('category', 'incoming')),
});
export type Track = Static<typeof TrackSchema>;

export const TrackReplySchema = Shape({
  tracking: TrackingSchema,
  /** What an unknown sender became on the way. */
  created: Type.Optional(RecordViewSchema),
});

/** Takes back the asker's own receipt; the activity stays tracked while somebody else holds one. */
export const UntrackSchema = Shape({ requestId: Uuid, activityId: Uuid, version: Type.Integer() });
/** Undo of `untrack`: the same activity, the same record. */
export const RestoreSchema = UntrackSchema;
export const RegardSchema = Shape({
  requestId: Uuid,
  activityId: Uuid,
  version: Type.Integer(),
  regarding: Nullable(RecordRefSchema),
});

/** The owner of a mail keeps it for themselves and the people on it, or lets go of that. */
export const SetPrivateSchema = Shape({
  requestId: Uuid,
  activityId: Uuid,
  version: Type.Integer(),
  private: Type.Boolean(),
});

/** A tracked mail as a record's timeline lists it. */
export const ActivitySchema = Shape({
  activityId: Uuid,
  threadId: Uuid,
  direction: DirectionSchema,
  kind: Word('message', 'appointment'),
  subject: Type.String(),
  from: Nullable(PersonSchema),
  to: Type.Array(PersonSchema),
  cc: Type.Array(PersonSchema),
  sentAt: Instant,
  attachments: Type.Array(AttachmentSchema),
  tracking: TrackingSchema,
  /** The asker may not read it: that it is there is all they are told. */
  veiled: Perhaps(Type.Boolean()),
});
export type Activity = Static<typeof ActivitySchema>;

/** `html` is sanitised: no script, no form, no remote load before the reader allows it. */
export const BodySchema = Shape({ html: Nullable(Type.String()), text: Nullable(Type.String()) });
