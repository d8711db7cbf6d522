/** To, cc and bcc of a draft; required and optional attendees of an appointment. */
import { ERROR, HostError } from '../errors';
import { toPerson } from '../initialData';
import { editItem, itemOf, type Call, type Calls } from './call';
import type { AnyItem, Person } from '../../mailbox/shapes';

const MESSAGE_FIELDS = ['to', 'cc', 'bcc'] as const;
const MEETING_FIELDS = ['required', 'optional'] as const;

export const recipientCalls: Calls = {
  15: {
    name: 'recipients.getAsync',
    level: 1,
    run: (call) => peopleIn(itemOf(call), fieldOf(call)).map((one) => toPerson(one, call.session.user)),
  },
  21: { name: 'recipients.setAsync', level: 2, run: (call) => write(call, () => given(call)) },
  22: { name: 'recipients.addAsync', level: 2, run: (call) => write(call, (before) => [...before, ...given(call)]) },
  107: {
    name: 'from.getAsync',
    level: 1,
    run: (call) => {
      const item = itemOf(call);
      const from = item.kind === 'message' ? item.from : item.organizer;
      return toPerson(from ?? call.session.user, call.session.user);
    },
  },
};

const fieldOf = (call: Call): number => Number(call.params['recipientField'] ?? 0);

function peopleIn(item: AnyItem, field: number): readonly Person[] {
  if (item.kind === 'message') return item[MESSAGE_FIELDS[field] ?? 'to'];
  return item[MEETING_FIELDS[field] ?? 'required'];
}

function write(call: Call, change: (before: readonly Person[]) => readonly Person[]): void {
  const field = fieldOf(call);
  const edit = (item: AnyItem): AnyItem => {
    const people = change(peopleIn(item, field));
    return item.kind === 'message'
      ? { ...item, [MESSAGE_FIELDS[field] ?? 'to']: people }
      : { ...item, [MEETING_FIELDS[field] ?? 'required']: people };
  };
  editItem(call, edit, 'update');
}

/** Plain addresses or `{ address, name }`, as the library passes them on. */
function given(call: Call): Person[] {
  const list = call.params['recipientArray'];
  if (!Array.isArray(list)) throw new HostError(ERROR.invalidParameter, 'recipientArray is missing.');
  return (list as unknown[]).map((one) => {
    const { address, name } = typeof one === 'string' ? { address: one, name: one } : (one as Partial<Person>);
    return { address: address ?? '', name: name || (address ?? '') };
  });
}
