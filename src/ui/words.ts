/** Words that more than one page uses. */
import type { RecordType } from '../correlation/mail';

const TYPES: Record<RecordType, string> = {
  contact: 'Contact',
  account: 'Account',
  lead: 'Lead',
  opportunity: 'Opportunity',
  case: 'Case',
};

export const typeWord = (type: RecordType): string => TYPES[type];

/** A day as people write it: "3 May 2026"; today's moments with the time: "today at 14:05". `now` in milliseconds. */
export function dayWord(instant: string, now: number): string {
  const then = new Date(instant);
  if (Number.isNaN(then.getTime())) return 'an unknown day';
  const today = new Date(now).toDateString() === then.toDateString();
  if (today) return `today at ${then.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`;
  return `on ${then.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}`;
}

/** "a", "a and b", "a, b and c". */
export function listWords(words: readonly string[]): string {
  const last = words.at(-1);
  if (last === undefined) return '';
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** Where a record's page lies, of the same origin as every page. */
export const recordAddress = (record: { readonly type: RecordType; readonly id: string }): string =>
  `/record.html?type=${record.type}&id=${encodeURIComponent(record.id)}`;
