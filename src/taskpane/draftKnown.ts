/** Everything known about a mail or meeting that is being written. */
import type { Failure } from '../contract/problems';
import type { ResolvedPerson } from '../contract/records';
import type { Preferences, SettingsReply } from '../contract/settings';
import type { Tracking } from '../contract/tracking';
import type { Mail, Regarding } from '../correlation/mail';
import type { Carriers } from '../outlook/carriers';
import type { Draft } from '../outlook/readDraft';
import type { HeldStamp } from '../outlook/stamp';

export interface DraftKnown extends Draft {
  readonly subject: string;
  readonly sensitivity: Mail['sensitivity'];
  readonly held: HeldStamp;
  /** Reads the subject as it stands and writes it changed; false where the client refuses. */
  readonly rename: (change: (subject: string) => string) => Promise<boolean>;
  readonly carriers: Carriers;
  /** Outlook tells our handler when it is sent; where it does not, the pane itself has to write the subject. */
  readonly toldOfSending: boolean;
  readonly resolved: readonly ResolvedPerson[];
  /** Tracking of this very item: a meeting is written on after it was sent, a message was called back. */
  readonly own: Tracking | null;
  /** The record of the conversation it answers in. */
  readonly inherited: Regarding | null;
  /** Whether it answers tracked mail, as the server will see it; null where nobody could ask. */
  readonly answers: boolean | null;
  /** Whether it answers a private mail, and is private by itself. */
  readonly answersPrivate: boolean;
  /** A token of that conversation, which stands in the subject already. */
  readonly standing: string | null;
  /** null where this device never had them. */
  readonly settings: SettingsReply | null;
  readonly preferences: Preferences;
  /** Why the server could not be asked; null where it answered. */
  readonly away: Failure | null;
}
