/** By what a draft can carry the thread it belongs to, as far as this client lets us write. */
import type { ComposeItem } from './openItem';

export interface Carriers {
  /** The token at the end of the subject. */
  readonly subject: boolean;
  /** The mark in our own header, which travels with the mail. */
  readonly header: boolean;
  /** The stamp in a custom property, which stays in the sender's mailbox. */
  readonly property: boolean;
}

type Maybe<T> = T | undefined;

/** The parts of a compose form that clients lack, as they may be missing. */
export interface StampParts {
  readonly subject: Office.Subject;
  /** Mailbox 1.8; messages only. */
  readonly internetHeaders: Maybe<Office.InternetHeaders>;
  /** Mailbox 1.11. */
  readonly sessionData: Maybe<Office.SessionData>;
}

/** Looked for by name: telephones declare Mailbox 1.5 and have the headers all the same. */
export const stampParts = (item: ComposeItem) => item as unknown as StampParts;

/** Outlook on telephones lets nobody write the subject (Microsoft, "Outlook mobile APIs"). */
export function carriersOf(item: ComposeItem): Carriers {
  const { platform } = Office.context as { platform?: unknown };
  return {
    subject: platform !== 'iOS' && platform !== 'Android',
    header: Boolean(stampParts(item).internetHeaders),
    property: typeof (item as { loadCustomPropertiesAsync?: unknown }).loadCustomPropertiesAsync === 'function',
  };
}
