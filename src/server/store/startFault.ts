/** What keeps the program from its database at the start, in the words of whoever runs it: what is wrong, and what to change. */
import { Problem, problem } from '../../contract/problems';
import { asProblem } from './failures';

interface Words {
  readonly sentence: string;
  readonly next: string;
}

const AGAIN = 'then start again.';

/** SQLSTATE (PostgreSQL manual, Appendix A) and Node's codes. */
const words: Readonly<Record<string, Words>> = {
  '28P01': {
    sentence: 'The database refuses the user or the password of DATABASE_URL.',
    next: `Correct both there, ${AGAIN}`,
  },
  '28000': {
    sentence: 'The database lets this user of DATABASE_URL not in from this machine.',
    next: `Allow it in the pg_hba.conf of the database, or name another user, ${AGAIN}`,
  },
  '3D000': {
    sentence: 'There is no database of the name in DATABASE_URL.',
    next: `Create it, or correct the name, ${AGAIN}`,
  },
  '42501': {
    sentence: 'The user of DATABASE_URL may not create tables.',
    next: `Make it the owner of the database, ${AGAIN}`,
  },
  ENOTFOUND: {
    sentence: 'There is no machine of the name in DATABASE_URL.',
    next: `Correct the host name, ${AGAIN}`,
  },
  ECONNREFUSED: {
    sentence: 'No database answers at the host and port of DATABASE_URL.',
    next: `Start it, or correct host and port, ${AGAIN}`,
  },
};

/** node-postgres says these without a code. */
const spoken: readonly (readonly [RegExp, Words])[] = [
  [
    /client password must be a string/,
    { sentence: 'The database wants a password and DATABASE_URL has none.', next: `Add it there, ${AGAIN}` },
  ],
  [
    /does not support SSL/,
    {
      sentence: 'The database speaks no TLS and DATABASE_URL asks for it.',
      next: `Switch TLS on there, or leave sslmode out, ${AGAIN}`,
    },
  ],
];

/** A Problem with words of its own where the fault is known, else the error as any request would meet it. */
export function explainStart(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const { code = '', message = '' } = (error ?? {}) as { readonly code?: string; readonly message?: string };
  const known = words[code] ?? spoken.find(([pattern]) => pattern.test(message))?.[1];
  return known === undefined ? asProblem(error) : new Problem({ ...problem('storeAway'), ...known });
}

/** An older program would write into tables whose meaning it does not know. */
export function newerSchema(unknown: readonly string[]): Problem {
  return new Problem({
    ...problem('storeAway', `It holds ${unknown.join(', ')}.`),
    sentence: 'The database was brought up to date by a newer Threadmark than this one.',
    next: 'Start that version or a newer one, or restore a backup from before the upgrade into an empty database.',
  });
}
