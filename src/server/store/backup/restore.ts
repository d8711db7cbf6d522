/** Loads a backup into an empty database, reads it back from there, and only then keeps it. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Store } from '../db';
import { isKnownMigration, migrate, readApplied } from '../migrate';
import { copyIn, CopyOut } from './copy';
import { DamagedBackup, type Content } from './file';
import { refuse, sayWhy } from './refusal';
import { readBackup, readFile, type Backup } from './save';
import { copyInto, copyOutOf, nameOf, readTables, SAME_TEXT, type Table } from './tables';

export interface Restored extends Backup {
  /** Migrations that came after the backup, applied to what was restored. */
  readonly applied: readonly string[];
}

/** Throws a sentence for the operator; then the database holds no row of the backup. */
export async function restoreBackup(store: Store, file: string): Promise<Restored> {
  const backup = await readBackup(file);
  const { migrations } = backup.head;
  const newer = migrations.filter((name) => !isKnownMigration(name));
  if (newer.length > 0)
    throw refuse(`The backup was made by a newer release (${newer.join(', ')}). Install that release, then restore.`);
  const pool = store.openAsOwner();
  try {
    await mustBeNew(pool, migrations);
    await migrate(store, migrations);
    await inTransaction(pool, (client) => load(client, file, backup.contents));
    await pool.query('analyze');
  } catch (error) {
    throw sayWhy(error, file);
  } finally {
    await pool.end();
  }
  return { ...backup, applied: await migrate(store) };
}

const ELSEWHERE =
  'Nothing was changed. Restore into a new database: a new folder in THREADMARK_DATA, or a new one in DATABASE_URL.';

async function mustBeNew(pool: pg.Pool, migrations: readonly string[]): Promise<void> {
  const applied = await readApplied(pool);
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  );
  if (applied.length === 0 && rows[0]!.n === 0) return;
  if (applied.length === 0) throw refuse(`The database holds tables of another program. ${ELSEWHERE}`);
  if (applied.join() !== migrations.join())
    throw refuse(`The database is set up already, for another release. ${ELSEWHERE}`);
}

async function inTransaction(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  const state = { whole: false };
  try {
    await client.query(`begin; ${SAME_TEXT}; set local lock_timeout = '10s'`);
    await work(client);
    await client.query('commit');
    state.whole = true;
  } finally {
    client.release(!state.whole);
  }
}

async function load(client: pg.PoolClient, file: string, contents: readonly Content[]): Promise<void> {
  const tables = await readTables(client);
  mustMatch(tables, contents);
  await lay(client, tables, 'no force', 'disable');
  await mustBeEmpty(client, tables);
  await readFile(file, async ({ table, columns }, rows) => void (await copyIn(client, copyInto(table, columns), rows)));
  for (const table of tables) await setSequences(client, table);
  for (const content of contents) await mustBeThere(client, tables, content);
  await lay(client, tables, 'force', 'enable');
}

/** The tables of a schema follow from its migrations, so a file that holds others was not written by us. */
function mustMatch(tables: readonly Table[], contents: readonly Content[]): void {
  const describe = (name: string, columns: readonly string[]) => `${name}(${[...columns].sort().join()})`;
  const wanted = tables.map(({ name, columns }) => describe(name, columns)).sort();
  const found = contents.map(({ table, columns }) => describe(table, columns)).sort();
  if (wanted.join() !== found.join()) throw new DamagedBackup('Its tables are not those of its release.');
}

/**
 * COPY does not write under row security, which holds for the owner too (`force`), and what our triggers would add stands in
 * the backup. Both return with the same transaction.
 */
async function lay(client: pg.PoolClient, tables: readonly Table[], force: string, triggers: string): Promise<void> {
  const one = ({ name }: Table) =>
    `alter table ${nameOf(name)} ${force} row level security; alter table ${nameOf(name)} ${triggers} trigger user`;
  await client.query(tables.map(one).join('; '));
}

async function mustBeEmpty(client: pg.PoolClient, tables: readonly Table[]): Promise<void> {
  const filled: string[] = [];
  for (const { name } of tables)
    if ((await client.query(`select 1 from ${nameOf(name)} limit 1`)).rowCount !== 0) filled.push(name);
  if (filled.length === 0) return;
  const some = filled.length > 3 ? [...filled.slice(0, 3), '…'] : filled;
  throw refuse(`The database is not empty (${some.join(', ')}). ${ELSEWHERE}`);
}

/** Numbers that the database gives go on after the highest that was restored. */
async function setSequences(client: pg.PoolClient, { name, columns }: Table): Promise<void> {
  for (const column of columns) {
    const at = client.escapeIdentifier(column);
    const find = 'select pg_get_serial_sequence($1, $2) as sequence';
    const { rows } = await client.query<{ sequence: string | null }>(find, [nameOf(name), column]);
    const sequence = rows[0]?.sequence ?? null;
    if (sequence !== null)
      await client.query(
        `select setval($1::regclass, coalesce(max(${at}), 1), max(${at}) is not null) from ${nameOf(name)}`,
        [sequence],
      );
  }
}

async function mustBeThere(
  client: pg.PoolClient,
  tables: readonly Table[],
  { table, columns, rows, sha256 }: Content,
): Promise<void> {
  const { order, needs } = tables.find(({ name }) => name === table)!;
  const stream = client.query(new CopyOut(copyOutOf({ name: table, columns, order, needs })));
  const hash = createHash('sha256');
  for await (const chunk of stream as AsyncIterable<Buffer>) hash.update(chunk);
  if (stream.rows === rows && hash.digest('hex') === sha256) return;
  throw refuse(`“${table}” is not the same in the database as in the backup. Nothing was kept. Please report this.`);
}
