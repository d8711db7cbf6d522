/** Answers one `ExecuteMethod`: is it known, is it allowed, are there too many at once, then what it says. */
import { calls } from './api/registry';
import { ERROR, HostError } from './errors';
import type { ApiCall, Level } from './api/call';
import type { Permission } from '../manifest/addIn';
import type { Session } from './context';

const LEVEL: Readonly<Record<Permission, Level>> = {
  Restricted: 0,
  ReadItem: 1,
  ReadWriteItem: 2,
  ReadWriteMailbox: 3,
};

/** Outlook on the web runs three calls of an item at a time; what comes beyond fails there and is a fault of the add-in. */
const MOST_AT_ONCE = 3;

/** Long enough that calls made in one breath are open together, short enough not to be felt. */
const LATENCY = 2;

export type Execute = (data: unknown) => Promise<object>;

interface Request {
  readonly ApiParams?: Record<string, unknown>;
  readonly MethodData: { readonly DispatchId: number };
}

export function makeExecute(session: Session, wait: (milliseconds: number) => Promise<void> = sleep): Execute {
  const open = { count: 0 };
  return async (data) => {
    const { ApiParams: params = {}, MethodData: method } = data as Request;
    const call = calls[method.DispatchId];
    open.count += 1;
    const together = open.count;
    try {
      await wait(LATENCY);
      if (together > MOST_AT_ONCE) throw tooMany(session, call, together);
      return await answer(session, call ?? unknownCall(session, method.DispatchId, params), params);
    } catch (error) {
      return refusal(session, call, error);
    } finally {
      open.count -= 1;
    }
  };
}

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));

async function answer(session: Session, call: ApiCall, params: Record<string, unknown>): Promise<object> {
  if (call.level > LEVEL[session.addIn.permission]) {
    throw new HostError(ERROR.noPermission, `${call.name} needs more than ${session.addIn.permission}.`);
  }
  const value = await call.run({ session, params });
  return call.whole ? (value as object) : { error: false, data: value };
}

/** A known refusal is the add-in's to handle; anything else is a fault of ours and says so. */
function refusal(session: Session, call: ApiCall | undefined, error: unknown): object {
  const known = error instanceof HostError;
  session.services.log(
    `${session.label}: ${call?.name ?? 'unknown call'} failed: ${known ? `${error.code} ${error.message}` : String(error)}`,
    !known,
  );
  return { error: true, errorCode: known ? error.code : ERROR.genericResponse };
}

function tooMany(session: Session, call: ApiCall | undefined, count: number): HostError {
  session.services.log(
    `${session.label}: ${call?.name ?? 'a call'} was call number ${count} at once; Outlook runs ${MOST_AT_ONCE}.`,
    true,
  );
  return new HostError(ERROR.genericResponse, 'Too many calls at once.');
}

function unknownCall(session: Session, id: number, params: object): never {
  session.services.log(`${session.label}: no answer is known for dispatch id ${id} ${JSON.stringify(params)}`, true);
  throw new HostError(ERROR.notSupported, `Unknown dispatch id ${id}.`);
}
