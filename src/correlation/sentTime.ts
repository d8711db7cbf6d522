/** When a mail was sent: its Date header, unless it contradicts when the mail arrived. */
import { dateInWords } from './explain';
import type { Headers } from './headers';
import type { Mail } from './mail';

const DAY = 86_400_000;
/** A clock or a time zone that is set wrong is off by hours. What waited longer in a queue was returned (RFC 5321 4.5.4.1: 4 to 5 days). */
const MOST_AHEAD = DAY;
const MOST_BEHIND = 365 * DAY;

export interface SentTime {
  /** ISO 8601 in UTC. */
  readonly at: string | null;
  /** It is what the Date header says: every copy of the mail says the same. */
  readonly byHeader: boolean;
  /** What is wrong with the Date header, for people; null where nothing is. */
  readonly doubt: string | null;
}

/** `mail.sentAt` counts where there is no Date header, and as the arrival where there is no Received header. */
export function sentTime({ kind, sentAt }: Pick<Mail, 'kind' | 'sentAt'>, headers: Headers): SentTime {
  const dated = kind === 'appointment' ? null : instant(headers.get('date'));
  if (dated === null) return { at: sentAt, byHeader: false, doubt: null };
  const received = receivedAt(headers);
  const ahead = Date.parse(dated) - Date.parse(received ?? sentAt ?? dated);
  const behind = received === null ? 0 : -ahead;
  if (ahead <= MOST_AHEAD && behind <= MOST_BEHIND) return { at: dated, byHeader: true, doubt: null };
  return { at: received ?? sentAt, byHeader: false, doubt: misdated(dated, ahead > 0 ? 'after' : 'long before') };
}

/** Now, where a mail that names no arrival is dated later than that; null where its own time can be believed. */
export function laterThan(now: Date, sentAt: string): SentTime | null {
  if (!(Date.parse(sentAt) - now.getTime() > MOST_AHEAD)) return null;
  return { at: now.toISOString(), byHeader: false, doubt: misdated(sentAt, 'after') };
}

const MISDATED = 'Its date header says ';

const misdated = (dated: string, how: string) =>
  `${MISDATED}${dateInWords(dated)}, which is ${how} it arrived. The time of arrival counts.`;

/** The doubt about the date among the remarks on a mail. */
export const dateDoubt = (remarks: readonly string[]): string | undefined =>
  remarks.find((remark) => remark.startsWith(MISDATED));

/** The newest Received header (RFC 5321 4.4): the date stands behind its last semicolon. */
export function receivedAt(headers: Headers): string | null {
  const received = headers.get('received') ?? '';
  return instant(received.slice(received.lastIndexOf(';') + 1));
}

/** A date as mail headers write it, in UTC; null where it cannot be read. */
export function instant(text: string | null): string | null {
  if (!text) return null;
  const time = new Date(text.slice(0, 100).replace(/\([^()]*\)/g, ' '));
  const year = time.getUTCFullYear();
  return Number.isNaN(year) || year < 1970 || year > 9999 ? null : time.toISOString();
}
