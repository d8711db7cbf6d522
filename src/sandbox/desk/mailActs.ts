/** What a reader does with a message that lies open. */
import { changeItem, changeMessage } from '../mailbox/world';
import type { Folder } from '../mailbox/shapes';
import { look, say, type App } from './app';

export function moveMessage(app: App, id: string, folder: Folder): void {
  app.world.update((world) => changeMessage(world, app.ui.get().user, id, (message) => ({ ...message, folder })));
  look(app, (ui) => (ui.message === id ? { ...ui, message: null } : ui));
  say(app, `Moved to ${folder}.`);
}

export const markUnread = (app: App, id: string): void =>
  app.world.update((world) =>
    changeMessage(world, app.ui.get().user, id, (message) => ({ ...message, isRead: false })),
  );

/** Of a message or an appointment, open or not. */
export function toggleCategory(app: App, id: string, name: string): void {
  app.world.update((world) =>
    changeItem(world, app.ui.get().user, id, (item) => ({
      ...item,
      categories: item.categories.includes(name)
        ? item.categories.filter((one) => one !== name)
        : [...item.categories, name],
    })),
  );
}
