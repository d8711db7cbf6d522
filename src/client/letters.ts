/**
 * What was clicked and has to reach the server: one letter an act. Here is the part that needs no server, so that it can
 * run where mail is sent.
 */
import type { Mail, Person, RecordRef } from '../correlation/mail';
import type { Stamp } from '../contract/stamp';
import type { Track } from '../contract/tracking';
import type { Drawer } from './storage';

/** The tracking that an act changes, as its author saw it. */
export interface Seen {
  readonly activityId: string;
  readonly version: number;
}

/** A sent mail as the handler of the send sees it: it has no engine; what follows from this is worked out where the letter leaves. */
export interface SentMail {
  readonly kind: 'message' | 'appointment';
  readonly subject: string;
  readonly from: Person;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  readonly html: string | null;
  readonly conversationId: string | null;
  /** ISO 8601: when it left, or when an appointment begins. */
  readonly sentAt: string;
  /** Absent where the client does not tell. */
  readonly sensitivity?: Mail['sensitivity'];
  /** Of its copy in Sent Items, where that is what the letter was written from. */
  readonly messageId?: string;
}

/** A record that is made first, for the mail to be tracked to: under its own request id, so that it is made once. */
export interface Creation {
  readonly requestId: string;
  readonly type: 'contact' | 'lead';
  readonly name: string;
  readonly email: string;
  readonly company: string | null;
}

/** `on` null: what the letter before it makes; it waits until that is known. `create`: takes the place of `regarding`. */
export type Errand =
  | { readonly do: 'track'; readonly body: Track; readonly create?: Creation }
  | { readonly do: 'trackSent'; readonly stamp: Stamp; readonly mail: SentMail }
  /** `mark`: of a mail that is called back; whatever was stored when it was sent before is taken back. */
  | { readonly do: 'untrack' | 'restore'; readonly on: Seen | null; readonly mark?: string }
  | {
      readonly do: 'regard';
      readonly on: Seen | null;
      readonly regarding: (RecordRef & { name: string }) | null;
      readonly create?: Creation;
    };

export interface Letter {
  /** The request id, minted at the click: however often the letter is sent, it is one request. */
  readonly id: string;
  /** What it is about (`aboutOf`): letters about the same mail leave in order. */
  readonly about: string;
  /** To speak of it. */
  readonly subject: string;
  readonly recordName: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly errand: Errand;
}

const LETTER = 'letter/';
const DIGITS = 12;

/** The same key for a draft, its sent copy and the clicks on either. */
export const aboutOf = ({ messageId, mark }: { readonly messageId: string; readonly mark?: string | undefined }) =>
  mark === undefined ? messageId : `mark:${mark}`;

/** Puts a letter behind all others. The same letter once more changes nothing. */
export async function putLetter(drawer: Drawer, letter: Letter): Promise<void> {
  const places = await drawer.keys(LETTER);
  if (places.some((place) => place.endsWith(`/${letter.id}`))) return;
  const last = Number((places[places.length - 1] ?? '').split('/')[1] ?? 0);
  await drawer.put(`${LETTER}${String(last + 1).padStart(DIGITS, '0')}/${letter.id}`, letter);
}

/** The places of all letters, the first to leave first; each ends in `/` and the letter's id. */
export const placesOf = (drawer: Drawer) => drawer.keys(LETTER);
