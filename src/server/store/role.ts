/**
 * The role that the product works as. It owns nothing and cannot bypass row-level security.
 * What a PostgreSQL of DATABASE_URL needs: a login that owns the database and may either create roles, or is a member of a
 * role `threadmark_app` that somebody else made.
 */
import type pg from 'pg';
import { problem } from '../../contract/problems';
import { APPLICATION } from './embedded/cluster';

export async function ensureApplicationRole(pool: pg.Pool, mayLogIn: boolean): Promise<void> {
  const { rows } = await pool.query<{ bypasses: boolean }>(
    'select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = $1',
    [APPLICATION],
  );
  if (rows[0]?.bypasses)
    throw problem('storeAway', `The role ${APPLICATION} must not be able to bypass row-level security.`);
  if (rows[0] === undefined) await createRole(pool, mayLogIn);
  if (!(await mayBecome(pool))) await joinRole(pool);
}

async function createRole(pool: pg.Pool, mayLogIn: boolean): Promise<void> {
  const login = mayLogIn ? 'login' : 'nologin';
  await pool
    .query(`create role ${APPLICATION} ${login} nosuperuser nocreatedb nocreaterole nobypassrls`)
    .catch(explainOrIgnore);
}

/** duplicate_object, unique_violation: another server made it in the same moment. */
function explainOrIgnore(error: { code?: string }): void {
  if (error.code === '42710' || error.code === '23505') return;
  if (error.code === '42501') throw needsHelp();
  throw error;
}

/** Both statements are one implicit transaction, so a refusal leaves nothing behind. */
const mayBecome = (pool: pg.Pool) =>
  pool.query(`set role ${APPLICATION}; reset role`).then(
    () => true,
    () => false,
  );

async function joinRole(pool: pg.Pool): Promise<void> {
  await pool.query(`grant ${APPLICATION} to current_user`).catch(() => {
    throw needsHelp();
  });
}

const needsHelp = () =>
  problem(
    'storeAway',
    `The login of DATABASE_URL may not create roles. As an administrator of the database run: ` +
      `create role ${APPLICATION} nologin; grant ${APPLICATION} to the login of DATABASE_URL.`,
  );
