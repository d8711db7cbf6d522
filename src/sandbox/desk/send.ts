/** Sending: the add-in's handlers first, as Outlook's Smart Alerts do, then delivery. */
import { applyDelivery, callBack, prepareDelivery } from '../mailbox/send';
import { applyInvitation, prepareInvitation } from '../mailbox/invitation';
import { findAppointment, findMessage } from '../mailbox/world';
import type { LaunchEvent } from '../manifest/addIn';
import type { ItemRef } from '../host/context';
import { look, say, userMailbox, type App } from './app';
import { openDraft } from './compose';
import { runErrand, type Outcome } from './launch';
import { mayNotWait, sendVerdict, type SendVerdict } from './sendRule';
import type { SendQuestion, Ui } from './ui';

/** Outlook tells of a slow add-in after this long. */
const SLOW = 5_000;

export async function sendMessage(app: App, id: string): Promise<void> {
  const { user } = app.ui.get();
  const mailbox = userMailbox(app);
  const draft = findMessage(app.world.get(), user, id);
  if (!draft) return;
  if (draft.to.length + draft.cc.length + draft.bcc.length === 0) return void (await askAboutRecipients(app));
  if (!(await mayGo(app, 'OnMessageSend', { kind: 'message', id, mode: 'compose' }))) return;
  const ready = findMessage(app.world.get(), user, id);
  if (!ready) return;
  const delivery = await prepareDelivery(mailbox, ready, app.services.chance);
  app.world.update((world) => applyDelivery(world, delivery, app.services.chance));
  leaveCompose(app, id);
  say(app, 'The message is sent.');
  offerUndo(app, { draft: ready, delivery });
}

/** Outlook on the web offers it for ten seconds at most. */
const UNDO = 10_000;

function offerUndo(app: App, justSent: NonNullable<Ui['justSent']>): void {
  app.ui.update((ui) => ({ ...ui, justSent }));
  setTimeout(() => app.ui.update((ui) => (ui.justSent === justSent ? { ...ui, justSent: null } : ui)), UNDO);
}

/** The draft lies open again, with everything that an add-in wrote on it. */
export async function undoSend(app: App): Promise<void> {
  const { justSent } = app.ui.get();
  if (!justSent) return;
  const { draft, delivery } = justSent;
  app.ui.update((ui) => ({ ...ui, justSent: null }));
  app.world.update((world) => callBack(world, delivery, draft));
  say(app, 'The message was called back.');
  await openDraft(app, draft.id);
}

export async function sendMeeting(app: App, id: string): Promise<void> {
  const { user } = app.ui.get();
  const mailbox = userMailbox(app);
  if (!(await mayGo(app, 'OnAppointmentSend', { kind: 'appointment', id, mode: 'compose' }))) return;
  const appointment = findAppointment(app.world.get(), user, id);
  if (!appointment) return;
  const invitation = await prepareInvitation(mailbox, appointment, app.services.chance);
  app.world.update((world) => applyInvitation(world, invitation, app.services.chance));
  leaveCompose(app, id);
  // Outlook closes the form, and with it the pane beside it; what is opened again is looked at afresh.
  app.services.desk.closePane();
  say(app, appointment.required.length ? 'The invitation is sent.' : 'The appointment is saved.');
}

const leaveCompose = (app: App, id: string): void =>
  look(app, (ui) =>
    ui.composing?.id === id ? { ...ui, composing: null, message: ui.message === id ? null : ui.message } : ui,
  );

async function mayGo(app: App, type: string, item: ItemRef): Promise<boolean> {
  app.ui.update((ui) => ({ ...ui, sending: true }));
  try {
    for (const handler of app.addIn.launchEvents.filter((event) => event.type === type)) {
      if ((await askHandler(app, handler, item)) === 'stay') return false;
    }
    return true;
  } finally {
    app.ui.update((ui) => ({ ...ui, sending: false, question: null }));
  }
}

async function askHandler(app: App, handler: LaunchEvent, item: ItemRef): Promise<'send' | 'stay'> {
  const { url, functionName, type, sendMode } = handler;
  const patience = new AbortController();
  const running = runErrand(app, {
    url,
    functionName,
    event: { type },
    item,
    user: app.ui.get().user,
    signal: patience.signal,
  });
  const first = await Promise.race([running, withPatience(app, running, handler)]);
  if (first === 'send' || first === 'stay') {
    patience.abort();
    return first;
  }
  return obey(app, sendVerdict(first, sendMode), handler);
}

/** Tells after five seconds that the add-in is slow; where the mode allows it, the sender need not wait. */
function withPatience(app: App, running: Promise<Outcome>, handler: LaunchEvent): Promise<'send' | 'stay'> {
  const message = `${app.addIn.name} is taking longer than expected.`;
  return new Promise((resolve) => {
    const tell = (): void =>
      void ask(app, { kind: 'slow', message, mode: handler.sendMode, cancelLabel: 'Don’t send' }).then(resolve);
    const timer = setTimeout(tell, SLOW);
    void running.finally(() => clearTimeout(timer));
  });
}

function obey(app: App, verdict: SendVerdict, handler: LaunchEvent): 'send' | Promise<'send' | 'stay'> {
  if (verdict.do === 'send') {
    if (!verdict.why.startsWith('The add-in agrees')) app.services.log(verdict.why);
    return 'send';
  }
  const kind = verdict.do === 'ask' ? 'refused' : 'away';
  return ask(app, {
    kind,
    message: verdict.why,
    mode: verdict.do === 'ask' ? 'PromptUser' : 'Block',
    cancelLabel: handlerCancel(handler),
  });
}

const handlerCancel = (handler: LaunchEvent): string => (mayNotWait(handler.sendMode) ? 'Don’t send' : 'OK');

function ask(app: App, question: Omit<SendQuestion, 'answer'>): Promise<'send' | 'stay'> {
  return new Promise((resolve) => {
    const answer = (choice: 'send' | 'stay'): void => {
      app.ui.update((ui) => ({ ...ui, question: null }));
      resolve(choice);
    };
    app.ui.update((ui) => ({ ...ui, question: { ...question, answer } }));
  });
}

const askAboutRecipients = (app: App): Promise<'send' | 'stay'> =>
  ask(app, {
    kind: 'noRecipients',
    message: 'Add somebody to send this message to.',
    mode: 'Block',
    cancelLabel: 'OK',
  });
