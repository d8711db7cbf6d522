/** What a small Outlook keeps: two mailboxes, and what left the house. Everything is data, so that a reload finds it again. */

export interface Person {
  readonly address: string;
  readonly name: string;
}

export const FOLDERS = ['Inbox', 'Sent Items', 'Drafts', 'Archive', 'Deleted Items'] as const;
export type Folder = (typeof FOLDERS)[number];

export interface FileOnMail {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  readonly inline: boolean;
  readonly contentId: string | null;
  readonly base64: string;
}

export type ComposeType = 'newMail' | 'reply' | 'forward';

/** What only a message in the making has. */
export interface Draft {
  /** False until it was saved once: such a draft is in no folder and does not outlive the tab. */
  readonly saved: boolean;
  readonly composeType: ComposeType;
  /** The message it answers or forwards: its item id, Message-ID, References and base64 Thread-Index. */
  readonly parent: {
    readonly itemId: string;
    readonly messageId: string;
    readonly references: readonly string[];
    readonly threadIndex: string | null;
  } | null;
  /** Headers that an add-in put on it, by the name the add-in wrote. */
  readonly headers: Readonly<Record<string, string>>;
  readonly appendOnSend: string | null;
}

interface Item {
  /** As Exchange Web Services writes item ids: base64, unlike in every mailbox. */
  readonly id: string;
  readonly subject: string;
  readonly body: { readonly html: string | null; readonly text: string | null };
  readonly categories: readonly string[];
  /** By add-in id: the JSON object that add-in stored. Never leaves the mailbox. */
  readonly customProperties: Readonly<Record<string, string>>;
}

export interface Message extends Item {
  readonly kind: 'message';
  readonly folder: Folder;
  readonly draft: Draft | null;
  /** The block as it was received; `''` where the client shows none, as for sent items and drafts. */
  readonly headers: string;
  readonly from: Person | null;
  readonly sender: Person | null;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  readonly replyTo: readonly Person[];
  /** With angle brackets, as the client gives it. */
  readonly internetMessageId: string;
  /** What an answer has to name: References, or In-Reply-To where there are none. Known even where no header is shown. */
  readonly references: readonly string[];
  readonly conversationId: string;
  /** Base64 of the conversation index; made up by the mailbox where the mail brought none. */
  readonly threadIndex: string;
  readonly itemClass: string;
  /** ISO 8601 in UTC, all four. */
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly sentAt: string;
  readonly receivedAt: string;
  readonly isRead: boolean;
  readonly attachments: readonly FileOnMail[];
}

export interface Appointment extends Item {
  readonly kind: 'appointment';
  readonly start: string;
  readonly end: string;
  readonly location: string;
  readonly organizer: Person;
  readonly required: readonly Person[];
  readonly optional: readonly Person[];
  readonly seriesId: string | null;
  /** False until its organizer saved it once. */
  readonly saved: boolean;
  readonly createdAt: string;
  readonly modifiedAt: string;
}

export type AnyItem = Message | Appointment;

export interface Category {
  readonly displayName: string;
  /** `Preset0` ... `Preset24`, or `None`. */
  readonly color: string;
}

export interface Mailbox {
  readonly owner: Person;
  /** Part of every item and conversation id of this mailbox. */
  readonly guid: string;
  readonly items: readonly AnyItem[];
  readonly masterCategories: readonly Category[];
  /** By add-in id: roaming settings, each value a JSON text. */
  readonly roaming: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A message that left for an address outside both mailboxes, as it went over the wire. */
export interface Outbound {
  readonly id: string;
  readonly source: string;
  readonly from: Person;
  readonly recipients: readonly Person[];
  readonly subject: string;
  readonly at: string;
  /** Addresses in whose name the developer has answered it. */
  readonly answeredBy: readonly string[];
}

export interface World {
  /** By lower-case address. */
  readonly mailboxes: Readonly<Record<string, Mailbox>>;
  readonly outside: readonly Outbound[];
}

/** The two things a pure function cannot make for itself. */
export interface Chance {
  now(): Date;
  bytes(count: number): Uint8Array;
}
