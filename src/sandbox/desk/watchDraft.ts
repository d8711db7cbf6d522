/** Tells an add-in's page what changed on the item being written: people, attachments, time. */
import { findItem } from '../mailbox/world';
import { toAttachment } from '../host/initialData';
import type { ItemRef } from '../host/context';
import type { AnyItem, Appointment, Message, World } from '../mailbox/shapes';
import type { Store } from '../mailbox/store';

export type Fire = (event: string, data: readonly string[]) => void;

export function watchDraft(world: Store<World>, user: string, ref: ItemRef | null, fire: Fire): () => void {
  if (ref?.mode !== 'compose') return () => undefined;
  const held = { item: findItem(world.get(), user, ref.id) };
  return world.subscribe(() => {
    const after = findItem(world.get(), user, ref.id);
    const before = held.item;
    held.item = after;
    if (before && after) for (const [event, data] of differences(before, after)) fire(event, [JSON.stringify(data)]);
  });
}

export function differences(before: AnyItem, after: AnyItem): [event: string, data: object][] {
  if (before === after) return [];
  if (before.kind === 'message' && after.kind === 'message') return [...people(before, after), ...files(before, after)];
  if (before.kind === 'appointment' && after.kind === 'appointment')
    return [...attendees(before, after), ...time(before, after)];
  return [];
}

function people(before: Message, after: Message): [string, object][] {
  const changed = { to: before.to !== after.to, cc: before.cc !== after.cc, bcc: before.bcc !== after.bcc };
  return changed.to || changed.cc || changed.bcc ? [['olkRecipientsChanged', changed]] : [];
}

function attendees(before: Appointment, after: Appointment): [string, object][] {
  const changed = {
    requiredAttendees: before.required !== after.required,
    optionalAttendees: before.optional !== after.optional,
  };
  return changed.requiredAttendees || changed.optionalAttendees ? [['olkRecipientsChanged', changed]] : [];
}

function time(before: Appointment, after: Appointment): [string, object][] {
  const same = before.start === after.start && before.end === after.end;
  return same ? [] : [['olkAppointmentTimeChanged', { start: after.start, end: after.end }]];
}

function files(before: Message, after: Message): [string, object][] {
  const added = after.attachments.filter((file) => !before.attachments.some((one) => one.id === file.id));
  const removed = before.attachments.filter((file) => !after.attachments.some((one) => one.id === file.id));
  const event =
    (attachmentStatus: string) =>
    (file: Message['attachments'][number]): [string, object] => [
      'olkAttachmentsChanged',
      { attachmentStatus, attachmentDetails: toAttachment(file) },
    ];
  return [...added.map(event('added')), ...removed.map(event('removed'))];
}
