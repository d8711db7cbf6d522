/**
 * Whether Outlook shows another item than office.js names: ItemChanged is lost at times (office-js issues 6833, 5965). Then
 * office.js goes on with the former item, while the host answers each call for the present one. So the host is asked for the
 * headers once more before anything is done.
 */
import { parseHeaders } from '../correlation/headers';
import type { Calls } from './calls';
import { openItem, sameItem, type OpenItem } from './openItem';
import { supports } from './ready';

type ReadOpen = Extract<OpenItem, { is: 'read' }>;

/** Milliseconds. A click waits for it; without an answer the ids alone have to do. */
const LIMIT = 2_000;

/** `headers`: as they were read of it; undefined where the client did not hand them over. */
export async function showsAnother(open: ReadOpen, headers: string | null | undefined, calls: Calls): Promise<boolean> {
  if (open.kind !== 'message' || headers === undefined || !supports('1.8')) return false;
  const message = open.item as Office.MessageRead;
  const answer = await calls.try<string>((done) => message.getAllInternetHeadersAsync(done), { limit: LIMIT });
  if (answer.did !== 'answer' || isSameMail(headers, answer.value)) return false;
  return sameItem(open, openItem()); // else its reader went on after the click, and office.js knows
}

const TELLING = ['message-id', 'date', 'subject', 'from'];

function isSameMail(before: string | null, now: string | null | undefined): boolean {
  if (!before?.trim() || !now?.trim()) return !before?.trim() === !now?.trim();
  const [one, other] = [parseHeaders(before), parseHeaders(now)];
  return TELLING.every((name) => one.get(name) === other.get(name));
}
