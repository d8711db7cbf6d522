/** Opening a message: a received one is read, a draft is written on. */
import { changeMessage, findMessage } from '../mailbox/world';
import { look, type App } from './app';
import { openDraft } from './compose';

export function openMessage(app: App, id: string): void {
  const { user } = app.ui.get();
  const message = findMessage(app.world.get(), user, id);
  if (message?.draft) return void openDraft(app, id);
  look(app, (ui) => ({ ...ui, place: 'mail', message: id, composing: null }));
  if (message?.isRead === false)
    app.world.update((world) => changeMessage(world, user, id, (one) => ({ ...one, isRead: true })));
}
