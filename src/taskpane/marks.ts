/**
 * Makes the message list agree with what is stored: the category is set or removed after the server has answered.
 * Outlook marks whatever lies open at that moment, so an item that the user has left is marked when it is opened again.
 */
import type { Calls } from '../outlook/calls';
import { removeCategory, setCategory, type Category } from '../outlook/categories';
import { itemId, openItem, sameItem, type OpenItem } from '../outlook/openItem';

export type ReadOpen = Extract<OpenItem, { is: 'read' }>;

export interface Mark {
  readonly wanted: 'set' | 'removed';
  readonly category: Category;
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
    const { wanted, category } = mark;
    const result = await (wanted === 'set'
      ? setCategory(open.item, category, calls)
      : removeCategory(open.item, category.name, calls));
    if (result.do !== 'notPossible') return null;
    return `Outlook did not let the category “${category.name}” be ${wanted} here. ${wanted === 'set' ? 'The mail is tracked all the same.' : 'The mail is untracked all the same.'}`;
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
