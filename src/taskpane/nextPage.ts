/** What the pane has to say after it has started anew. A frame that may keep nothing says nothing. */
import type { News } from './state';

const KEY = 'threadmark.news';

export function keepForNextPage(news: News | null): void {
  if (news) quietly(() => sessionStorage.setItem(KEY, JSON.stringify(news)));
}

/** Once. */
export function fromLastPage(): readonly News[] {
  const kept = quietly(() => sessionStorage.getItem(KEY));
  if (!kept) return [];
  quietly(() => sessionStorage.removeItem(KEY));
  return [JSON.parse(kept) as News];
}

function quietly<T>(attempt: () => T): T | null {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
