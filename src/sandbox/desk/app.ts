/** Everything the page runs on, and the moves that change what is looked at. */
import { currentOf, paneFor } from './current';
import type { Services } from '../host/context';
import type { AddIn, Command } from '../manifest/addIn';
import type { Kept } from '../mailbox/keep';
import type { Store } from '../mailbox/store';
import { changeMessage, findAppointment, findMessage, mailboxOf, removeItem } from '../mailbox/world';
import type { Folder, Mailbox, World } from '../mailbox/shapes';
import type { Ui } from './ui';

export interface App {
  readonly world: Store<World>;
  readonly ui: Store<Ui>;
  readonly services: Services;
  readonly addIn: AddIn;
  readonly kept: Kept;
  /** Where hidden pages of the add-in live. */
  readonly backstage: HTMLElement;
}

/** Changes what is looked at and lets the pane follow the rule of Outlook. */
export function look(app: App, change: (ui: Ui) => Ui): void {
  const { composing, user } = app.ui.get();
  app.ui.update((before) => {
    const after = change(before);
    const world = app.world.get();
    return { ...after, pane: paneFor(after, currentOf(before, world), currentOf(after, world)) };
  });
  if (composing && app.ui.get().composing?.id !== composing.id) {
    app.world.update((world) => leave(world, user, composing.id));
    forgetSession(app, composing.id);
  }
}

/** Session data ends with the compose session. */
function forgetSession({ services: { sessionData } }: App, id: string): void {
  for (const key of sessionData.keys()) if (key.endsWith(`/${id}`)) sessionData.delete(key);
}

/** A draft that somebody walks away from is kept, as Outlook on the web does; one that nobody wrote on is forgotten. */
function leave(world: World, user: string, id: string): World {
  const draft = findMessage(world, user, id);
  if (!draft?.draft) return findAppointment(world, user, id)?.saved === false ? removeItem(world, user, id) : world;
  const untouched = draft.draft.composeType === 'newMail' && draft.subject === '' && draft.to.length === 0;
  if (untouched && !draft.draft.saved) return removeItem(world, user, id);
  return changeMessage(world, user, id, (one) => (one.draft ? { ...one, draft: { ...one.draft, saved: true } } : one));
}

export function userMailbox(app: App): Mailbox {
  const mailbox = mailboxOf(app.world.get(), app.ui.get().user);
  if (!mailbox) throw new Error(`There is no mailbox ${app.ui.get().user}.`);
  return mailbox;
}

export const openFolder = (app: App, folder: Folder): void =>
  look(app, (ui) => ({ ...ui, place: 'mail', folder, message: null, composing: null, search: '' }));

export function switchUser(app: App, user: string): void {
  app.ui.update((ui) => ({ ...ui, pane: null }));
  look(app, (ui) => ({
    ...ui,
    user: user.toLowerCase(),
    message: null,
    appointment: null,
    composing: null,
    search: '',
  }));
}

export function showPane(app: App, command: Command): void {
  const action = command.action;
  if (action?.do !== 'showTaskpane') return;
  app.ui.update((ui) => {
    const current = currentOf(ui, app.world.get());
    if (!current) return ui;
    if (ui.pane?.url === action.url && ui.pane.surface === current.surface) return ui;
    const pane = {
      url: action.url,
      title: app.addIn.name,
      surface: current.surface,
      pinnable: action.pinnable,
      pinned: false,
    };
    return { ...ui, pane: { ...pane, opening: (ui.pane?.opening ?? 0) + 1 } };
  });
}

export const closePane = (app: App): void =>
  app.ui.update((ui) => (ui.pane ? { ...ui, pane: null, pins: without(ui.pins, ui.pane.surface) } : ui));

export const togglePin = (app: App): void =>
  app.ui.update((ui) => {
    if (!ui.pane?.pinnable) return ui;
    const { surface, url, title } = ui.pane;
    const pinned = !ui.pane.pinned;
    const pins = pinned ? { ...ui.pins, [surface]: { url, title } } : without(ui.pins, surface);
    return { ...ui, pane: { ...ui.pane, pinned }, pins };
  });

function without(pins: Ui['pins'], surface: keyof Ui['pins']): Ui['pins'] {
  return Object.fromEntries(Object.entries(pins).filter(([name]) => name !== surface));
}

export const say = (app: App, said: string): void => app.ui.update((ui) => ({ ...ui, said }));
