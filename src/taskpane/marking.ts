import { aboutOf } from '../client/letters';
import type { Tracking } from '../contract/tracking';
import type { Calls } from '../outlook/calls';
import type { OpenItem } from '../outlook/openItem';
import type { Mark, Marks, ReadOpen } from './marks';
import type { Found, Known } from './state';

export type Marking = ReturnType<typeof makeMarking>;

/** Sets and removes categories; fetched with the first of them. */
export function makeMarking(calls: Calls, user: string) {
  const held: { marks: Promise<Marks> | null } = { marks: null };
  const fetched = async () => (await import(/* webpackChunkName: "outbox" */ './marks')).makeMarks(calls);
  /** Mails with a letter on its way, whose category follows when it has arrived. */
  const owed = new Set<string>();

  async function put(open: ReadOpen, known: Known, wanted: Mark['wanted'], done?: () => void): Promise<string | null> {
    const { categoryName: name, categoryColor: color, useCategories, categoryFailed } = known.settings.settings;
    held.marks ??= fetched();
    const failed = useCategories ? categoryFailed : null;
    return (await held.marks).put(open, { wanted, category: { name, color }, failed, ...(done && { done }) });
  }

  const isMine = ({ receipts }: Tracking) =>
    receipts.some(({ address }) => address.toLowerCase() === user.toLowerCase());

  /** Another pane may have delivered the letter, while something else lay open there. */
  async function repair(open: ReadOpen, known: Known): Promise<void> {
    const { readCategories } = await import(/* webpackChunkName: "outbox" */ './marks');
    const there = await readCategories(open.item, calls);
    const { categoryName } = known.settings.settings;
    if (there.some((name) => name.toLowerCase() === categoryName.toLowerCase())) return;
    await put(open, known, 'set');
  }

  const agree = (open: ReadOpen, known: Known, { state }: Tracking) =>
    put(open, known, state === 'tracked' ? 'set' : 'removed');

  return {
    put,
    agree,
    owe: ({ keys }: Known) => void owed.add(aboutOf(keys)),
    pay(open: OpenItem, found: Found) {
      if (found.at !== 'known' || open.is !== 'read' || found.known.remembered) return;
      const { own, keys } = found.known;
      if (own && owed.delete(aboutOf(keys))) return void agree(open, found.known, own);
      if (own?.state === 'tracked' && isMine(own)) void repair(open, found.known).catch(() => undefined); // next time
    },
    catchUp: (open: OpenItem) => void held.marks?.then((marks) => marks.catchUp(open)),
  };
}
