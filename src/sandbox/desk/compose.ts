/** Messages and appointments in the making: opening, closing, keeping, throwing away. */
import { answerDraft, newDraft, type Answer, type Start } from '../mailbox/drafts';
import { makeItemId } from '../mailbox/identity';
import { addItem, changeAppointment, changeMessage, findAppointment, findMessage, removeItem } from '../mailbox/world';
import type { Appointment, Message } from '../mailbox/shapes';
import type { Desk, ItemRef } from '../host/context';
import { look, say, userMailbox, type App } from './app';
import { runLaunchEvents } from './launch';

export function composeMessage(app: App, start: Start): Promise<void> {
  return open(app, newDraft(userMailbox(app), start, app.services.chance));
}

export async function answerTo(app: App, itemId: string, how: Answer['how'], html?: string): Promise<void> {
  const parent = findMessage(app.world.get(), app.ui.get().user, itemId);
  if (!parent) return;
  await open(
    app,
    answerDraft({ mailbox: userMailbox(app), parent, how, ...(html ? { html } : {}) }, app.services.chance),
  );
}

async function open(app: App, draft: Message): Promise<void> {
  const { user } = app.ui.get();
  app.world.update((world) => addItem(world, user, draft));
  look(app, (ui) => ({ ...ui, place: 'mail', composing: { kind: 'message', id: draft.id } }));
  const item: ItemRef = { kind: 'message', id: draft.id, mode: 'compose' };
  await runLaunchEvents(app, 'OnNewMessageCompose', { user, item });
}

/** A draft that was begun earlier: another event than for a new one. */
export async function openDraft(app: App, id: string): Promise<void> {
  look(app, (ui) => ({ ...ui, place: 'mail', message: id, composing: { kind: 'message', id } }));
  await runLaunchEvents(app, 'OnMessageCompose', {
    user: app.ui.get().user,
    item: { kind: 'message', id, mode: 'compose' },
  });
}

export async function composeAppointment(app: App, form: Parameters<Desk['newAppointment']>[0]): Promise<void> {
  const { user } = app.ui.get();
  const appointment = makeAppointment(app, form);
  app.world.update((world) => addItem(world, user, appointment));
  look(app, (ui) => ({
    ...ui,
    place: 'calendar',
    appointment: appointment.id,
    composing: { kind: 'appointment', id: appointment.id },
  }));
  await runLaunchEvents(app, 'OnNewAppointmentOrganizer', {
    user,
    item: { kind: 'appointment', id: appointment.id, mode: 'compose' },
  });
}

function makeAppointment(app: App, form: Parameters<Desk['newAppointment']>[0]): Appointment {
  const mailbox = userMailbox(app);
  const now = app.services.chance.now().toISOString();
  const { subject, start, end, location, attendees, html } = form;
  return {
    kind: 'appointment',
    id: makeItemId(mailbox.guid, app.services.chance),
    subject,
    start,
    end,
    location,
    organizer: mailbox.owner,
    required: attendees,
    optional: [],
    seriesId: null,
    saved: false,
    createdAt: now,
    modifiedAt: now,
    categories: [],
    customProperties: {},
    body: { html, text: null },
  };
}

export function saveDraft(app: App, id: string): void {
  const { user } = app.ui.get();
  const modifiedAt = app.services.chance.now().toISOString();
  app.world.update((world) =>
    changeMessage(world, user, id, (message) =>
      message.draft
        ? { ...message, modifiedAt, receivedAt: modifiedAt, draft: { ...message.draft, saved: true } }
        : message,
    ),
  );
  say(app, 'The draft is saved.');
}

export function discard(app: App, id: string): void {
  const { user } = app.ui.get();
  app.world.update((world) => removeItem(world, user, id));
  look(app, (ui) => (ui.composing?.id === id ? { ...ui, composing: null, message: null, appointment: null } : ui));
  say(app, 'Thrown away.');
}

/** Keeps what was saved once, forgets what never was, as a mail program does on closing. */
export function close(app: App, ref: ItemRef): void {
  const { user } = app.ui.get();
  const world = app.world.get();
  const saved = findMessage(world, user, ref.id)?.draft?.saved ?? findAppointment(world, user, ref.id)?.saved ?? true;
  if (!saved) return discard(app, ref.id);
  look(app, (ui) =>
    ui.composing?.id === ref.id ? { ...ui, composing: null } : { ...ui, message: null, appointment: null },
  );
}

/** A change by hand on the draft that lies open. */
export const edit = (app: App, id: string, change: (message: Message) => Message): void =>
  app.world.update((world) => changeMessage(world, app.ui.get().user, id, change));

export const editMeeting = (app: App, id: string, change: (one: Appointment) => Appointment): void =>
  app.world.update((world) => changeAppointment(world, app.ui.get().user, id, change));
