/**
 * The line between our page and one add-in frame: office.js posts JSON texts, we answer and fire events.
 * Field names and numbers are those of office.js 1.1 for Outlook on the web.
 */

export interface Message {
  readonly _messageType: 0 | 1;
  readonly _actionName: string;
  readonly _conversationId: string;
  readonly _correlationId: number;
  readonly _data: unknown;
  readonly _actionType?: number;
  readonly _errorCode?: number;
}

/** What office.js asks for by `_actionType`. */
const INVOKE = 0;
const REGISTER = 1;

export interface WireDesk {
  /** The reply's `_data`; a rejected promise becomes an XDM error, after which the add-in's callback hears nothing. */
  invoke(action: string, data: unknown): Promise<unknown>;
  registered?(event: string, data: EventRegistration): void;
  unregistered?(event: string, data: EventRegistration): void;
}

export interface EventRegistration {
  readonly controlId: string;
  readonly eventDispId: number;
  readonly targetId: string;
}

export interface Wire {
  /** False where nobody registered for it, as a real host drops it then. */
  fire(event: string, data: unknown): boolean;
  isRegistered(event: string): boolean;
  close(): void;
}

export interface WireEnds {
  readonly frame: HTMLIFrameElement;
  readonly conversationId: string;
  /** Where the add-in lives, and so the only origin listened to. */
  readonly origin: string;
}

export function openWire(ends: WireEnds, desk: WireDesk): Wire {
  /** By event name: the correlation id of its registration, which goes along with every firing. */
  const events = new Map<string, number>();
  const line: Line = { desk, events, post: (answer) => post(ends, answer) };
  const listen = (event: MessageEvent): void => {
    if (event.source !== ends.frame.contentWindow || event.origin !== ends.origin) return;
    const message = readMessage(event.data);
    if (!message || message._conversationId !== ends.conversationId || message._messageType !== 0) return;
    if ((message._actionType ?? INVOKE) === INVOKE) onInvoke(line, message);
    else onRegistration(line, message);
  };
  window.addEventListener('message', listen);
  return {
    isRegistered: (event) => events.has(event),
    fire(event, data) {
      const correlation = events.get(event);
      if (correlation === undefined) return false;
      line.post({
        _messageType: 1,
        _actionName: event,
        _correlationId: correlation,
        _data: data,
        _errorCode: 0,
        _responseType: 1,
      });
      return true;
    },
    close: () => window.removeEventListener('message', listen),
  };
}

interface Line {
  readonly desk: WireDesk;
  readonly events: Map<string, number>;
  readonly post: (answer: object) => void;
}

function post(ends: WireEnds, answer: object): void {
  const envelope = { _conversationId: ends.conversationId, _origin: location.origin, _serializerVersion: 1, ...answer };
  ends.frame.contentWindow?.postMessage(JSON.stringify(envelope), ends.origin);
}

function reply(line: Line, to: Message, data: unknown, errorCode = 0): void {
  const { _actionName, _correlationId } = to;
  line.post({ _messageType: 1, _actionName, _correlationId, _data: data, _errorCode: errorCode, _responseType: 0 });
}

function onInvoke(line: Line, message: Message): void {
  line.desk.invoke(message._actionName, message._data).then(
    (data) => reply(line, message, data),
    (error: unknown) => {
      console.error('sandbox host:', message._actionName, error);
      reply(line, message, {}, -2);
    },
  );
}

function onRegistration(line: Line, message: Message): void {
  const registration = message._data as EventRegistration;
  if (message._actionType === REGISTER) line.events.set(message._actionName, message._correlationId);
  else line.events.delete(message._actionName);
  reply(line, message, { Error: 0 });
  if (message._actionType === REGISTER) line.desk.registered?.(message._actionName, registration);
  else line.desk.unregistered?.(message._actionName, registration);
}

/** null for whatever is no message of office.js: other scripts post to windows too. */
function readMessage(data: unknown): Message | null {
  if (typeof data !== 'string' || !data.startsWith('{')) return null;
  try {
    const message = JSON.parse(data) as Partial<Message>;
    return typeof message._actionName === 'string' ? (message as Message) : null;
  } catch (error) {
    console.warn('sandbox host: a message that is no JSON', error);
    return null;
  }
}
