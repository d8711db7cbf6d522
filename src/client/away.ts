import type { Failure, ProblemCode } from '../contract/problems';

const NO_LINE: ReadonlySet<ProblemCode> = new Set([
  'offline',
  'cannotSignIn',
  'notSignedIn',
  'tokenExpired',
  'tooMany',
  'storeAway',
  'storeBusy',
  'storeFull',
  'stopping',
]);
/** What a proxy says for a server that is down (RFC 9110 15.6.3 to 15.6.5). */
const GATEWAY = new Set([502, 503, 504]);

/** Nothing gets through at present, whatever is asked: letters wait. */
export const isAway = ({ code, status }: Pick<Failure, 'code' | 'status'>) =>
  NO_LINE.has(code) || (code === 'badAnswer' && GATEWAY.has(status));
