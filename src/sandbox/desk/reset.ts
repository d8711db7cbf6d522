import { freshWorld } from './open';
import { say, type App } from './app';

/** Everything as on the first day: mailboxes, what is pinned, what add-ins noted. The server's records stay. */
export async function resetMailboxes(app: App): Promise<void> {
  const world = await freshWorld();
  await app.kept.clear();
  app.services.sessionData.clear();
  app.services.notices.update(() => ({}));
  app.ui.update((ui) => ({
    ...ui,
    message: null,
    appointment: null,
    outbound: null,
    composing: null,
    pane: null,
    pins: {},
    search: '',
  }));
  app.world.update(() => world);
  say(app, 'The mailboxes are as on the first day.');
}
