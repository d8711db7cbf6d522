/** What an add-in may have the mail program do, carried out on our page. */
import { closePane, look, userMailbox, type App } from './app';
import { answerTo, close, composeAppointment, composeMessage } from './compose';
import { moveMessage } from './mailActs';
import { openMessage } from './reading';
import { findItem } from '../mailbox/world';
import { FOLDERS } from '../mailbox/shapes';
import type { Desk } from '../host/context';

export function makeDesk(app: () => App): Desk {
  return {
    openItem(itemId) {
      const item = findItem(app().world.get(), app().ui.get().user, itemId);
      if (!item) return false;
      if (item.kind === 'message') openMessage(app(), item.id);
      else look(app(), (ui) => ({ ...ui, place: 'calendar', appointment: item.id, composing: null }));
      return true;
    },
    newMessage: (form) => void composeMessage(app(), form),
    newAppointment: (form) => void composeAppointment(app(), form),
    reply: (itemId, all, html) => void answerTo(app(), itemId, all ? 'replyAll' : 'reply', html),
    close: (ref) => close(app(), ref),
    closePane: () => closePane(app()),
    openWindow: (url) => void window.open(url, '_blank', 'noopener'),
    move(itemId, folder) {
      const target = FOLDERS.find(
        (name) => name.toLowerCase().replace(' ', '') === folder.toLowerCase().replace(' ', ''),
      );
      if (!target || !findItem(app().world.get(), userMailbox(app()).owner.address, itemId)) return false;
      moveMessage(app(), itemId, target);
      return true;
    },
  };
}
