/** Which item lies open, and so which of the add-in's surfaces is shown. */
import { findAppointment, findMessage } from '../mailbox/world';
import type { ItemRef } from '../host/context';
import type { Surface } from '../manifest/addIn';
import type { World } from '../mailbox/shapes';
import type { Pane, Ui } from './ui';

export interface Current {
  readonly surface: Surface;
  /** null where a place is open but no item in it. */
  readonly ref: ItemRef | null;
}

export function currentOf(ui: Ui, world: World): Current | null {
  if (ui.composing) return composingOf(ui.composing);
  if (ui.place === 'mail') return readingOf(ui, world);
  if (ui.place === 'calendar') return meetingOf(ui, world);
  return null;
}

const composingOf = ({ kind, id }: NonNullable<Ui['composing']>): Current => ({
  surface: kind === 'message' ? 'messageCompose' : 'appointmentOrganizer',
  ref: { kind, id, mode: 'compose' },
});

function readingOf(ui: Ui, world: World): Current {
  const message = ui.message === null ? null : findMessage(world, ui.user, ui.message);
  return { surface: 'messageRead', ref: message && { kind: 'message', id: message.id, mode: 'read' } };
}

function meetingOf(ui: Ui, world: World): Current | null {
  const appointment = ui.appointment === null ? null : findAppointment(world, ui.user, ui.appointment);
  if (!appointment) return null;
  const mine = appointment.organizer.address.toLowerCase() === ui.user;
  return {
    surface: mine ? 'appointmentOrganizer' : 'appointmentAttendee',
    ref: { kind: 'appointment', id: appointment.id, mode: mine ? 'compose' : 'read' },
  };
}

/**
 * What becomes of the pane when another item opens. Pinned beside messages it stays and follows; unpinned it closes; a
 * surface that has a pin of its own opens its pane; appointments know no pinning.
 */
export function paneFor(ui: Ui, before: Current | null, after: Current | null): Pane | null {
  if (!after) return null;
  const sameSurface = before?.surface === after.surface;
  if (ui.pane && sameSurface && (ui.pane.pinned || before?.ref?.id === after.ref?.id)) return ui.pane;
  const pin = ui.pins[after.surface];
  if (!pin) return null;
  const opening = (ui.pane?.opening ?? 0) + 1;
  return { ...pin, surface: after.surface, pinnable: true, pinned: true, opening };
}
