/**
 * Connections to the database, and how long anything may take on them. PostgreSQL itself ends what is too slow; a connection
 * that keeps silent beyond that is dead (a failover, a firewall that forgot it) and is cut here, with all that rest beside it.
 */
import pg from 'pg';
import type { StoreLog } from './log';

/** Milliseconds that one transaction grants its statements, its locks, and our own thinking between two statements. */
export interface Pace {
  readonly statement: number;
  readonly lock: number;
  readonly idle: number;
}

/** A client waits 20 seconds for its answer: locks, then a place in the pool, end before that. */
export const USUAL: Pace = { statement: 10_000, lock: 8_000, idle: 15_000 };
/** For what reads or changes a large part of an organisation: erasing, export, retention, counts. */
export const LONG: Pace = { statement: 15 * 60_000, lock: 60_000, idle: 60_000 };

/** `begin` asks for nothing that could be locked: only a dead connection leaves it unanswered. */
export const OPENING_MS = 5_000;
/** How much later than PostgreSQL itself we give a statement up. */
const GRACE_MS = 2_000;
const CONNECT_MS = 5_000;
const END_MS = 1_000;

export const patienceWith = ({ statement }: Pace) => statement + GRACE_MS;

/** Local to the transaction, as poolers between us and the database want it. */
export const paceOf = ({ statement, lock, idle }: Pace) =>
  `set local statement_timeout = ${statement}; set local lock_timeout = ${lock}; ` +
  `set local idle_in_transaction_session_timeout = ${idle}`;

export interface Connections {
  readonly pool: pg.Pool;
  /** Cuts the connections at rest: one was found dead, and they went the same way. */
  readonly dropIdle: () => void;
  /** Lets go of all, also of those that do not answer any more. */
  readonly end: () => Promise<void>;
}

export function openConnections(config: pg.PoolConfig, max: number, log: StoreLog): Connections {
  const limits = { max, connectionTimeoutMillis: CONNECT_MS, keepAlive: true, keepAliveInitialDelayMillis: 10_000 };
  const pool = watched(new pg.Pool({ ...limits, ...config }), log);
  const all = new Set<pg.PoolClient>();
  const idle = new Set<pg.PoolClient>();
  pool.on('connect', (client) => void all.add(client));
  pool.on('acquire', (client) => void idle.delete(client));
  pool.on('release', (_error, client) => void idle.add(client));
  pool.on('remove', (client) => void (all.delete(client), idle.delete(client)));
  return {
    pool,
    dropIdle: () => [...idle].forEach(cut),
    end: async () => {
      const limit = setTimeout(() => [...all].forEach(cut), END_MS);
      const late = new Promise<void>((resolve) => setTimeout(resolve, 2 * END_MS).unref());
      await Promise.race([pool.end(), late]);
      clearTimeout(limit);
      // Farewells to a server that is not there keep a program alive.
      [...all].forEach(cut);
    },
  };
}

/** A connection that was cut at rest stays in the pool until its end is heard of; it is passed over here. */
export async function takeConnection(pool: pg.Pool): Promise<pg.PoolClient> {
  const client = await pool.connect();
  if (!streamOf(client).destroyed) return client;
  client.release(true);
  return takeConnection(pool);
}

const cut = (client: pg.PoolClient): void => streamOf(client).destroy();

/** The stream below a connection has no type of its own in `pg`. */
const streamOf = (client: pg.PoolClient) =>
  (client as unknown as { connection: { stream: { destroyed: boolean; destroy: () => void } } }).connection.stream;

/** Without listeners, one connection that the server closes would end the program, idle or in use. */
export function watched(pool: pg.Pool, log: StoreLog): pg.Pool {
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) =>
    log.warn(`A database connection was lost: ${(error as { code?: string }).code ?? 'closed'}.`),
  );
  return pool;
}
