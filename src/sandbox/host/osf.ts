/** The calls of office.js itself (`executeMethod`, lower case): sign-in, completed events, messages of dialogs. */
import type { Session } from './context';

const COMPLETED = 94;
const CLOSE_CONTAINER = 97;
const GET_ACCESS_TOKEN = 98;
const MESSAGE_PARENT = 144;
const MESSAGE_CHILD = 145;

/** 13001: nobody is signed in; the closest to "the server gives no token". */
const NOT_SIGNED_IN = 13001;
/** 5000-family "this is not supported by this host". */
const NOT_SUPPORTED = 5001;

export interface Completed {
  readonly commandId: string;
  /** 0, or 11101 where the page knows no such function. */
  readonly status: number;
  /** The event as it came back, with the options of `event.completed`. */
  readonly event: { readonly completedContext?: CompletedContext };
}

export interface CompletedContext {
  readonly allowEvent?: boolean;
  readonly errorMessage?: string;
  readonly cancelLabel?: string;
  readonly sendModeOverride?: string;
}

export interface OsfDesk {
  completed(result: Completed): void;
  messageParent(data: Record<string, unknown>): void;
  messageChild(data: Record<string, unknown>): void;
}

export function makeOsf(session: Session, desk: OsfDesk): (data: unknown) => Promise<object> {
  return async (data) => {
    const args = data as Record<string, unknown> & { DdaMethod?: { DispatchId?: number } };
    switch (args.DdaMethod?.DispatchId) {
      case COMPLETED:
        desk.completed(readCompleted(args));
        return done();
      case CLOSE_CONTAINER:
        session.services.desk.closePane();
        return done();
      case GET_ACCESS_TOKEN:
        return getAccessToken(session);
      case MESSAGE_PARENT:
        desk.messageParent(args);
        return done();
      case MESSAGE_CHILD:
        desk.messageChild(args);
        return done();
      default:
        session.services.log(`${session.label}: no answer is known for OSF id ${args.DdaMethod?.DispatchId}`, true);
        return done({ Error: NOT_SUPPORTED });
    }
  };
}

const done = (more: object = {}): object => ({ Version: 1, Error: 0, ...more });

function readCompleted(args: Record<string, unknown>): Completed {
  const event = args['2'];
  return {
    commandId: String(args['0'] ?? ''),
    status: Number(args['1'] ?? 0),
    event: typeof event === 'string' && event !== '' ? (JSON.parse(event) as Completed['event']) : {},
  };
}

/** The server's own issuer for development answers for the user whose mailbox this is. */
async function getAccessToken(session: Session): Promise<object> {
  try {
    const answer = await session.services.fetch('/dev/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: session.user.address }),
    });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const { access_token: accessToken } = (await answer.json()) as { access_token: string };
    return done({ accessToken });
  } catch (error) {
    session.services.log(`${session.label}: no token for ${session.user.address}: ${String(error)}`);
    return done({ Error: NOT_SIGNED_IN });
  }
}
