/**
 * Structured log lines (pino, one JSON object a line). They carry ids, routes, statuses and times; never subjects,
 * addresses, bodies or tokens. Error messages can quote any of these, so of an error only its kind and place are kept.
 */
import pino from 'pino';
import type { DestinationStream, Logger } from 'pino';

export type Log = Logger;

/** Built-in errors of a programming slip: their messages name code, not data. */
const speaksOfCode = new Set(['TypeError', 'ReferenceError']);

export interface LoggedError {
  readonly kind: string;
  readonly code?: string;
  readonly message?: string;
  /** PostgreSQL: which rule was broken. `detail` and `where` quote values and are left out. */
  readonly constraint?: string;
  readonly table?: string;
  readonly routine?: string;
  readonly frames: readonly string[];
}

/** What may be kept of an error. */
export function describeError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { kind: typeof error, frames: [] };
  const fields = error as Error & Record<'code' | 'constraint' | 'table' | 'routine', unknown>;
  const named = (['code', 'constraint', 'table', 'routine'] as const)
    .filter((name) => typeof fields[name] === 'string')
    .map((name) => [name, fields[name]]);
  return {
    kind: error.name,
    ...(speaksOfCode.has(error.name) ? { message: error.message } : {}),
    ...Object.fromEntries(named),
    frames: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .map((line) => line.trim()),
  };
}

/** Writes to `to`; `level` is pino's (`info` by default, `silent` for none). */
export function makeLog(to: DestinationStream, level = 'info'): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Fastify hands over whole requests and replies: their addresses and headers stay out.
      serializers: { err: describeError, req: ({ id }) => ({ id }), res: ({ statusCode }) => ({ statusCode }) },
      formatters: { level: (label) => ({ level: label }) },
    },
    to,
  );
}
