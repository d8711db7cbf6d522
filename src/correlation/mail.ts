/**
 * The six words of the house, as shapes: Mail -> Keys -> Candidate -> Match -> Decision -> Tracking.
 * `Tracking` crosses the wire and lives in `contract`; the other five are here.
 */

/** One mailbox as a header names it. `address` is as written; compare through `addresses.normalAddress`. */
export interface Person {
  readonly address: string;
  readonly name: string;
}

export interface Attachment {
  readonly name: string;
  readonly contentType: string;
  /** Bytes, as the client or the MIME part tells. */
  readonly size: number;
  readonly inline: boolean;
}

/** What a calendar says of a meeting, in its mail or as an appointment. */
export interface Meeting {
  /** ISO 8601 in UTC; midnight of the day where it lasts the whole day. */
  readonly starts: string | null;
  readonly ends: string | null;
  readonly allDay: boolean;
  /** As the calendar names it; null where it does not. */
  readonly zone: string | null;
  readonly place: string;
  readonly organiser: Person | null;
  readonly cancelled: boolean;
  /** RFC 5545 3.8.7.4; null where the client does not tell. */
  readonly sequence: number | null;
  /** When the calendar last changed it: of two reports the later counts. */
  readonly changedAt: string | null;
}

/** Seen from the mailbox it was read in: `outgoing` when its owner sent it. */
export type Direction = 'incoming' | 'outgoing';

/** A message or an appointment, whoever read it (Office.js, MIME, Graph). */
export interface Mail {
  readonly kind: 'message' | 'appointment';
  readonly direction: Direction;
  /** Decoded, as a person reads it; may be empty. */
  readonly subject: string;
  readonly from: Person | null;
  /** RFC 5322 3.6.2: who really sent it, where that is not `from`. */
  readonly sender: Person | null;
  readonly replyTo: readonly Person[];
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  /** As the client gives it; the header block's own Message-ID is used when this is null. */
  readonly messageId: string | null;
  /** The raw internet header block; null where the client has none (Sent Items, appointments). */
  readonly headers: string | null;
  /** A conversation id means something only inside the mailbox that gave it. */
  readonly conversation: { readonly mailbox: string; readonly id: string } | null;
  /** ISO 8601 in UTC. */
  readonly sentAt: string | null;
  /** MAPI message class such as IPM.Note; null where unknown. */
  readonly itemClass: string | null;
  readonly sensitivity: 'normal' | 'personal' | 'private' | 'confidential';
  readonly body: { readonly html: string | null; readonly text: string | null };
  readonly attachments: readonly Attachment[];
  /** Header block of a message returned inside this one (multipart/report), or null. */
  readonly returnedHeaders: string | null;
  /** Header blocks of messages attached to this one (message/rfc822). */
  readonly attachedHeaders: readonly string[];
  /** What we stamped on it when it was written, as its custom property tells; the header block may name it as well. */
  readonly mark?: string;
  /** What is said of a meeting in it; absent where it is about none. */
  readonly meeting?: Meeting;
  /** By what else of the same meeting is found: see `meetingKeys`. */
  readonly meetingKeys?: readonly string[];
}

/** What a subject, its prefixes and the headers say this mail is to its parent. */
export type MailKind = 'opener' | 'reply' | 'forward';

/** Mail that no person wrote, and what kind of machine did. */
export type Automatic = 'autoReply' | 'bounce' | 'bulk' | 'calendar';

/**
 * A run of digits in the subject that could be a tracking token under some layout.
 * Which layouts an organisation ever used is policy, so the reading is judged only in `correlate`.
 */
export interface TokenReading {
  /** NFKC digits, whole run. */
  readonly digits: string;
  /** Up to 20 NFKC characters directly before the run, invisible ones removed: room for the longest prefix. */
  readonly before: string;
}

/** Everything by which a store can be asked for related mail. No body, no display names. */
export interface Keys {
  readonly kind: 'message' | 'appointment';
  readonly direction: Direction;
  /** Normal form without angle brackets; a deterministic surrogate (`surrogate:...`) where the mail has none. */
  readonly messageId: string;
  /** Further ids this mail is known under (Resent-Message-ID, X-Google-Original-Message-ID, ...), normal form. */
  readonly aliases: readonly string[];
  /** Normal form, as ordered in the header. */
  readonly inReplyTo: readonly string[];
  /** Normal form, oldest first; at most the newest 100 plus the first. */
  readonly references: readonly string[];
  /** Ids of a message returned to its sender inside this one. */
  readonly returned: readonly string[];
  /** Ids of messages attached to this one: evidence for a suggestion only. */
  readonly attached: readonly string[];
  /** Ids that those attached messages answer: evidence for a suggestion only. */
  readonly attachedAnswers?: readonly string[] | undefined;
  /** `depth`: number of 5-byte child blocks, 0 for the opener (MS-OXOMSG 2.2.1.3). */
  readonly conversationIndex: { readonly guid: string; readonly depth: number } | null;
  readonly conversation: { readonly mailbox: string; readonly id: string } | null;
  /** A uuid that one of us stamped on the mail while writing it: in our own header, or in a custom property of the sender's copy. */
  readonly mark?: string | undefined;
  /** By what else of the same meeting is found, the surest first: see `meetingKeys`. */
  readonly meeting?: readonly string[] | undefined;
  readonly tokens: readonly TokenReading[];
  readonly mailKind: MailKind;
  readonly automatic: Automatic | null;
  /** The subject without prefixes, list tags and counters, case-folded: for comparison, never for display. */
  readonly topic: string;
  /** The words in brackets before it that a person chose: `[Alpha] Status` is another matter than `[Beta] Status`. */
  readonly tags?: readonly string[] | undefined;
  /** The topic it says that it had before, in the same form: `(was: …)`, or a Thread-Topic that is another one. */
  readonly formerTopic?: string | undefined;
  /** Normal addresses. The person behind a rewritten From (DMARC lists) where that is known. */
  readonly from: string | null;
  /** Normal addresses of every other participant, once each. */
  readonly recipients: readonly string[];
  /** Which of them are mailing lists and no people. */
  readonly lists?: readonly string[] | undefined;
  /** It is addressed, but to nobody else whom it names: mailings go to their own writer, and to everybody else blindly. */
  readonly undisclosed?: boolean | undefined;
  readonly sentAt: string | null;
  /** `sentAt` is what the Date header says, so that every copy of the mail says the same. */
  readonly dated?: boolean | undefined;
  /** Things a reader should be told: duplicate headers, an id seen twice, too many references. */
  readonly remarks: readonly string[];
}

/** What a stored key says about the mail that stored it. `topic`: the words of its subject, where they are not generic. */
export type KeyKind = 'id' | 'mention' | 'alias' | 'index' | 'conversation' | 'token' | 'topic' | 'mark' | 'meeting';

export interface Key {
  readonly kind: KeyKind;
  readonly value: string;
}

/** The five record types a mail can be tracked to. */
export type RecordType = 'contact' | 'account' | 'lead' | 'opportunity' | 'case';

export interface RecordRef {
  readonly type: RecordType;
  readonly id: string;
}

/** The record a mail is tracked to, with what a person needs to recognise it. */
export interface Regarding extends RecordRef {
  readonly name: string;
  readonly state: 'open' | 'closed' | 'deleted';
  /** Its reader may not see which: name, type and state tell nothing, and `id` is that of a mail which belongs to it. */
  readonly hidden?: boolean | undefined;
}

/** An already tracked mail that shares a key with the mail in question. */
export interface Candidate {
  readonly activityId: string;
  /** The stored keys of this activity that were asked for. */
  readonly shared: readonly Key[];
  readonly messageId: string;
  readonly direction: Direction;
  readonly subject: string;
  readonly topic: string;
  /** Normal addresses of everyone on this mail but lists, and but whom only its sender may know. */
  readonly people: readonly string[];
  /** The mailing lists it went to. */
  readonly lists?: readonly string[];
  readonly from: string | null;
  /** Normal addresses of everyone in the whole thread (bounded); at least `people`. */
  readonly threadPeople: readonly string[];
  /** Groups the activities of one thread. */
  readonly threadId: string;
  readonly sentAt: string;
  readonly conversationIndexDepth: number | null;
  readonly regarding: Regarding | null;
  readonly trackedBy: string;
  readonly trackedAt: string;
  /** For its owner and the people on it alone; an answer to it is, too. */
  readonly private?: boolean;
}
