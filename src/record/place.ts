/** What the address of the page asks for. */
import type { RecordRef, RecordType } from '../correlation/mail';
import { typeWord } from '../ui/words';

const recordTypes = ['contact', 'account', 'lead', 'opportunity', 'case'] as const satisfies readonly RecordType[];

export type Place =
  | { readonly show: 'list' }
  | { readonly show: 'record'; readonly ref: RecordRef }
  | { readonly show: 'nothing'; readonly why: string };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const readType = (word: string | null) => recordTypes.find((type) => type === word);

/** Reads `?type=contact&id=…`; the list of records where the address names neither. */
export function readPlace(search: string): Place {
  const query = new URLSearchParams(search);
  const [type, id] = [readType(query.get('type')), query.get('id')];
  if (!query.has('type') && id === null) return { show: 'list' };
  if (type === undefined) return { show: 'nothing', why: 'This address names no type of record.' };
  if (id === null || !uuid.test(id))
    return { show: 'nothing', why: `This address names no ${typeWord(type).toLowerCase()}.` };
  return { show: 'record', ref: { type, id } };
}
