/**
 * Every failure a person can meet, in one list: status, what happened, what to do next.
 * On the wire: RFC 9457 (application/problem+json) with `code` and `next` added.
 */
const problems = {
  badInput: [400, 'The request is not well formed.', 'Correct the named field and try again.'],
  notSignedIn: [401, 'You are not signed in.', 'Sign in again; nothing you did is lost.'],
  tokenExpired: [401, 'Your sign-in has expired.', 'Sign in again; nothing you did is lost.'],
  notAllowed: [403, 'You may not do this.', 'Ask an administrator of your organisation for the permission.'],
  unknownUser: [403, 'You are signed in, but not a user of this organisation.', 'Ask an administrator to add you.'],
  notFound: [404, 'There is nothing here under this address.', 'Go back and choose again; it may have been deleted.'],
  unknownRecord: [404, 'This record does not exist, or you may not see it.', 'Search for the record again.'],
  unknownTracking: [404, 'This is not tracked any more.', 'Open it again to see its present state.'],
  alreadyExists: [409, 'There is one like this already.', 'Search for it and choose it, or correct what you typed.'],
  changedMeanwhile: [409, 'Somebody changed this before you.', 'Look at the present state and decide again.'],
  alreadyRunning: [409, 'This is being done already.', 'Wait until it is done, or stop it and begin again.'],
  lastAdministrator: [409, 'Somebody has to be an administrator.', 'Make another person an administrator first.'],
  requestReused: [409, 'This request was used for something else before.', 'Start the action again.'],
  erased: [
    410,
    'This is about somebody whose data was erased.',
    'Mail of theirs from before that day is not taken in again; discard it here.',
  ],
  tooLarge: [
    413,
    'This is larger than the server accepts.',
    'Track the mail without its body, or ask an administrator to raise the limit.',
  ],
  tooMany: [429, 'Too many requests in a short time.', 'Wait a moment and try again.'],
  serverFault: [500, 'The server made a mistake.', 'Try again; if it stays, give the reference to your administrator.'],
  storeAway: [503, 'The server cannot reach its database.', 'Try again in a minute; nothing was changed.'],
  storeBusy: [503, 'The database is busy with other work.', 'Try again in a moment; nothing was changed.'],
  storeFull: [
    503,
    'The server has no room left to store anything.',
    'Try again later; nothing was changed. An administrator has to make room on the disk of the database.',
  ],
  stopping: [503, 'The server is stopping.', 'Try again in a minute; nothing was changed.'],
  offline: [0, 'The server cannot be reached.', 'Check your connection; try again.'],
  badAnswer: [
    502,
    'The server gave an answer that cannot be understood.',
    'Try again; if it stays, tell your administrator.',
  ],
  storageFull: [
    0,
    'This device has no room left to keep what you did.',
    'Make room on it, or try again when the server can be reached: then nothing has to be kept.',
  ],
  storageAway: [0, 'This Outlook lets nothing be kept on this device.', 'Try again when the server can be reached.'],
  cannotSignIn: [401, 'Outlook could not sign you in.', 'Close the pane and open it again, or ask your administrator.'],
  anotherOpen: [0, 'Outlook shows another email now.', 'Nothing was changed. Look at this email, then decide again.'],
  clientRefused: [0, 'Outlook refused what was asked of it.', 'Try again; if it stays, restart Outlook.'],
} as const satisfies Record<string, readonly [status: number, sentence: string, next: string]>;

export type ProblemCode = keyof typeof problems;

/** A Problem as plain data, which a storage can keep. */
export interface Failure {
  readonly code: ProblemCode;
  /** 0: it never reached a server. */
  readonly status: number;
  readonly sentence: string;
  /** What to do about it. */
  readonly next: string;
  /** The particulars of this case, safe to show. */
  readonly detail: string | null;
  /** Ties what a person saw to the server's log. */
  readonly reference: string | null;
  /** Seconds after which the same may be tried again (HTTP's Retry-After); without it, as the status says. */
  readonly retryAfter?: number;
}

/** A known failure. */
export class Problem extends Error implements Failure {
  readonly code: ProblemCode;
  readonly status: number;
  readonly sentence: string;
  readonly next: string;
  readonly detail: string | null;
  readonly reference: string | null;
  readonly retryAfter?: number;

  constructor({ code, status, sentence, next, detail, reference, retryAfter }: Failure) {
    super(detail ? `${sentence} ${detail}` : sentence);
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.sentence = sentence;
    this.next = next;
    this.detail = detail;
    this.reference = reference;
    if (retryAfter !== undefined) this.retryAfter = retryAfter;
  }
}

/** Makes the Problem of the list with the particulars of this case. */
export function problem(code: ProblemCode, detail: string | null = null, reference: string | null = null): Problem {
  const [status, sentence, next] = problems[code];
  return new Problem({ code, status, sentence, next, detail, reference });
}

/** The Problem of the list, and after how many seconds to try again. */
export function tryLater(code: ProblemCode, seconds: number, detail: string | null = null): Problem {
  return new Problem({ ...toFailure(problem(code, detail)), retryAfter: seconds });
}

export function toFailure({ code, status, sentence, next, detail, reference }: Failure): Failure {
  return { code, status, sentence, next, detail, reference };
}

export function isProblemCode(code: unknown): code is ProblemCode {
  return typeof code === 'string' && Object.hasOwn(problems, code);
}

/** The body of a Problem on the wire. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly next: string;
  readonly reference?: string;
}

export function toBody(p: Problem): ProblemBody {
  return {
    type: `urn:threadmark:problem:${p.code}`,
    title: p.sentence,
    status: p.status,
    code: p.code,
    next: p.next,
    ...(p.detail === null ? {} : { detail: p.detail }),
    ...(p.reference === null ? {} : { reference: p.reference }),
  };
}
