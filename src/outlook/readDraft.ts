/** Who an unsent message or meeting is addressed to: as much as the pane can use before sending. */
import type { Person } from '../correlation/mail';
import { ask, type Asking, type Calls } from './calls';
import type { ComposeItem } from './openItem';
import { peopleOf } from './people';

export interface Recipients {
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  /** The client refused one of the fields: there may be more people than are named. */
  readonly missing: boolean;
}

export interface Draft extends Recipients {
  readonly kind: 'message' | 'appointment';
  /** Once each, in the order of the fields. */
  readonly people: readonly Person[];
}

type Field = Pick<Office.Recipients, 'getAsync'> | undefined;

export async function readDraft(kind: 'message' | 'appointment', item: ComposeItem, calls: Calls): Promise<Draft> {
  const all = await readRecipients(kind, item, { calls });
  const once = new Map([...all.to, ...all.cc, ...all.bcc].map((person) => [person.address.toLowerCase(), person]));
  return { kind, ...all, people: [...once.values()] };
}

/** Of a meeting, those who need not come stand in `cc`. */
export async function readRecipients(
  kind: 'message' | 'appointment',
  item: ComposeItem,
  asking: Asking,
): Promise<Recipients> {
  const fields = await Promise.all(fieldsOf(kind, item).map((field) => readField(field, asking)));
  const [to = [], cc = [], bcc = []] = fields.map(peopleOf);
  return { to, cc, bcc, missing: fields.includes(null) };
}

function fieldsOf(kind: 'message' | 'appointment', item: ComposeItem): readonly Field[] {
  const { to, cc, bcc, requiredAttendees, optionalAttendees } = item as Office.MessageCompose &
    Office.AppointmentCompose;
  return kind === 'message' ? [to, cc, bcc] : [requiredAttendees, optionalAttendees];
}

const readField = (field: Field, asking: Asking): Promise<Office.EmailAddressDetails[] | null> | [] =>
  field ? ask(asking, (done) => field.getAsync(done)) : [];
