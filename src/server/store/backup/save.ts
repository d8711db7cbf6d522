/** Takes a backup while the server runs: one snapshot of every table, read back from the file before it gets its name. */
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type pg from 'pg';
import type { Store } from '../db';
import { readApplied } from '../migrate';
import { BACKUP, ensureRole } from '../role';
import { PROGRAM } from '../visibility';
import { CopyOut } from './copy';
import { readPieces, writePieces, type Content, type Head, type Source } from './file';
import { refuse, sayWhy } from './refusal';
import { copyOutOf, OURS, readTables, SAME_TEXT, type Table } from './tables';

export interface Backup {
  readonly head: Head;
  readonly contents: readonly Content[];
}

/** The file is there whole, or it is not there. Throws a sentence for the operator. */
export async function saveBackup(store: Store, file: string): Promise<Backup & { readonly bytes: number }> {
  const part = `${file}.part`;
  const pool = store.openAsOwner();
  try {
    if (await isThere(file)) throw refuse(`${file} exists already. Name a new file.`);
    const migrations = await openTables(pool);
    await withSnapshot(pool, async (client) => writeFile(client, part, migrations));
    await toDisk(part);
    const backup = await readBackup(part);
    await rename(part, file);
    await toDisk(path.dirname(file)).catch(() => undefined);
    return { ...backup, bytes: (await stat(file)).size };
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw sayWhy(error, file);
  } finally {
    await pool.end();
  }
}

const isThere = (file: string) => stat(file).then(Boolean, () => false);

/** Reads a file to its end: every digest, every number, the seal. */
export async function readBackup(file: string): Promise<Backup> {
  return readFile(file, (_table, rows) => readOn(rows)).catch((error: unknown) => {
    throw sayWhy(error, file);
  });
}

async function readOn(rows: AsyncIterable<Buffer>): Promise<void> {
  const reading = rows[Symbol.asyncIterator]();
  while ((await reading.next()).done !== true);
}

/** Errors of the disk and of gzip reach the reader of the last stream. */
export async function readFile(file: string, each: Parameters<typeof readPieces>[1]): Promise<Backup> {
  const backup: { read?: Backup } = {};
  await pipeline(createReadStream(file), createGunzip(), async (pieces: AsyncIterable<Buffer>) => {
    backup.read = await readPieces(pieces, each);
  });
  return backup.read!;
}

/** The names of the applied migrations, once every table is open to the role that reads them. */
async function openTables(pool: pg.Pool): Promise<readonly string[]> {
  const migrations = await readApplied(pool);
  if (migrations.length === 0)
    throw refuse('There is nothing to back up here: the database is empty. Check THREADMARK_DATA or DATABASE_URL.');
  const { rows } = await pool.query<{ able: boolean }>(
    `select to_regproc('public.open_to_backup') is not null as able`,
  );
  if (rows[0]?.able !== true)
    throw refuse(
      'This database is older than backups are. Run “threadmark migrate” first, or stop the server and copy its data.',
    );
  await ensureRole(pool, BACKUP, false);
  await pool.query(`set lock_timeout = '10s'; select open_to_backup(); reset lock_timeout`);
  return migrations;
}

async function withSnapshot<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const state = { whole: false };
  try {
    await client.query(`begin isolation level repeatable read read only; ${SAME_TEXT};
set local role ${BACKUP}; set local threadmark.reader = '${PROGRAM}'`);
    const result = await work(client);
    await client.query('commit');
    state.whole = true;
    return result;
  } finally {
    // Rows that nobody reads any more would stand in its way.
    client.release(!state.whole);
  }
}

async function writeFile(client: pg.PoolClient, part: string, migrations: readonly string[]): Promise<void> {
  const tables = await readTables(client);
  await mustSeeAll(client);
  const { rows } = await client.query<{ at: Date }>('select now() as at');
  const head: Head = { threadmark: 'backup', format: 1, at: rows[0]!.at.toISOString(), migrations };
  const target = createWriteStream(part, { flags: 'w', mode: 0o600 });
  await pipeline(writePieces(head, sourcesOf(client, tables)), createGzip(), target);
}

async function* sourcesOf(client: pg.PoolClient, tables: readonly Table[]): AsyncGenerator<Source> {
  for (const table of tables) {
    const stream = client.query(new CopyOut(copyOutOf(table)));
    yield { table: table.name, columns: table.columns, stream };
  }
}

/** A policy that hides rows hides them silently: each table must be open as a whole, and no rule unknown to us narrow it. */
async function mustSeeAll(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{
    name: string;
  }>(`select c.relname as name from pg_class c where ${OURS} and c.relrowsecurity
and (exists (select 1 from pg_policy p where p.polrelid = c.oid and not p.polpermissive and p.polname <> 'seen_by_reader')
  or not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'backup' and p.polpermissive
    and '${BACKUP}'::regrole = any (p.polroles)))`);
  if (rows.length === 0) return;
  throw refuse(`Not every row of ${rows.map(({ name }) => name).join(', ')} can be read. Nothing was written.`);
}

async function toDisk(file: string): Promise<void> {
  const handle = await open(file, 'r');
  await handle.sync().finally(() => handle.close());
}
