/** Small moves on the whole state; every one gives a new state and leaves the old as it was. */
import type { AnyItem, Appointment, Mailbox, Message, World } from './shapes';

export const mailboxOf = (world: World, address: string): Mailbox | null =>
  world.mailboxes[address.toLowerCase()] ?? null;

export function changeMailbox(world: World, address: string, change: (mailbox: Mailbox) => Mailbox): World {
  const mailbox = mailboxOf(world, address);
  if (!mailbox) return world;
  return { ...world, mailboxes: { ...world.mailboxes, [address.toLowerCase()]: change(mailbox) } };
}

export function findItem(world: World, address: string, id: string): AnyItem | null {
  return mailboxOf(world, address)?.items.find((item) => item.id === id) ?? null;
}

export function findMessage(world: World, address: string, id: string): Message | null {
  const item = findItem(world, address, id);
  return item?.kind === 'message' ? item : null;
}

export function findAppointment(world: World, address: string, id: string): Appointment | null {
  const item = findItem(world, address, id);
  return item?.kind === 'appointment' ? item : null;
}

export const addItem = (world: World, address: string, item: AnyItem): World =>
  changeMailbox(world, address, (mailbox) => ({ ...mailbox, items: [...mailbox.items, item] }));

export const removeItem = (world: World, address: string, id: string): World =>
  changeMailbox(world, address, (mailbox) => ({ ...mailbox, items: mailbox.items.filter((item) => item.id !== id) }));

export function changeItem(world: World, address: string, id: string, change: (item: AnyItem) => AnyItem): World {
  return changeMailbox(world, address, (mailbox) => ({
    ...mailbox,
    items: mailbox.items.map((item) => (item.id === id ? change(item) : item)),
  }));
}

export function changeMessage(world: World, address: string, id: string, change: (message: Message) => Message): World {
  return changeItem(world, address, id, (item) => (item.kind === 'message' ? change(item) : item));
}

export function changeAppointment(
  world: World,
  address: string,
  id: string,
  change: (one: Appointment) => Appointment,
): World {
  return changeItem(world, address, id, (item) => (item.kind === 'appointment' ? change(item) : item));
}

/** What a list shows: no draft that was never saved. */
export function isListed(item: AnyItem): boolean {
  return item.kind === 'appointment' ? item.saved : item.draft === null || item.draft.saved;
}
