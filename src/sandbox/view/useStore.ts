import { createContext, useContext, useSyncExternalStore } from 'react';
import type { App } from '../desk/app';
import type { Ui } from '../desk/ui';
import type { World } from '../mailbox/shapes';
import type { Store } from '../mailbox/store';

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('This must stand inside the sandbox page.');
  return app;
}

export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get);
export const useUi = (): Ui => useStore(useApp().ui);
export const useWorld = (): World => useStore(useApp().world);
