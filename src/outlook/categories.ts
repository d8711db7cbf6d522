/**
 * The category that marks tracked items in the message list. It is a courtesy, never the truth: the server holds that.
 * So nothing here rejects; what a client cannot do comes back in words.
 */
import type { Answer, Calls } from './calls';
import type { ReadItem } from './openItem';

export interface Category {
  readonly name: string;
  /** Outlook's colour preset, "Preset0" to "Preset24". */
  readonly color: string;
}

export type CategoryResult = { readonly do: 'set' | 'removed' } | { readonly do: 'notPossible'; readonly why: string };

/** Outlook's code for a name that is not in the master list (InvalidCategory), and for one that already is. */
const NOT_IN_LIST = 9044;
const ALREADY_IN_LIST = 9045;

/** What this client has no room for is missing, or throws when it is touched (masterCategories without permission). */
function reach<T>(touch: () => T | null | undefined): T | null {
  try {
    return touch() ?? null;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

const categoriesOf = (item: ReadItem) => reach(() => (item as { categories?: Office.Categories }).categories);
const masterList = () =>
  reach(() => (Office.context.mailbox as { masterCategories?: Office.MasterCategories }).masterCategories);

/** Sets it, creating it in the mailbox's master list where it is missing. */
export async function setCategory(item: ReadItem, category: Category, calls: Calls): Promise<CategoryResult> {
  const categories = categoriesOf(item);
  if (!categories) return { do: 'notPossible', why: 'This Outlook does not let add-ins set categories.' };
  const listed = await ensureListed(category, calls);
  const added = await calls.try<void>((done) => categories.addAsync([category.name], done));
  if (added.did === 'answer') return { do: 'set' };
  const why = isCode(added, NOT_IN_LIST) && listed.did !== 'answer' ? listed.why : added.why;
  return { do: 'notPossible', why };
}

export async function removeCategory(item: ReadItem, name: string, calls: Calls): Promise<CategoryResult> {
  const categories = categoriesOf(item);
  if (!categories) return { do: 'notPossible', why: 'This Outlook does not let add-ins change categories.' };
  const removed = await calls.try<void>((done) => categories.removeAsync([name], done));
  if (removed.did === 'answer' || isCode(removed, NOT_IN_LIST)) return { do: 'removed' };
  return { do: 'notPossible', why: removed.why };
}

/** What stands on the item; none where the client does not tell. */
export async function readCategories(item: ReadItem, calls: Calls): Promise<readonly string[]> {
  const categories = categoriesOf(item);
  if (!categories) return [];
  const read = await calls.try<Office.CategoryDetails[] | null>((done) => categories.getAsync(done));
  return read.did === 'answer' ? (read.value ?? []).map(({ displayName }) => displayName) : [];
}

/** So that people find it in Outlook's own list of categories. */
export const offerCategory = (category: Category, calls: Calls) => ensureListed(category, calls);

/** Delegates may read the master list and not change it; then the item's own list is still worth a try. */
async function ensureListed(category: Category, calls: Calls): Promise<Answer<void>> {
  const master = masterList();
  if (!master) return { did: 'refuse', code: null, why: 'This Outlook keeps its list of categories to itself.' };
  const list = await calls.try<Office.CategoryDetails[] | null>((done) => master.getAsync(done));
  const has = list.did === 'answer' && (list.value ?? []).some((known) => sameName(known.displayName, category.name));
  if (has) return { did: 'answer', value: undefined };
  const details = [
    { displayName: category.name, color: category.color as unknown as Office.MailboxEnums.CategoryColor },
  ];
  const added = await calls.try<void>((done) => master.addAsync(details, done));
  return isCode(added, ALREADY_IN_LIST) ? { did: 'answer', value: undefined } : added;
}

/** Outlook holds "tracked" and "Tracked" for one category. */
const sameName = (one: unknown, other: string) => typeof one === 'string' && one.toLowerCase() === other.toLowerCase();

const isCode = (answer: Answer<unknown>, code: number) => answer.did === 'refuse' && answer.code === code;
