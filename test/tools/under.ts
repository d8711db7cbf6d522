/** Settings and choices of one walk alone: all others rely on what stands before. */
import type { BrowserContext } from 'playwright-core';
import type { Preferences, Settings } from '../../src/contract/settings';
import { signedApi } from './signedApi';

const ALICE = 'alice@northwind.example';

export interface Change {
  readonly settings?: Partial<Settings>;
  readonly mine?: Partial<Preferences>;
}

/** Walks as Alice, the administrator; whatever comes of it, everything stands as before afterwards. */
export async function under(
  { context, url }: { readonly context: BrowserContext; readonly url: string },
  change: Change,
  walk: () => Promise<void>,
): Promise<void> {
  const api = await signedApi(context, url, ALICE);
  const set = async (settings: Settings, reason: string) => {
    const { version } = await api.call('settings');
    await api.call('saveSettings', { version, reason, settings });
  };
  const before = (await api.call('settings')).settings;
  const mine = await api.call('preferences');
  await set({ ...before, ...change.settings }, 'For a walk');
  await api.call('savePreferences', { ...mine, ...change.mine });
  try {
    await walk();
  } finally {
    await api.call('savePreferences', mine);
    await set(before, 'As before the walk');
  }
}
