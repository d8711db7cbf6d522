/** Asks a running server whose data it serves, before trusting it with ours. */
import { realpath } from 'node:fs/promises';
import pg from 'pg';
import { OWNER } from './cluster';

export async function isServing(at: { socketDir: string; port: number }, dataDir: string): Promise<boolean> {
  const client = new pg.Client({
    host: at.socketDir,
    port: at.port,
    user: OWNER,
    database: 'postgres',
    connectionTimeoutMillis: 2000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ dir: string }>(`select current_setting('data_directory') as dir`);
    return (await realpath(rows[0]?.dir ?? '')) === (await realpath(dataDir));
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
