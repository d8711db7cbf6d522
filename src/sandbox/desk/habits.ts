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
  const kept = localStorage.getItem(KEY);
  return kept === null ? fresh : { ...fresh, ...(JSON.parse(kept) as Partial<Habits>) };
}

export function keepHabits(ui: Store<Ui>): void {
  ui.subscribe(() => {
    const { user, theme, pins } = ui.get();
    localStorage.setItem(KEY, JSON.stringify({ user, theme, pins }));
  });
}
