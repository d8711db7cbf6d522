/** Who an unsent message or meeting is addressed to: as much as the pane can use before sending. */
import type { Person } from '../correlation/mail';
import type { Calls } from './calls';
import type { ComposeItem } from './openItem';
import { peopleOf } from './people';

export interface Draft {
  readonly kind: 'message' | 'appointment';
  /** Once each, in the order of the fields. */
  readonly people: readonly Person[];
}

type Recipients = Pick<Office.Recipients, 'getAsync'> | undefined;

/** A field that the client refuses counts as empty. */
export async function readDraft(kind: 'message' | 'appointment', item: ComposeItem, calls: Calls): Promise<Draft> {
  const fields = await Promise.all(fieldsOf(kind, item).map((field) => readField(field, calls)));
  const once = new Map(fields.flat().map((person) => [person.address.toLowerCase(), person]));
  return { kind, people: [...once.values()] };
}

function fieldsOf(kind: 'message' | 'appointment', item: ComposeItem): readonly Recipients[] {
  if (kind === 'message') {
    const message = item as Office.MessageCompose;
    return [message.to, message.cc, message.bcc];
  }
  const appointment = item as Office.AppointmentCompose;
  return [appointment.requiredAttendees, appointment.optionalAttendees];
}

async function readField(field: Recipients, calls: Calls): Promise<Person[]> {
  if (!field) return [];
  const answer = await calls.try<Office.EmailAddressDetails[]>((done) => field.getAsync(done));
  return answer.did === 'answer' ? peopleOf(answer.value) : [];
}

/** Runs when recipients change; gives back how to stop. Clients without the event (before Mailbox 1.7) stay silent. */
export function watchRecipients(item: ComposeItem, calls: Calls, changed: () => void): () => void {
  void calls.try<void>((done) => item.addHandlerAsync(Office.EventType.RecipientsChanged, changed, done));
  return () => void calls.try<void>((done) => item.removeHandlerAsync(Office.EventType.RecipientsChanged, done));
}
