/** How the record page puts stored facts into words. */
import type { Regarding } from '../correlation/mail';
import type { Activity, Tracking } from '../contract/tracking';

/** The short name of the evidence; `reason` carries the sentence. */
export const methodWords: Record<Tracking['method'], string> = {
  header: 'own header',
  replyTo: 'reply header',
  references: 'references',
  token: 'tracking token',
  conversationIndex: 'conversation index',
  conversation: 'mailbox conversation',
  meeting: 'same meeting',
  smart: 'smart matching',
  folder: 'folder-level tracking',
  sent: 'on sending',
  hand: 'by hand',
  category: 'by category',
  incoming: 'by a rule for incoming mail',
};

export const stateWords: Record<Regarding['state'], string> = { open: 'open', closed: 'closed', deleted: 'deleted' };

/** Marks that turn the direction of all text behind them: `exe.pdf` would read as `fdp.exe` (Unicode UAX 9, 2.2 and 2.4). */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Foreign words on one line, shut off from the words around them (first strong isolate ... pop). */
export const isolated = (words: string) => `\u2068${words.replace(TURNING, '').replace(/\s+/g, ' ').trim()}\u2069`;

/** "Anna Holm, Alice Berg and 3 others" */
export function listPeople(people: readonly string[], atMost = 3): string {
  if (people.length === 0) return 'nobody';
  if (people.length === 1) return people[0] as string;
  const over = people.length - atMost;
  if (over <= 0) return `${people.slice(0, -1).join(', ')} and ${people.at(-1)}`;
  return `${people.slice(0, atMost).join(', ')} and ${over} ${over === 1 ? 'other' : 'others'}`;
}

export const personName = (person: { readonly name: string; readonly address: string } | null) =>
  person ? isolated(person.name || person.address) : 'unknown sender';

export const mailCount = (count: number) => (count === 1 ? '1 mail' : `${count} mails`);

export const subjectOf = (mail: Pick<Activity, 'subject'>) =>
  mail.subject.trim() ? isolated(mail.subject) : '(no subject)';

/** "812 bytes", "14 KB", "2.3 MB": as a person would say it, rounded. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} KB`;
  if (bytes < 999_500_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

/** "3 May 2026, 14:02" in the reader's own zone unless `timeZone` says otherwise. */
export function dateWords(instant: string, timeZone?: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return 'at an unknown time';
  const zone = timeZone ? { timeZone } : {};
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', ...zone }).format(
    date,
  );
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', ...zone }).format(date);
  return `${day}, ${time}`;
}
