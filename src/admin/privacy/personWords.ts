/** What is stored about an address, in words. */
import type { Erasure, PersonPreview } from '../../contract/privacy';

const names: readonly (readonly [keyof PersonPreview['counts'], string, string])[] = [
  ['sent', 'mail that they sent', 'mails that they sent'],
  ['received', 'mail that they got or are named on', 'mails that they got or are named on'],
  ['bodies', 'text of these mails', 'texts of these mails'],
  ['attachments', 'attachment in the lists of these mails', 'attachments in the lists of these mails'],
  ['records', 'contact or lead', 'contacts or leads'],
  ['evidence', 'mail kept for trying settings', 'mails kept for trying settings'],
  ['auditRows', 'row of the audit', 'rows of the audit'],
  ['numbers', 'number for tokens', 'numbers for tokens'],
];

export const countWords = ({ counts }: PersonPreview): string[] =>
  names
    .filter(([name]) => counts[name] > 0)
    .map(([name, one, many]) => `${counts[name]} ${counts[name] === 1 ? one : many}`);

const erased: Readonly<Record<string, string>> = {
  mails: 'Mails whose subject and reason were erased',
  bodies: 'Texts of mails',
  parties: 'Times that they stood on a mail',
  records: 'Contacts and leads',
  users: 'Former users',
  evidence: 'Mails kept for trying settings',
  reasons: 'Reasons in the audit',
  elsewhere: 'Other places where the address stood',
};

export const erasedWords = ({ counts }: Erasure): string[] =>
  counts.filter(({ count }) => count > 0).map(({ name, count }) => `${erased[name] ?? name}: ${count}`);

export const when = (at: string) =>
  new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
