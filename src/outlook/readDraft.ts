/** Who an unsent message or meeting is addressed to: as much as the pane can use before sending. */
import type { Person } from '../correlation/mail';
import { ask, type Asking, type Calls } from './calls';
import type { ComposeItem } from './openItem';
import { peopleOf } from './people';

export interface Recipients {
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
}

export interface Draft extends Recipients {
  readonly kind: 'message' | 'appointment';
  /** Once each, in the order of the fields. */
  readonly people: readonly Person[];
}

type Field = Pick<Office.Recipients, 'getAsync'> | undefined;

export async function readDraft(kind: 'message' | 'appointment', item: ComposeItem, calls: Calls): Promise<Draft> {
  const { to, cc, bcc } = await readRecipients(kind, item, { calls });
  const once = new Map([...to, ...cc, ...bcc].map((person) => [person.address.toLowerCase(), person]));
  return { kind, to, cc, bcc, people: [...once.values()] };
}

/** A field that the client refuses counts as empty. Of a meeting, those who need not come stand in `cc`. */
export async function readRecipients(
  kind: 'message' | 'appointment',
  item: ComposeItem,
  asking: Asking,
): Promise<Recipients> {
  const [to = [], cc = [], bcc = []] = await Promise.all(fieldsOf(kind, item).map((field) => readField(field, asking)));
  return { to, cc, bcc };
}

function fieldsOf(kind: 'message' | 'appointment', item: ComposeItem): readonly Field[] {
  const { to, cc, bcc, requiredAttendees, optionalAttendees } = item as Office.MessageCompose &
    Office.AppointmentCompose;
  return kind === 'message' ? [to, cc, bcc] : [requiredAttendees, optionalAttendees];
}

const readField = (field: Field, asking: Asking): Promise<Person[]> =>
  field
    ? ask<Office.EmailAddressDetails[]>(asking, (done) => field.getAsync(done)).then(peopleOf)
    : Promise.resolve([]);
