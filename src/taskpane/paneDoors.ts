/** What the pane and the ribbon's commands work with in a browser. */
import { makeApi, type Api } from '../client/api';
import { everyday } from '../contract/everyday';
import { makeCalls } from '../outlook/calls';
import { makeSignIn } from '../outlook/signIn';
import type { Outlook } from '../outlook/whose';
import { after, alone, mint, now, rest, whenVisible } from './browser';
import type { Outbox } from './outbox';
import { tokenOverLine } from './overLine';
import type { PaneDoors } from './pane';
import { makeSettingsCache } from './settingsCache';

export function makePaneDoors(
  outlook: Outlook,
): Omit<PaneDoors, 'beginAgain'> & { readonly token: (fresh?: boolean) => Promise<string> } {
  const { user, storagePrefix } = outlook;
  const calls = makeCalls({ after });
  const signIn = makeSignIn({ now, after, elsewhere: elsewhere({ partition: storagePrefix, user: user.address }) });
  const token = tokenOverLine({ token: signIn.token, reachable, after });
  const api = makeApi({ fetch: (address, init) => fetch(address, init), token, after }, everyday);
  const settings = makeSettingsCache(() => localStorage, `${storagePrefix}threadmark.settings.${user.address}`);
  const outbox = keepOutbox(outlook, api);
  return { api, calls, user, settings, signedIn: () => token(), outbox, now, mint, rest, token };
}

/** The server says in the page that it has a sign-in service of its own; how to use it is fetched when it is wanted. */
const elsewhere = (whose: { readonly partition: string; readonly user: string }) =>
  document.querySelector('meta[name=threadmark-sign-in]')
    ? async (fresh: boolean) =>
        (await import(/* webpackChunkName: "elsewhere" */ './signInElsewhere')).askElsewhere(whose, fresh)
    : undefined;

/** Asked without a sign-in, and never answered by the service worker. */
const reachable = () =>
  fetch('/healthz', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Fetched once, when it is wanted first; a fetch that failed is tried again. */
function keepOutbox({ user, storagePrefix: partition }: Outlook, api: Api): () => Promise<Outbox> {
  const held: { outbox: Promise<Outbox> | null } = { outbox: null };
  const doors = { api, user: user.address, partition, after, now, mint, chance: () => Math.random() };
  const fetched = async () => {
    const { makeOutbox } = await import(/* webpackChunkName: "outbox" */ './outbox');
    const database = 'indexedDB' in window ? indexedDB : undefined;
    const outbox = await makeOutbox({ ...doors, database, alone: alone(`${partition}threadmark.post`) });
    window.addEventListener('online', outbox.nudge);
    whenVisible(outbox.nudge);
    return outbox;
  };
  return () => {
    held.outbox ??= fetched().catch((error: unknown) => {
      held.outbox = null;
      throw error;
    });
    return held.outbox;
  };
}
