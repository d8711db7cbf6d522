/** Which failures of the database a person can understand, and which pass when the same is tried again. */
import { Problem, problem, tryLater, type ProblemCode } from '../../contract/problems';

interface Failure {
  readonly code?: string;
  readonly message?: string;
}

/** Node's words for a server that is not there, and pg's own, which carry no code. */
const AWAY = /^(ECONN|EPIPE|ENOENT|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/;
const LOST =
  /connection terminated|timeout exceeded when trying to connect|not queryable|cannot use a pool after calling end|query read timeout/i;
/** SQLSTATE classes: connection, authorisation, no such database, too many connections, idle for too long, shutting down or starting. */
const AWAY_STATES = /^(08|28|3D000|53300|25P0[34]|57P0)/;
/** Another transaction holds the lock for too long; the statement took too long. */
const BUSY_STATES = /^(55P03|57014)$/;
/** disk_full, out_of_memory, configuration_limit_exceeded, io_error, read_only_sql_transaction (managed databases whose disk is full). */
const FULL_STATES = /^(53100|53200|53400|58030|25006|ENOSPC|EDQUOT|EROFS)$/;

/** The Problem for a database that is away, busy or full; anything else as it is. */
export function asProblem(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const { code = '' } = (error ?? {}) as Failure;
  const kind = problemOf(error);
  if (kind === 'storeFull') return tryLater(kind, 30, `(${code})`);
  return kind === null ? error : problem(kind, code === '' ? null : `(${code})`);
}

function problemOf(error: unknown): ProblemCode | null {
  const { code = '', message = '' } = (error ?? {}) as Failure;
  if (FULL_STATES.test(code)) return 'storeFull';
  if (BUSY_STATES.test(code)) return 'storeBusy';
  return AWAY.test(code) || AWAY_STATES.test(code) || LOST.test(message) ? 'storeAway' : null;
}

/** No answer came in time: the connection is dead, though nothing ever said so. */
export const isSilence = (error: unknown) => /query read timeout/i.test((error as Failure | null)?.message ?? '');

/** Deadlock and serialisation failure: nothing was stored, and the other one is through. */
export function mayRepeat(error: unknown): boolean {
  return ['40001', '40P01'].includes((error as Failure | null)?.code ?? '');
}
