/** One running page of the add-in: its frame, its line to us, the item it is bound to, and the life of both. */
import { makeAppContext } from './appContext';
import { makeDialogs } from './dialogs';
import { makeExecute } from './execute';
import { leaveFrame } from './focusExit';
import { openFrame, type AddInFrame } from './frame';
import { makeInitialData } from './initialData';
import { makeOsf, type Completed } from './osf';
import { openWire, type Wire } from './wire';
import { mailboxOf } from '../mailbox/world';
import type { AddIn } from '../manifest/addIn';
import type { Person } from '../mailbox/shapes';
import type { ItemRef, Services, Session } from './context';

const NOTIFY = 'ContextActivationManager_notifyHost';
/** Every page registers for this when office.js has started: the best sign that it is there. */
const COMMANDS = 'appCommandInvoked';

export interface SessionOptions {
  readonly services: Services;
  readonly addIn: AddIn;
  readonly user: Person;
  readonly item: ItemRef | null;
  readonly url: string;
  readonly label: string;
  readonly into: HTMLElement;
  readonly hidden: boolean;
  /** Told of every event that the page begins to listen to. */
  readonly onRegistered?: (event: string) => void;
}

export interface RunningSession {
  readonly frame: AddInFrame;
  item(): ItemRef | null;
  /** Resolves once office.js is up in the page. */
  readonly started: Promise<void>;
  /** Binds the page to another item and tells it, as a pinned pane is told; false where it does not listen. */
  changeItem(next: ItemRef | null): boolean;
  fire(event: string, data: unknown): boolean;
  isRegistered(event: string): boolean;
  /** Has a function of the page run; resolves when it calls `event.completed`. */
  run(functionName: string, event: object): Promise<Completed>;
  close(): void;
}

export function openSession(options: SessionOptions): RunningSession {
  const bound = { item: options.item };
  const session = makeSession(options, () => bound.item);
  const frame = openFrame({
    url: options.url,
    title: options.label,
    into: options.into,
    hidden: options.hidden,
    isDialog: false,
  });
  const waiting = new Map<string, (result: Completed) => void>();
  const start = { resolve: (): void => undefined };
  const started = new Promise<void>((resolve) => (start.resolve = resolve));
  const dialogs = makeDialogs(session, options.into.ownerDocument.body);
  const execute = makeExecute(session);
  const osf = makeOsf(session, {
    completed: (result) => waiting.get(result.commandId)?.(result),
    messageParent: () => session.services.log(`${options.label}: messageParent from a page that is no dialog.`, true),
    messageChild: (data) => dialogs.tellChild(data),
  });
  const wire: Wire = openWire(
    { frame: frame.element, conversationId: frame.conversationId, origin: frame.origin },
    {
      invoke: (action, data) => invoke(action, data, { session, frame, execute, osf }),
      registered(event, registration) {
        if (event === COMMANDS) start.resolve();
        if (event === 'dialogMessageReceived') dialogs.open(registration.targetId, wire);
        options.onRegistered?.(event);
      },
      unregistered: (event) => event === 'dialogMessageReceived' && dialogs.close(),
    },
  );
  return {
    frame,
    started,
    item: () => bound.item,
    changeItem(next) {
      bound.item = next;
      return wire.fire('olkItemSelectedChanged', makeInitialData(session));
    },
    fire: wire.fire,
    isRegistered: wire.isRegistered,
    run(functionName, event) {
      const commandId = crypto.randomUUID();
      const result = new Promise<Completed>((resolve) => waiting.set(commandId, resolve));
      wire.fire(COMMANDS, [commandId, functionName, JSON.stringify(event)]);
      return result.finally(() => waiting.delete(commandId));
    },
    close() {
      dialogs.close();
      wire.close();
      frame.remove();
    },
  };
}

function makeSession(
  options: Pick<SessionOptions, 'services' | 'addIn' | 'user' | 'label'>,
  item: () => ItemRef | null,
): Session {
  const { services, addIn, user, label } = options;
  return {
    services,
    addIn,
    user,
    label,
    item,
    mailbox() {
      const mailbox = mailboxOf(services.world.get(), user.address);
      if (!mailbox) throw new Error(`There is no mailbox ${user.address}.`);
      return mailbox;
    },
  };
}

interface Line {
  readonly session: Session;
  readonly frame: AddInFrame;
  readonly execute: (data: unknown) => Promise<object>;
  readonly osf: (data: unknown) => Promise<object>;
}

async function invoke(action: string, data: unknown, line: Line): Promise<unknown> {
  const { session, frame } = line;
  switch (action) {
    case 'ContextActivationManager_getAppContextAsync':
      return makeAppContext(session, frame);
    case NOTIFY:
      leaveFrame(frame.element, (data as readonly unknown[])[1]);
      return null;
    case 'GetInitialData':
      return makeInitialData(session);
    case 'ExecuteMethod':
      return line.execute(data);
    case 'executeMethod':
      return line.osf(data);
    case 'ContextActivationManager_openWindowInHost':
      session.services.desk.openWindow((data as { strUrl: string }).strUrl);
      return null;
    default:
      session.services.log(`${session.label}: no answer is known for the action ${action}`, true);
      return {};
  }
}
