/**
 * Opens the store: the embedded PostgreSQL or a server's. Every statement runs as the application role, in a transaction
 * that names its organisation, so that row-level security holds even where a statement forgets its own condition.
 */
import pg from 'pg';
import { APPLICATION, OWNER } from './embedded/cluster';
import { startEmbedded, type Embedded } from './embedded/launch';
import { LONG, OPENING_MS, openConnections, paceOf, patienceWith, takeConnection, USUAL, watched } from './connections';
import type { Connections, Pace } from './connections';
import { storable } from './storable';
import type { StoreLog } from './log';
import { asProblem, isSilence, mayRepeat } from './failures';
import { PROGRAM, type Reader } from './visibility';
import { watchWrites } from './writes';

/** A statement with a name is prepared once a connection. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
}

export type Values = readonly unknown[];

/** What can be asked inside of one transaction. */
export interface Ask {
  <Row extends object>(statement: Statement, values?: Values): Promise<Row[]>;
}

/**
 * On whose behalf a transaction works: a person, who then sees what they may see and nothing else, or, where only the
 * organisation is named, the program itself.
 */
export type Behalf = Reader | number;

export interface Store {
  /**
   * One read-only transaction in one round trip. `work` must ask everything before it first waits;
   * a later question is refused. `long`: for what reads a large part of an organisation.
   */
  look<T>(behalf: Behalf, work: (ask: Ask) => Promise<T>, pace?: 'long'): Promise<T>;
  /** One transaction. May run `work` again after a deadlock, so it mints its ids itself. */
  change<T>(behalf: Behalf, work: (ask: Ask) => Promise<T>, pace?: 'long'): Promise<T>;
  /** Reads the user who is signing in, before the organisation is known; sees that person's rows only. */
  lookForSignIn<T>(who: SigningIn, work: (ask: Ask) => Promise<T>): Promise<T>;
  /** Looks for work before any organisation is known; sees which ones have this job, and nothing else. */
  lookForJob<T>(name: string, work: (ask: Ask) => Promise<T>): Promise<T>;
  /** As the owner of the tables, for migrations; a fresh pool that the caller ends. */
  openAsOwner(): pg.Pool;
  /** True where the application role may log in itself, as in the embedded server. */
  readonly embedded: Embedded | null;
  /** Whether something could be stored now. Throws the Problem `storeAway` if the database does not answer. */
  writes(): Promise<boolean>;
  close(): Promise<void>;
}

export interface SigningIn {
  readonly issuer: string;
  readonly subject: string;
  readonly address: string;
}

export interface StoreConfig {
  /** null: the embedded PostgreSQL, with its data in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly log: StoreLog;
}

export async function openStore({ databaseUrl, dataDir, log }: StoreConfig): Promise<Store> {
  if (databaseUrl !== null) {
    const at = { connectionString: databaseUrl };
    return makeStore({ app: at, owner: at, embedded: null, log });
  }
  const embedded = await startEmbedded({ dataDir, log });
  try {
    return makeStore({ ...(await embeddedDatabase(embedded, 'threadmark')), embedded, log });
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** Makes the database where it is missing, and says how to reach it in both roles. */
export async function embeddedDatabase(embedded: Embedded, database: string) {
  const at = { host: embedded.socketDir, port: embedded.port };
  const client = new pg.Client({ ...at, user: OWNER, database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`).catch(ignoreTwin);
  } finally {
    await client.end();
  }
  return { app: { ...at, user: APPLICATION, database }, owner: { ...at, user: OWNER, database } };
}

/** Two programs that start at once make the same database: duplicate_database, unique_violation. */
function ignoreTwin(error: { code?: string }): void {
  if (error.code !== '42P04' && error.code !== '23505') throw error;
}

export interface StoreParts {
  readonly app: pg.PoolConfig;
  readonly owner: pg.PoolConfig;
  readonly embedded: Embedded | null;
  readonly log: StoreLog;
}

const CONNECTIONS = 10;

export function makeStore({ app, owner, embedded, log }: StoreParts): Store {
  const config = { application_name: 'threadmark', ...app, pipeline: true } as pg.PoolConfig;
  const open = openConnections(config, CONNECTIONS, log);
  const watch = watchWrites(embedded?.dataDir ?? null);
  const change: Store['change'] = (behalf, work, pace) => {
    const opening = { open, text: openingOf(behalf), pace: pace === 'long' ? LONG : USUAL };
    return watch.watched(repeatedly(() => transaction(opening, work)));
  };
  const look = <T>(text: string, work: (ask: Ask) => Promise<T>, pace: Pace = USUAL) =>
    question({ open, text, pace }, work);
  return {
    embedded,
    change,
    look: (behalf, work, pace) => look(openingOf(behalf, 'read only'), work, pace === 'long' ? LONG : USUAL),
    lookForSignIn: (who, work) => look(openingForSignIn(who), work),
    lookForJob: (name, work) => look(openingForJob(name), work),
    openAsOwner: () =>
      watched(new pg.Pool({ keepAlive: true, ...owner, max: 2, connectionTimeoutMillis: 10_000 }), log),
    writes: () =>
      withClient(open, (client) => watch.mayWrite(async (text) => (await client.query(quickly(text))).rows)),
    close: async () => {
      await open.end();
      await embedded?.stop();
    },
  };
}

/** Answered at once by a database that lives. */
const quickly = (text: string) => ({ text, query_timeout: OPENING_MS });

/** Local to the transaction: the next user of the connection, or of a pooler's, starts without any of it. */
function openingOf(behalf: Behalf, mode = ''): string {
  const { orgId, userId } = typeof behalf === 'number' ? { orgId: behalf, userId: PROGRAM } : behalf;
  if (!Number.isSafeInteger(orgId)) throw new TypeError('An organisation is named by a whole number.');
  if (!Number.isSafeInteger(userId)) throw new TypeError('A reader is named by a whole number.');
  const names = `set local threadmark.org = '${orgId}'; set local threadmark.reader = '${userId}'`;
  return `begin ${mode}; set local role ${APPLICATION}; ${names}`;
}

function openingForSignIn({ issuer, subject, address }: SigningIn): string {
  const set = (name: string, value: string) =>
    `set local threadmark.sign_in_${name} = ${pg.escapeLiteral(value.replaceAll('\0', ''))}`;
  const facts = [set('issuer', issuer), set('subject', subject), set('address', address)].join('; ');
  return `begin read only; set local role ${APPLICATION}; ${facts}`;
}

const openingForJob = (name: string) =>
  `begin read only; set local role ${APPLICATION}; set local threadmark.job = ${pg.escapeLiteral(name)}`;

interface Opening {
  readonly open: Connections;
  readonly text: string;
  readonly pace: Pace;
}

/** The opening is not waited for: it travels with the first question, and where it fails, so does everything after it. */
async function transaction<T>({ open, text, pace }: Opening, work: (ask: Ask) => Promise<T>): Promise<T> {
  return withClient(open, async (client, spoil) => {
    const opened = client.query(quickly(`${text}; ${paceOf(pace)}`));
    opened.catch(() => undefined);
    try {
      const result = await work(asking(client, pace));
      await opened;
      await commit(client, pace);
      return result;
    } catch (error) {
      // A connection that cannot even roll back is not given to anybody else.
      await client.query(quickly('rollback')).catch(spoil);
      throw error;
    }
  });
}

/** A transaction that failed half-way answers `commit` with ROLLBACK instead of an error. */
async function commit(client: pg.PoolClient, pace: Pace): Promise<void> {
  const { command } = await client.query(within(pace, { text: 'commit' }));
  if (command !== 'COMMIT') throw new Error('A failed transaction was taken for a good one.');
}

async function question<T>({ open, text, pace }: Opening, work: (ask: Ask) => Promise<T>): Promise<T> {
  return withClient(open, async (client) => {
    let over = false;
    const ask = asking(client, pace);
    const opened = client.query(quickly(`${text}; ${paceOf(pace)}`));
    const answer = work((statement, values) => {
      if (over) throw new Error('This question came after the transaction had ended.');
      return ask(statement, values);
    });
    over = true;
    const closed = client.query(within(pace, { text: 'commit' }));
    const [result] = await Promise.all([answer, opened, closed]);
    return result;
  });
}

/** `pg` cuts a connection whose answer does not come in time. */
const within = <Q extends object>(pace: Pace, query: Q) => ({ ...query, query_timeout: patienceWith(pace) });

const asking =
  (client: pg.PoolClient, pace: Pace): Ask =>
  async <Row extends object>({ name, text }: Statement, values: Values = []) => {
    const cleaned = values.map(storable);
    const query = name === undefined ? { text, values: cleaned } : { name, text, values: cleaned };
    return (await client.query<Row>(within(pace, query))).rows;
  };

async function withClient<T>(
  open: Connections,
  work: (client: pg.PoolClient, spoil: () => void) => Promise<T>,
): Promise<T> {
  try {
    const client = await takeConnection(open.pool);
    let spoilt = false;
    try {
      return await work(client, () => (spoilt = true));
    } catch (error) {
      // Not given back: it would rest behind those that are cut here, and be as dead.
      if (isSilence(error)) open.dropIdle();
      spoilt ||= isSilence(error);
      throw error;
    } finally {
      client.release(spoilt);
    }
  } catch (error) {
    throw asProblem(error);
  }
}

async function repeatedly<T>(work: () => Promise<T>, left = 4): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (left > 0 && mayRepeat(error)) return repeatedly(work, left - 1);
    throw error;
  }
}
