/** Outgoing mail: the numbers that tokens are made of, and the tracking of what was sent. */
import type { TokenLayout } from '../correlation/policy';
import { KeysSchema } from './mail';
import { Instant, Nullable, Shape, Text, Type, Uuid, type Static } from './schema';
import { MeetingSchema, TrackingSchema, TrackSchema } from './tracking';

const LayoutSchema = Shape({
  prefix: Type.String({ minLength: 1, maxLength: 20 }),
  userDigits: Type.Integer({ minimum: 1, maximum: 10 }),
  counterDigits: Type.Integer({ minimum: 1, maximum: 9 }),
});

const Counter = Type.Integer({ minimum: 0, maximum: 999_999_999 });

/** Asks for a number while there is a line. The same mark is given the same number, however often it asks. */
export const MintSchema = Shape({ requestId: Uuid, mark: Uuid });
/** `token` as it stands in the subject; null where there is none to give, and then `why` says so. */
export const MintReplySchema = Shape({ token: Nullable(Text(60)), why: Nullable(Text(400)) });

/** Numbers with the offline designator that one device of one user may use without asking. */
export const LeaseSchema = Shape({
  leaseId: Uuid,
  device: Uuid,
  layout: LayoutSchema,
  /** The user's number as tokens show it: base tracking number and their own. */
  user: Type.Integer({ minimum: 0, maximum: 9_999_999_999 }),
  /** Each is used once, in this order. */
  counters: Type.Array(Counter, { maxItems: 500 }),
  /** After it the device uses none of them any more. */
  expiresAt: Instant,
});
export type Lease = Static<typeof LeaseSchema>;

export const AskLeaseSchema = Shape({
  requestId: Uuid,
  /** Minted once in each storage that leases are kept in; two of them never hold the same lease. */
  device: Uuid,
  /** What the device knows of its leases: counters it used, with the mail, and counters it gives back unused. */
  used: Type.Array(Shape({ leaseId: Uuid, counter: Counter, mark: Uuid }), { maxItems: 500 }),
  returned: Type.Array(Shape({ leaseId: Uuid, counters: Type.Array(Counter, { maxItems: 500 }) }), { maxItems: 20 }),
});
export const AskLeaseReplySchema = Shape({ lease: Nullable(LeaseSchema), why: Nullable(Text(400)) });

/**
 * Tracks what was just sent. Its Message-ID may change on the way, so `keys.messageId` is `mark:` and the mark, and the
 * tracking stays pending until the sent copy is met.
 */
export const TrackSentSchema = Shape({
  ...TrackSchema.properties,
  /** True: nobody clicked, the organisation's rule for outgoing mail decides, at the server. */
  byRule: Type.Boolean(),
});
export type TrackSent = Static<typeof TrackSentSchema>;
/** `tracking` null: the rule leaves this mail alone, and `why` says which part of it. */
export const TrackSentReplySchema = Shape({ tracking: Nullable(TrackingSchema), why: Nullable(Text(400)) });

/** What was called back before it left is to be left alone: `at` is when its writer chose so. */
export const LeaveSentSchema = Shape({ requestId: Uuid, mark: Uuid, at: Instant });

/** The sent copy of a pending tracking was met: from now on it is known under the copy's ids, and by its subject. */
export const MeetSchema = Shape({
  requestId: Uuid,
  activityId: Uuid,
  keys: KeysSchema,
  subject: Type.Optional(Text(2000)),
  /** Of an appointment that is tracked: what its calendar says of it now. */
  meeting: Type.Optional(MeetingSchema),
});

/** What the asker sent and nobody met yet, oldest first. */
export const PendingReplySchema = Shape({
  pending: Type.Array(Shape({ tracking: TrackingSchema, subject: Type.String(), sentAt: Instant })),
});

/** How much of a user's numbers is taken by active threads. */
export const NumberSpaceSchema = Shape({
  address: Text(320),
  name: Text(400),
  layout: LayoutSchema,
  offline: Type.Boolean(),
  taken: Type.Integer(),
  size: Type.Integer(),
  /** At the rate of the last thirty days; null where nothing is used. */
  daysLeft: Nullable(Type.Integer()),
  /** The same with one more digit. */
  daysLeftWider: Nullable(Type.Integer()),
});
export type NumberSpace = Static<typeof NumberSpaceSchema>;

/** The layout that new tokens use: the organisation's, or a wider one where that ran out. */
export function wider(layout: TokenLayout): TokenLayout | null {
  return layout.counterDigits < 9 ? { ...layout, counterDigits: layout.counterDigits + 1 } : null;
}
