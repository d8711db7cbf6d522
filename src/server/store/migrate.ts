/** Brings the schema up to date. Several servers may do this at once: one works, the others wait and find nothing to do. */
import { Kysely, Migrator, PostgresAdapter, PostgresDialect, sql, type Migration } from 'kysely';
import type pg from 'pg';
import type { Store } from './db';
import { BACKUP, ensureApplicationRole, ensureRole } from './role';
import { explainStart, newerSchema } from './startFault';
import foundation from './migrations/0001-foundation.sql';
import separation from './migrations/0002-separation.sql';
import sending from './migrations/0003-sending.sql';
import sentAgain from './migrations/0004-sent-again.sql';
import peopleAndWords from './migrations/0005-people-and-words.sql';
import people from './migrations/0006-people.sql';
import evidence from './migrations/0007-evidence.sql';
import visibility from './migrations/0008-visibility.sql';
import auditReading from './migrations/0009-audit-reading.sql';
import peopleSeen from './migrations/0010-people-seen.sql';
import dataRights from './migrations/0013-data-rights.sql';
import wholeErasing from './migrations/0014-whole-erasing.sql';
import besideOthers from './migrations/0015-erasing-beside-others.sql';
import privateWhileWriting from './migrations/0016-private-while-writing.sql';
import recordOwner from './migrations/0017-record-owner.sql';
import privateWords from './migrations/0018-words-of-private-mail.sql';
import meetings from './migrations/0021-meetings.sql';
import backup from './migrations/0026-backup.sql';
import claims from './migrations/0027-claims.sql';
import mailsOfAnAddress from './migrations/0030-mails-of-an-address.sql';

/** In order; a migration that was released is never edited. */
const MIGRATIONS: Readonly<Record<string, string>> = {
  '0001-foundation': foundation,
  '0002-separation': separation,
  '0003-sending': sending,
  '0004-sent-again': sentAgain,
  '0005-people-and-words': peopleAndWords,
  '0006-people': people,
  '0007-evidence': evidence,
  '0008-visibility': visibility,
  '0009-audit-reading': auditReading,
  '0010-people-seen': peopleSeen,
  '0013-data-rights': dataRights,
  '0014-whole-erasing': wholeErasing,
  '0015-erasing-beside-others': besideOthers,
  '0016-private-while-writing': privateWhileWriting,
  '0017-record-owner': recordOwner,
  '0018-words-of-private-mail': privateWords,
  '0021-meetings': meetings,
  '0026-backup': backup,
  '0027-claims': claims,
  '0030-mails-of-an-address': mailsOfAnAddress,
};

/** A row lock instead of PostgreSQL's advisory lock, which distributed databases do not have. */
class RowLockAdapter extends PostgresAdapter {
  override async acquireMigrationLock(
    ...[db, { lockTable, lockRowId }]: Parameters<PostgresAdapter['acquireMigrationLock']>
  ) {
    await sql`select id from ${sql.table(lockTable)} where id = ${lockRowId} for update`.execute(db);
  }
  override async releaseMigrationLock() {
    // The row is free when the transaction ends.
  }
}

class RowLockDialect extends PostgresDialect {
  override createAdapter() {
    return new RowLockAdapter();
  }
}

export const isKnownMigration = (name: string) => Object.hasOwn(MIGRATIONS, name);

/** In order; none where the database was never set up. */
export async function readApplied(pool: pg.Pool): Promise<readonly string[]> {
  const there = await pool.query<{ there: boolean }>(
    `select to_regclass('public.kysely_migration') is not null as there`,
  );
  if (there.rows[0]?.there !== true) return [];
  const { rows } = await pool.query<{ name: string }>(
    'select name from public.kysely_migration order by name collate "C"',
  );
  return rows.map(({ name }) => name);
}

/**
 * The names of the migrations that were applied now; `only`: up to the schema of a backup. Throws the Problem `storeAway`
 * where the login may not do this.
 */
export async function migrate(
  store: Store,
  only: readonly string[] = Object.keys(MIGRATIONS),
): Promise<readonly string[]> {
  const pool = store.openAsOwner();
  try {
    await ensureApplicationRole(pool, store.embedded !== null);
    // Who may not make it can run without it; a backup asks again, and says what to do.
    await ensureRole(pool, BACKUP, false).catch(() => undefined);
    return await applyAll(pool, only);
  } catch (error) {
    throw explainStart(error);
  } finally {
    await pool.end();
  }
}

async function applyAll(pool: pg.Pool, only: readonly string[]): Promise<readonly string[]> {
  const unknown = (await readApplied(pool)).filter((name) => !isKnownMigration(name));
  if (unknown.length > 0) throw newerSchema(unknown);
  const db = new Kysely<unknown>({ dialect: new RowLockDialect({ pool }) });
  // One that was finished after a later number is applied all the same: each is recorded by its name.
  const provider = { getMigrations: async () => asMigrations(only) };
  const migrator = new Migrator({ db, provider, allowUnorderedMigrations: true });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return results.map((result) => result.migrationName);
}

function asMigrations(only: readonly string[]): Record<string, Migration> {
  const migration = (text: string): Migration => ({ up: async (db) => void (await sql.raw(text).execute(db)) });
  const wanted = Object.entries(MIGRATIONS).filter(([name]) => only.includes(name));
  return Object.fromEntries(wanted.map(([name, text]) => [name, migration(text)]));
}

/** For work that leaves the schema as it is. Throws as `migrate` does where the database cannot be asked. */
export async function mustAnswer(store: Store): Promise<void> {
  const pool = store.openAsOwner();
  try {
    await pool.query('select 1');
  } catch (error) {
    throw explainStart(error);
  } finally {
    await pool.end();
  }
}
