/** The item as a whole: saving, closing, moving, its id, how it came to be composed. */
import { ERROR, HostError } from '../errors';
import { draftOf, editAppointment, editDraft, itemOf, textParam, type Call, type Calls } from './call';

export const itemCalls: Calls = {
  32: { name: 'saveAsync', level: 2, run: save },
  41: { name: 'close', level: 0, run: close },
  42: { name: 'closeApp', level: 0, run: ({ session }) => session.services.desk.closePane() },
  99: { name: 'getInitializationContextAsync', level: 1, run: () => null },
  101: {
    name: 'move',
    level: 3,
    run: (call) => {
      const moved = call.session.services.desk.move(itemOf(call).id, textParam(call, 'destinationFolder'));
      if (!moved) throw new HostError(ERROR.itemNotFound, 'There is no such folder.');
    },
  },
  108: {
    name: 'getSharedPropertiesAsync',
    level: 1,
    run: () => {
      throw new HostError(ERROR.notSupported, 'This item lies in the user’s own mailbox.');
    },
  },
  164: {
    name: 'getItemIdAsync',
    level: 1,
    run: (call) => {
      const item = itemOf(call);
      const saved = item.kind === 'appointment' ? item.saved : (item.draft?.saved ?? true);
      if (!saved) throw new HostError(ERROR.itemNotSaved, 'The item was not saved yet.');
      return item.id;
    },
  },
  174: {
    name: 'getComposeTypeAsync',
    level: 1,
    run: (call) => ({ composeType: draftOf(call).draft.composeType, coercionType: 'html' }),
  },
  175: { name: 'isClientSignatureEnabledAsync', level: 1, run: () => false },
  176: { name: 'disableClientSignatureAsync', level: 2, run: () => undefined },
};

function save(call: Call): string {
  const item = itemOf(call);
  if (item.kind === 'message') editDraft(call, (draft) => ({ ...draft, saved: true }));
  else editAppointment(call, (appointment) => ({ ...appointment, saved: true }));
  return item.id;
}

function close(call: Call): void {
  const ref = call.session.item();
  if (ref) call.session.services.desk.close(ref);
}
