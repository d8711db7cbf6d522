/**
 * Makes the message list agree with what is stored: the category is set or removed after the server has answered.
 * Outlook marks whatever lies open at that moment, so an item that the user has left is marked when it is opened again.
 */
import type { Calls } from '../outlook/calls';
import { readCategories, removeCategory, setCategory, type Category } from '../outlook/categories';
import { itemId, openItem, sameItem, type OpenItem } from '../outlook/openItem';

export { readCategories };

export type ReadOpen = Extract<OpenItem, { is: 'read' }>;

export interface Mark {
  /** `failed`: the category for failures takes its place. */
  readonly wanted: 'set' | 'removed' | 'failed';
  readonly category: Category;
  /** The category for failures; null where categories track nothing. */
  readonly failed: string | null;
  /** Outlook has done it. */
  readonly done?: () => void;
}

export interface Marks {
  /** Gives a sentence where the client cannot do it, else null. Never rejects. */
  put(open: ReadOpen, mark: Mark): Promise<string | null>;
  /** Does what was left over for this item, if anything. */
  catchUp(open: OpenItem): void;
}

/** Items left with a mark outstanding; more than a few mean that nobody comes back to them. */
const MOST_LEFT = 50;

export function makeMarks(calls: Calls): Marks {
  const left = new Map<string, Mark>();

  function leave(id: string | null, mark: Mark): null {
    if (id === null) return null;
    left.set(id, mark);
    const [oldest] = left.keys();
    if (left.size > MOST_LEFT && oldest !== undefined) left.delete(oldest);
    return null;
  }

  async function put(open: ReadOpen, mark: Mark): Promise<string | null> {
    if (!sameItem(open, openItem())) return leave(itemId(open), mark);
    const { wanted, category, failed, done } = mark;
    const { item } = open;
    if (wanted !== 'removed' && failed !== null) {
      const shown = wanted === 'failed' ? await setCategory(item, { ...category, name: failed }, calls) : null;
      if (shown?.do === 'notPossible') return refusal(failed, 'failed');
      if (wanted === 'set') await removeCategory(item, failed, calls);
    }
    const { name } = category;
    const result = await (wanted === 'set' ? setCategory(item, category, calls) : removeCategory(item, name, calls));
    if (result.do === 'notPossible') return refusal(name, wanted);
    done?.();
    return null;
  }

  return {
    put,
    catchUp(open) {
      const id = itemId(open);
      const mark = id === null ? undefined : left.get(id);
      if (id === null || !mark || open.is !== 'read') return;
      left.delete(id);
      void put(open, mark);
    },
  };
}

const ALL_THE_SAME = { set: 'is tracked all the same', removed: 'is untracked all the same', failed: 'is not tracked' };

const refusal = (name: string, wanted: Mark['wanted']) =>
  `Outlook did not let the category “${name}” be ${wanted === 'removed' ? wanted : 'set'} here. It ${ALL_THE_SAME[wanted]}.`;
