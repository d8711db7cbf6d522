/** Whether two mails under one Message-ID are one mail: the same rule for the store, the pane and replay. */
import type { Keys } from './mail';

/** The other mail, as it is stored. */
export interface StoredMail {
  readonly from: string | null;
  readonly topic: string;
  readonly sentAt: string;
  readonly trackedAt: string;
  /** `sentAt` is known to be its Date header. */
  readonly dated?: boolean | undefined;
}

/**
 * What differs in its Date is another mail: ticket systems give every mail of a ticket one id, alarms have none. Where one of
 * the dates is the client's (the moment of delivery, which differs between mailboxes), an hour is allowed. Better one copy too many,
 * in the same thread, than a stranger's mail shown as tracked. Where this says yes and both texts are known, they decide:
 * see `sameText`. An appointment may be renamed or moved and stay itself.
 */
export function couldBeSame(keys: Keys, stored: StoredMail): boolean {
  if (keys.kind === 'appointment') return true;
  return sameWriter(keys, stored.from) && sameTopic(keys.topic, stored.topic) && sameTime(keys, stored);
}

/** Of a list's mail an older pane took the list for its writer. */
function sameWriter({ from, lists }: Keys, stored: string | null): boolean {
  return from === stored || from === null || stored === null || lists?.includes(stored) === true;
}

/** The same, or one that a gateway put a tag around. */
function sameTopic(one: string, other: string): boolean {
  return one === other || (one !== '' && other !== '' && (one.includes(other) || other.includes(one)));
}

const HOUR = 3_600_000;

function sameTime({ sentAt, dated }: Keys, stored: StoredMail): boolean {
  // Without a date of its own, a mail stands under the moment in which it was tracked.
  if (sentAt === null || sentAt === stored.sentAt || stored.sentAt === stored.trackedAt) return true;
  const apart = Math.abs(Date.parse(sentAt) - Date.parse(stored.sentAt)) || 0;
  return dated === true && stored.dated === true ? apart === 0 : apart < HOUR;
}
