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

/** What is said of a call that failed. The handler of a send has nobody to tell, and no room for sentences. */
export interface CallWords {
  /** `limit`: milliseconds; null where nobody waited any more. */
  silent(limit: number | null): string;
  refused(error: Partial<Office.Error> | undefined): { readonly code: number | null; readonly why: string };
  thrown(error: unknown): string;
}

export interface PoolDoors {
  readonly after: (milliseconds: number, run: () => void) => () => void;
  readonly words: CallWords;
}

const AT_ONCE = 3;
/** Milliseconds; Outlook itself gives up after 65 s, which is longer than anybody waits. */
const LIMIT = 10_000;

export function makeCallPool({ after, words }: PoolDoors): Calls {
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
        if (signal?.aborted) return resolve({ did: 'silent', why: words.silent(null) });
        pool.running += 1;
        run(ask, { after, words, limit }, (answer: Answer<T>) => {
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
  { after, words, limit }: PoolDoors & { limit: number },
  finish: (answer: Answer<T>) => void,
): void {
  const state = { over: false };
  const once = (answer: Answer<T>) => {
    if (state.over) return;
    state.over = true;
    calledOff();
    finish(answer);
  };
  const calledOff = after(limit, () => once({ did: 'silent', why: words.silent(limit) }));
  try {
    ask((result) => once(read(result, words)));
  } catch (error) {
    once({ did: 'refuse', code: null, why: words.thrown(error) });
  }
}

/** Compares words, not `Office.AsyncResultStatus`: that enumeration is missing in the JavaScript-only runtime. */
function read<T>(result: Office.AsyncResult<T>, words: CallWords): Answer<T> {
  return (result.status as unknown) === 'succeeded'
    ? { did: 'answer', value: result.value }
    : { did: 'refuse', ...words.refused(result.error as Partial<Office.Error> | undefined) };
}
