/**
 * The roles that the product and its backups work as. They own nothing and cannot bypass row-level security.
 * What a PostgreSQL of DATABASE_URL needs: a login that owns the database and may either create roles, or is a member of
 * roles of these names that an administrator made.
 */
import type pg from 'pg';
import { problem } from '../../contract/problems';
import { APPLICATION } from './embedded/cluster';

/** Reads every table, for backups alone (migration 0026). */
export const BACKUP = 'threadmark_backup';

export const ensureApplicationRole = (pool: pg.Pool, mayLogIn: boolean) => ensureRole(pool, APPLICATION, mayLogIn);

/** The login of the pool is a member afterwards. Throws the Problem `storeAway` that says what an administrator has to run. */
export async function ensureRole(pool: pg.Pool, role: string, mayLogIn: boolean): Promise<void> {
  const { rows } = await pool.query<{ bypasses: boolean }>(
    'select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = $1',
    [role],
  );
  if (rows[0]?.bypasses) throw problem('storeAway', `The role ${role} must not be able to bypass row-level security.`);
  if (rows[0] === undefined) await createRole(pool, role, mayLogIn);
  if (!(await mayBecome(pool, role))) await joinRole(pool, role);
}

async function createRole(pool: pg.Pool, role: string, mayLogIn: boolean): Promise<void> {
  const login = mayLogIn ? 'login' : 'nologin';
  await pool
    .query(`create role ${role} ${login} nosuperuser nocreatedb nocreaterole nobypassrls`)
    .catch((error: { code?: string }) => explainOrIgnore(error, role));
}

/** duplicate_object, unique_violation: another server made it in the same moment. */
function explainOrIgnore(error: { code?: string }, role: string): void {
  if (error.code === '42710' || error.code === '23505') return;
  if (error.code === '42501') throw needsHelp(role);
  throw error;
}

/** Both statements are one implicit transaction, so a refusal leaves nothing behind. */
const mayBecome = (pool: pg.Pool, role: string) =>
  pool.query(`set role ${role}; reset role`).then(
    () => true,
    () => false,
  );

async function joinRole(pool: pg.Pool, role: string): Promise<void> {
  await pool.query(`grant ${role} to current_user`).catch(() => {
    throw needsHelp(role);
  });
}

const needsHelp = (role: string) =>
  problem(
    'storeAway',
    `The login of DATABASE_URL may not create roles. As an administrator of the database run: ` +
      `create role ${role} nologin; grant ${role} to the login of DATABASE_URL.`,
  );
