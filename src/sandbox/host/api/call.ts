/** The shape of one answerable call, and what every call may ask about the item it is bound to. */
import { ERROR, HostError } from '../errors';
import { changeAppointment, changeItem, changeMessage, findItem } from '../../mailbox/world';
import type { AnyItem, Appointment, Draft, Message } from '../../mailbox/shapes';
import type { Session } from '../context';

/** 0 Restricted, 1 ReadItem, 2 ReadWriteItem, 3 ReadWriteMailbox. */
export type Level = 0 | 1 | 2 | 3;

export interface Call {
  readonly session: Session;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface ApiCall {
  readonly name: string;
  readonly level: Level;
  /** The answer is the whole reply, not the value of one. */
  readonly whole?: true;
  run(call: Call): unknown;
}

/** By dispatch id. */
export type Calls = Readonly<Record<number, ApiCall>>;

export function itemOf({ session }: Call): AnyItem {
  const ref = session.item();
  const item = ref && findItem(session.services.world.get(), session.user.address, ref.id);
  if (!item) throw new HostError(ERROR.itemNotFound, 'The frame is bound to no item, or it is gone.');
  return item;
}

export function messageOf(call: Call): Message {
  const item = itemOf(call);
  if (item.kind !== 'message') throw new HostError(ERROR.notSupported, 'Only a message has this.');
  return item;
}

export function draftOf(call: Call): Message & { readonly draft: Draft } {
  const message = messageOf(call);
  if (!message.draft) throw new HostError(ERROR.notSupported, 'Only a message in the making has this.');
  return { ...message, draft: message.draft };
}

/** The bound appointment, as its organiser edits it. */
export function ownAppointmentOf(call: Call): Appointment {
  const item = itemOf(call);
  if (item.kind !== 'appointment') throw new HostError(ERROR.notSupported, 'Only an appointment has this.');
  return item;
}

export const isCompose = ({ session }: Call): boolean => session.item()?.mode === 'compose';

/** At once: people, times and files have events that an add-in may wait for. */
export function editMessage(call: Call, change: (message: Message) => Message): void {
  const { id } = messageOf(call);
  call.session.services.world.update((world) => changeMessage(world, call.session.user.address, id, change));
}

export function editDraft(call: Call, change: (draft: Draft) => Draft): void {
  const { id } = draftOf(call);
  const edit = (message: Message): Message => (message.draft ? { ...message, draft: change(message.draft) } : message);
  call.session.services.world.updateQuietly((world) => changeMessage(world, call.session.user.address, id, edit));
}

export function editAppointment(call: Call, change: (one: Appointment) => Appointment): void {
  const { id } = ownAppointmentOf(call);
  call.session.services.world.update((world) => changeAppointment(world, call.session.user.address, id, change));
}

export function editItem(
  call: Call,
  change: (item: AnyItem) => AnyItem,
  how: 'update' | 'updateQuietly' = 'updateQuietly',
): void {
  const { id } = itemOf(call);
  call.session.services.world[how]((world) => changeItem(world, call.session.user.address, id, change));
}

export const textParam = (call: Call, name: string): string => String(call.params[name] ?? '');

export function textsParam(call: Call, name: string): string[] {
  const value = call.params[name];
  return Array.isArray(value) ? value.map(String) : [];
}
