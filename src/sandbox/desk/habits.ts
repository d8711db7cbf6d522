/** What a reader wants to find again: whose mailbox, which theme, which panes are pinned. */
import type { Store } from '../mailbox/store';
import type { Theme, Ui } from './ui';

const KEY = 'threadmark-sandbox-habits';

export interface Habits {
  readonly user: string | null;
  readonly theme: Theme;
  readonly pins: Ui['pins'];
}

export function readHabits(): Habits {
  const theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const fresh: Habits = { user: null, theme, pins: {} };
  // A tab keeps its own user through a reload; a new tab begins as the last one did.
  const kept = sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY);
  return kept === null ? fresh : { ...fresh, ...(JSON.parse(kept) as Partial<Habits>) };
}

export function keepHabits(ui: Store<Ui>): void {
  ui.subscribe(() => {
    const { user, theme, pins } = ui.get();
    const habits = JSON.stringify({ user, theme, pins });
    localStorage.setItem(KEY, habits);
    sessionStorage.setItem(KEY, habits);
  });
}
