/** Which failures of the database a person can understand, and which pass when the same is tried again. */
import { Problem, problem } from '../../contract/problems';

interface Failure {
  readonly code?: string;
  readonly message?: string;
}

/** Node's words for a server that is not there, and pg's own, which carry no code. */
const AWAY = /^(ECONN|EPIPE|ENOENT|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/;
const LOST =
  /connection terminated|timeout exceeded when trying to connect|not queryable|cannot use a pool after calling end/i;
/** SQLSTATE classes: connection, authorisation, no such database, too many connections, shutting down or starting. */
const AWAY_STATES = /^(08|28|3D000|53300|57P0)/;

/** The Problem for an unreachable database; anything else as it is. */
export function asProblem(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const { code = '', message = '' } = (error ?? {}) as Failure;
  const away = AWAY.test(code) || AWAY_STATES.test(code) || LOST.test(message);
  return away ? problem('storeAway', code === '' ? null : `(${code})`) : error;
}

/** Deadlock and serialisation failure: nothing was stored, and the other one is through. */
export function mayRepeat(error: unknown): boolean {
  return ['40001', '40P01'].includes((error as Failure | null)?.code ?? '');
}
