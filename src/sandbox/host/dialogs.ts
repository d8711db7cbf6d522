/** `displayDialogAsync` with `displayInIframe`: a frame over the page, and its two-way talk with the page that opened it. */
import { makeAppContext } from './appContext';
import { openFrame, type AddInFrame } from './frame';
import { makeOsf } from './osf';
import { openWire, type Wire } from './wire';
import type { Session } from './context';

/** DialogEventReceived: the user closed it. */
const CLOSED_BY_USER = 12006;

export interface Dialogs {
  open(targetId: string, parent: Wire): void;
  tellChild(data: Readonly<Record<string, unknown>>): void;
  close(): void;
}

interface Shown {
  readonly overlay: HTMLDialogElement;
  readonly frame: AddInFrame;
  readonly wire: Wire;
}

export function makeDialogs(session: Session, into: HTMLElement): Dialogs {
  const state: { shown: Shown | null } = { shown: null };
  const close = (): void => {
    state.shown?.wire.close();
    state.shown?.overlay.remove();
    state.shown = null;
  };
  return {
    close,
    open(targetId, parent) {
      close();
      state.shown = show(session, into, { targetId, parent, close });
    },
    tellChild(data) {
      state.shown?.wire.fire('dialogParentMessageReceived', {
        messageType: 1,
        messageContent: data['messageContent'],
        messageOrigin: state.shown.frame.origin,
      });
    },
  };
}

interface Opening {
  readonly targetId: string;
  readonly parent: Wire;
  readonly close: () => void;
}

function show(session: Session, into: HTMLElement, { targetId, parent, close }: Opening): Shown {
  const { url, width = 50, height = 50 } = JSON.parse(targetId) as { url: string; width?: number; height?: number };
  const overlay = makeOverlay(width, height);
  const closedByUser = (): void => {
    close();
    parent.fire('dialogMessageReceived', { messageType: CLOSED_BY_USER });
  };
  overlay.querySelector('button')?.addEventListener('click', closedByUser);
  overlay.addEventListener('cancel', closedByUser);
  into.append(overlay);
  const frame = openFrame({ url, title: 'Dialog of the add-in', into: overlay, hidden: false, isDialog: true });
  overlay.showModal();
  return { overlay, frame, wire: openDialogWire(session, frame, parent) };
}

function makeOverlay(width: number, height: number): HTMLDialogElement {
  const overlay = document.createElement('dialog');
  overlay.className = 'add-in-dialog';
  overlay.style.width = `${width}vw`;
  overlay.style.height = `${height}vh`;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Close';
  overlay.append(button);
  return overlay;
}

function openDialogWire(session: Session, frame: AddInFrame, parent: Wire): Wire {
  const osf = makeOsf(session, {
    completed: () => undefined,
    messageParent: (data) =>
      void parent.fire('dialogMessageReceived', {
        messageType: 0,
        messageContent: data['messageToParent'],
        messageOrigin: frame.origin,
      }),
    messageChild: () => session.services.log('A dialog has no child to tell.', true),
  });
  return openWire(
    { frame: frame.element, conversationId: frame.conversationId, origin: frame.origin },
    {
      async invoke(action, data) {
        if (action === 'ContextActivationManager_getAppContextAsync') return makeAppContext(session, frame);
        if (action === 'executeMethod') return osf(data);
        // A dialog has no item: Outlook answers null.
        return null;
      },
    },
  );
}
