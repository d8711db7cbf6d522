/** Keys and candidates as they cross the wire. The shapes are those of `correlation`; the assertions below keep them so. */
import type { Candidate as CandidateShape, Keys as KeysShape } from '../correlation/mail';
import { Instant, Nullable, Perhaps, Shape, Text, Type, Uuid, Word, type Static } from './schema';

const Id = Text(1000);
const Address = Text(320);

export const PersonSchema = Shape({ address: Address, name: Text(1000) });
export const DirectionSchema = Word('incoming', 'outgoing');
export const SensitivitySchema = Word('normal', 'personal', 'private', 'confidential');
export const RecordTypeSchema = Word('contact', 'account', 'lead', 'opportunity', 'case');
export const RecordRefSchema = Shape({ type: RecordTypeSchema, id: Uuid });
export const RegardingSchema = Shape({
  type: RecordTypeSchema,
  id: Uuid,
  name: Text(400),
  state: Word('open', 'closed', 'deleted'),
  hidden: Perhaps(Type.Boolean()),
});
export const MethodSchema = Word(
  'header',
  'replyTo',
  'references',
  'token',
  'conversationIndex',
  'conversation',
  'meeting',
  'smart',
  'folder',
  'sent',
  'hand',
  'category',
  'incoming',
);

const ConversationSchema = Shape({ mailbox: Address, id: Text(1000) });

export const KeysSchema = Shape({
  kind: Word('message', 'appointment'),
  direction: DirectionSchema,
  messageId: Type.String({ minLength: 1, maxLength: 1000 }),
  aliases: Type.Array(Id, { maxItems: 20 }),
  inReplyTo: Type.Array(Id, { maxItems: 20 }),
  references: Type.Array(Id, { maxItems: 101 }),
  returned: Type.Array(Id, { maxItems: 20 }),
  attached: Type.Array(Id, { maxItems: 20 }),
  attachedAnswers: Perhaps(Type.Array(Id, { maxItems: 20 })),
  conversationIndex: Nullable(Shape({ guid: Text(64), depth: Type.Integer({ minimum: 0, maximum: 100_000 }) })),
  conversation: Nullable(ConversationSchema),
  mark: Perhaps(Uuid),
  meeting: Perhaps(Type.Array(Id, { maxItems: 8 })),
  tokens: Type.Array(Shape({ digits: Text(30), before: Text(40) }), { maxItems: 20 }),
  mailKind: Word('opener', 'reply', 'forward'),
  automatic: Nullable(Word('autoReply', 'bounce', 'bulk', 'calendar')),
  topic: Text(1000),
  tags: Perhaps(Type.Array(Text(60), { maxItems: 10 })),
  formerTopic: Perhaps(Text(1000)),
  from: Nullable(Address),
  recipients: Type.Array(Address, { maxItems: 500 }),
  lists: Perhaps(Type.Array(Address, { maxItems: 500 })),
  undisclosed: Perhaps(Type.Boolean()),
  sentAt: Nullable(Instant),
  dated: Perhaps(Type.Boolean()),
  remarks: Type.Array(Text(400), { maxItems: 20 }),
});

export const CandidateSchema = Shape({
  activityId: Uuid,
  shared: Type.Array(
    Shape({
      kind: Word('id', 'mention', 'alias', 'index', 'conversation', 'token', 'topic', 'mark', 'meeting'),
      value: Text(1100),
    }),
  ),
  messageId: Id,
  direction: DirectionSchema,
  subject: Type.String(),
  topic: Type.String(),
  people: Type.Array(Address),
  lists: Type.Optional(Type.Array(Address)),
  from: Nullable(Address),
  threadPeople: Type.Array(Address),
  threadId: Uuid,
  sentAt: Instant,
  conversationIndexDepth: Nullable(Type.Integer()),
  regarding: Nullable(RegardingSchema),
  trackedBy: Text(1000),
  trackedAt: Instant,
  private: Type.Optional(Type.Boolean()),
});

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;
/** Does not compile where the schema and the engine's shape drift apart. */
export const keysMatchTheEngine: Same<Frozen<Static<typeof KeysSchema>>, Frozen<KeysShape>> = true;
export const candidateMatchesTheEngine: Same<Frozen<Static<typeof CandidateSchema>>, Frozen<CandidateShape>> = true;
