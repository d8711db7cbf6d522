/**
 * Office's callbacks as promises, in one place. Outlook on the web refuses a fourth item call while three are under way
 * (Microsoft, "Limits for activation and JavaScript API", asynchronous calls), and a client which loses a request never
 * calls back at all: so there is a pool, and each call has a time limit.
 */
export type Callback<T> = (result: Office.AsyncResult<T>) => void;

export type Answer<T> =
  | { readonly did: 'answer'; readonly value: T }
  | { readonly did: 'refuse'; readonly code: number | null; readonly why: string }
  /** No callback within the time limit. */
  | { readonly did: 'silent'; readonly why: string };

export interface CallOptions {
  /** Milliseconds. */
  readonly limit?: number;
  /** Aborted while the call still waits for its turn, it is not made at all: nobody waits for an item that was left. */
  readonly signal?: AbortSignal;
}

export interface Calls {
  /** Never rejects: a refusal is an answer too. */
  try<T>(ask: (done: Callback<T>) => void, options?: CallOptions): Promise<Answer<T>>;
}

/** The calls, and how long one of them may take here. */
export interface Asking {
  readonly calls: Calls;
  readonly options?: CallOptions;
}

/** The value, or null where the client refuses it, for whatever reason. */
export const ask = <T>({ calls, options }: Asking, question: (done: Callback<T>) => void): Promise<T | null> =>
  calls.try(question, options).then((answer) => (answer.did === 'answer' ? answer.value : null));

/** Whether the client did it. */
export const did = ({ calls, options }: Asking, deed: (done: Callback<void>) => void): Promise<boolean> =>
  calls.try(deed, options).then((answer) => answer.did === 'answer');

export interface CallDoors {
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

const AT_ONCE = 3;
/** Milliseconds; Outlook itself gives up after 65 s, which is longer than anybody waits. */
const LIMIT = 10_000;

export function makeCalls({ after }: CallDoors): Calls {
  const waiting: (() => void)[] = [];
  const pool = { running: 0 };
  const next = () => {
    while (pool.running < AT_ONCE && waiting.length > 0) waiting.shift()?.();
  };

  function attempt<T>(
    ask: (done: Callback<T>) => void,
    { limit = LIMIT, signal }: CallOptions = {},
  ): Promise<Answer<T>> {
    return new Promise((resolve) => {
      waiting.push(() => {
        if (signal?.aborted) return resolve({ did: 'silent', why: 'It was not wanted any more.' });
        pool.running += 1;
        run(ask, { after, limit }, (answer: Answer<T>) => {
          pool.running -= 1;
          resolve(answer);
          next();
        });
      });
      next();
    });
  }

  return { try: attempt };
}

/** Calls `finish` exactly once, whatever Office does: answers, refuses, throws, answers twice, or never. */
function run<T>(
  ask: (done: Callback<T>) => void,
  doors: CallDoors & { limit: number },
  finish: (answer: Answer<T>) => void,
): void {
  const state = { over: false };
  const once = (answer: Answer<T>) => {
    if (state.over) return;
    state.over = true;
    calledOff();
    finish(answer);
  };
  const calledOff = doors.after(doors.limit, () =>
    once({ did: 'silent', why: `It did not answer within ${doors.limit / 1000} seconds.` }),
  );
  try {
    ask((result) => once(read(result)));
  } catch (error) {
    once({ did: 'refuse', code: null, why: error instanceof Error ? error.message : String(error) });
  }
}

/** Compares words, not `Office.AsyncResultStatus`: that enumeration is missing in the JavaScript-only runtime. */
function read<T>(result: Office.AsyncResult<T>): Answer<T> {
  if ((result.status as unknown) === 'succeeded') return { did: 'answer', value: result.value };
  const error = result.error as Partial<Office.Error> | undefined;
  const words = [error?.name, error?.message].filter(Boolean).join(': ') || 'It gave no reason.';
  return {
    did: 'refuse',
    code: error?.code ?? null,
    why: error?.code === undefined ? words : `${words} (${error.code})`,
  };
}
