/** Asks our server, and turns whatever comes back into a reply or a Problem. Clock, network and sign-in are handed in. */
import type { Endpoint } from '../contract/endpoint';
import type { Body, EndpointName, Params, Reply } from '../contract/endpoints';
import type { everyday } from '../contract/everyday';
import { Problem, problem } from '../contract/problems';
import { readProblem, readReply } from './answer';

export interface ApiDoors {
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  /** A bearer token; `fresh` after the server refused the last one. Throws a Problem. */
  readonly token: (fresh?: boolean) => Promise<string>;
  /** Runs after so many milliseconds; gives back how to call it off. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

/** What is asked is only read: the engine's readonly shapes fit without a copy. */
type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

export type Input<N extends EndpointName> = (Body<N> extends undefined ? object : { readonly body: Frozen<Body<N>> }) &
  (Params<N> extends undefined ? object : { readonly params: Params<N> }) & { readonly signal?: AbortSignal };

/** By default what the pane may ask. */
export interface Api<Askable extends EndpointName = keyof typeof everyday> {
  /** Throws a Problem, or the signal's AbortError where the asker has lost interest. */
  call<N extends Askable>(name: N, input: Input<N>): Promise<Reply<N>>;
}

/** Milliseconds. The second try comes soon enough that a person still waits for it. */
const BACKOFF = 400;
const TIME_LIMIT = 20_000;

/** Answers behind which a proxy or a restarting server stands: the same question may succeed a moment later. */
const PASSING = new Set([502, 503, 504]);

/**
 * What may be asked twice without harm: questions, and acts that carry a request id. Saving settings is not: the
 * second try would meet the version which the first one made.
 */
const repeatable = (name: EndpointName) => name !== 'saveSettings';

/** Each page brings the table of what it asks, so that none carries the others' shapes. */
export function makeApi<T extends Table>(doors: ApiDoors, table: T): Api<keyof T & EndpointName> {
  return {
    async call(name, input) {
      const ask = { name, endpoint: table[name] as Endpoint, ...input } as Ask;
      const first = await tell(() => once(doors, ask), ask.signal);
      if (!(first instanceof Problem)) return first as never;
      const again = await secondTry(doors, ask, first);
      if (again === null) throw first;
      const second = await tell(again, ask.signal);
      if (second instanceof Problem) throw second;
      return second as never;
    },
  };
}

type Table = { readonly [N in EndpointName]?: Endpoint };

interface Ask {
  readonly name: EndpointName;
  readonly endpoint: Endpoint;
  readonly body?: unknown;
  readonly params?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** How to try again after this failure, waiting included; null where a second try cannot help. */
async function secondTry(doors: ApiDoors, ask: Ask, failure: Problem): Promise<(() => Promise<unknown>) | null> {
  if (failure.code === 'tokenExpired' || failure.code === 'notSignedIn') return () => once(doors, ask, true);
  /** A server that kept silent for the whole time limit gets no second one: the person has waited enough. */
  const cutOff = failure.code === 'offline' && failure.detail === null;
  const passing = cutOff || PASSING.has(failure.status);
  if (!passing || !repeatable(ask.name)) return null;
  await pause(doors, BACKOFF, ask.signal);
  return () => once(doors, ask);
}

/** A known failure as a value; lost interest and bugs fly on. */
async function tell(run: () => Promise<unknown>, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof Problem) return error;
    throw error;
  }
}

async function once(doors: ApiDoors, ask: Ask, freshToken = false): Promise<unknown> {
  const token = await doors.token(freshToken);
  ask.signal?.throwIfAborted();
  const limit = new AbortController();
  const abort = () => limit.abort();
  ask.signal?.addEventListener('abort', abort);
  const calledOff = doors.after(TIME_LIMIT, abort);
  try {
    const answer = await doors.fetch(addressOf(ask), requestOf(ask, token, limit.signal));
    if (!answer.ok) throw await readProblem(answer);
    return await readReply(answer, ask.endpoint.reply);
  } catch (error) {
    throw error instanceof Problem ? error : lost(limit.signal.aborted);
  } finally {
    calledOff();
    ask.signal?.removeEventListener('abort', abort);
  }
}

/** `fetch` tells no reason for a failed connection (Fetch standard, network error), so none is shown. */
const lost = (silent: boolean) =>
  problem('offline', silent ? `It did not answer within ${TIME_LIMIT / 1000} seconds.` : null);

function requestOf(ask: Ask, token: string, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json', authorization: `Bearer ${token}` };
  const request: RequestInit = {
    method: ask.endpoint.method,
    headers,
    signal,
    credentials: 'omit',
    cache: 'no-store',
  };
  if (ask.body === undefined) return request;
  headers['content-type'] = 'application/json';
  return { ...request, body: JSON.stringify(ask.body) };
}

/** Fills `{name}` in the path; what is not in the path goes into the query. */
function addressOf(ask: Ask): string {
  const given = new Map(Object.entries(ask.params ?? {}));
  const path = ask.endpoint.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = given.get(name) ?? '';
    given.delete(name);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams([...given]).toString();
  return query ? `${path}?${query}` : path;
}

function pause(doors: ApiDoors, milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const calledOff = doors.after(milliseconds, () => {
      signal?.removeEventListener('abort', stop);
      resolve();
    });
    const stop = () => {
      calledOff();
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', stop, { once: true });
  });
}
