/**
 * A fresh, migrated database in some milliseconds: every test file shares one embedded server (the launcher adopts it), and
 * each database is a copy of a template. With DATABASE_URL the same suites also run on that server.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { makeStore, type Store, type StoreParts } from '../../src/server/store/db';
import { APPLICATION, OWNER } from '../../src/server/store/embedded/cluster';
import { startEmbedded } from '../../src/server/store/embedded/launch';
import { migrate } from '../../src/server/store/migrate';

export interface Database {
  readonly store: Store;
  /** For raw SQL: as the product's role, and as the owner of the tables. */
  readonly app: pg.ClientConfig;
  readonly owner: pg.ClientConfig;
  drop(): Promise<void>;
}

export interface Implementation {
  readonly name: string;
  fresh(): Promise<Database>;
  /** Without any table. */
  empty(): Promise<Database>;
  /** Lets go of the server. */
  end(): Promise<void>;
}

export const quiet = { info: () => undefined, warn: () => undefined };

/** Every implementation that can run here; each is opened at its first use. */
export function implementations(): Implementation[] {
  const url = process.env['DATABASE_URL'];
  const embedded = implementation('embedded PostgreSQL', startShared);
  return url === undefined
    ? [embedded]
    : [embedded, implementation('PostgreSQL of DATABASE_URL', () => useServer(url))];
}

interface Server {
  /** How to reach a database as its owner, and as what the product logs in. */
  at(database: string): { owner: pg.ClientConfig; app: pg.ClientConfig };
  readonly parts: Pick<StoreParts, 'embedded'>;
  stop(): Promise<void>;
}

function implementation(name: string, open: () => Promise<Server>): Implementation {
  let opened: Promise<Server> | null = null;
  const server = () => (opened ??= open());
  return {
    name,
    fresh: async () => freshDatabase(await server(), true),
    empty: async () => freshDatabase(await server(), false),
    end: async () => void (opened && (await (await opened).stop())),
  };
}

async function startShared(): Promise<Server> {
  const embedded = await startEmbedded({ dataDir: sharedDataDir(), log: quiet, settings: { fsync: 'off' } });
  const host = { host: embedded.socketDir, port: embedded.port };
  return {
    at: (database) => ({ owner: { ...host, database, user: OWNER }, app: { ...host, database, user: APPLICATION } }),
    parts: { embedded: { ...embedded, stop: async () => undefined } },
    stop: () => embedded.stop(),
  };
}

/** Below the temporary directory, which everybody may pass; one for each checkout and user. */
function sharedDataDir(): string {
  const name = createHash('sha256').update(`${process.cwd()} ${process.getuid?.()}`).digest('hex').slice(0, 10);
  const dir = path.join(os.tmpdir(), `threadmark-test-${name}`);
  mkdirSync(dir, { recursive: true });
  return dir;
}

async function useServer(url: string): Promise<Server> {
  const at = (database: string) => {
    const there = new URL(url);
    there.pathname = `/${database}`;
    return { connectionString: there.href };
  };
  return {
    at: (database) => ({ owner: at(database), app: at(database) }),
    parts: { embedded: null },
    stop: async () => undefined,
  };
}

/** Changes with every migration. */
function templateName(): string {
  const dir = path.join('src', 'server', 'store', 'migrations');
  const texts = readdirSync(dir)
    .sort()
    .map((file) => readFileSync(path.join(dir, file), 'utf8'));
  return `threadmark_template_${createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 10)}`;
}

async function freshDatabase(server: Server, migrated: boolean): Promise<Database> {
  const template = templateName();
  const name = `threadmark_test_${randomBytes(6).toString('hex')}`;
  const maintenance = server.at('postgres').owner;
  if (migrated) await ensureTemplate(server, template);
  await run(maintenance, `create database ${name}${migrated ? ` template ${template} strategy file_copy` : ''}`);
  const { app, owner } = server.at(name);
  const store = makeStore({ app, owner, ...server.parts, log: quiet });
  const drop = async () => {
    await store.close();
    await run(maintenance, `drop database if exists ${name} with (force)`);
  };
  return { store, app, owner, drop };
}

/** Migrated aside and renamed, so that a parallel worker never copies a half-made one. */
async function ensureTemplate(server: Server, template: string): Promise<void> {
  const maintenance = server.at('postgres').owner;
  if (await exists(maintenance, template)) return;
  const aside = `${template}_${randomBytes(4).toString('hex')}`;
  await run(maintenance, `create database ${aside}`);
  const store = makeStore({ ...server.at(aside), ...server.parts, log: quiet });
  await migrate(store);
  await store.close();
  await run(maintenance, `alter database ${aside} rename to ${template}`).catch(async () => {
    await run(maintenance, `drop database ${aside} with (force)`);
  });
}

async function exists(at: pg.ClientConfig, database: string): Promise<boolean> {
  return withClient(at, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    return rowCount === 1;
  });
}

const run = (at: pg.ClientConfig, text: string) => withClient(at, (client) => client.query(text));

export async function withClient<T>(at: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(at);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
