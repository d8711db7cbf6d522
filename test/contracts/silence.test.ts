/** A database that falls silent, is locked, or has no room: each question is answered in time, and all recovers by itself. */
import pg from 'pg';
import type { Problem } from '../../src/contract/problems';
import { makeStore, type Store } from '../../src/server/store/db';
import { implementations, quiet, type Database } from '../tools/database';
import { startMuteProxy, type MuteProxy } from '../tools/muteProxy';

const [implementation] = implementations();
let db: Database;
let proxy: MuteProxy;
let store: Store;

beforeAll(async () => {
  db = await implementation!.fresh();
  const { host, port } = db.app as { host: string; port: number };
  proxy = await startMuteProxy({ path: `${host}/.s.PGSQL.${port}` });
  const app = { ...db.app, host: '127.0.0.1', port: proxy.port };
  store = makeStore({ app, owner: db.owner, embedded: null, log: quiet });
});

afterAll(async () => {
  proxy.end();
  await db.drop();
  await implementation!.end();
});

const look = (from: Store) => from.look(1, (ask) => ask({ text: 'select 1 as one' }));
const write = (from: Store) => from.change(1, (ask) => ask({ text: 'select 1 as one' }));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    ({ code }: Problem) => code,
  );
const seconds = (begun: number) => (performance.now() - begun) / 1000;

test('H4 connections that fell silent are given up, and behind a failover the next question is answered', async () => {
  await Promise.all(Array.from({ length: 10 }, () => look(store)));
  proxy.mute();
  const begun = performance.now();
  const codes = await Promise.all(Array.from({ length: 6 }, (_, n) => codeOf(n % 2 ? look(store) : write(store))));
  expect(codes).toEqual(codes.map(() => 'storeAway'));
  // The other four connections were at rest, and dead as well.
  expect(await Promise.all(Array.from({ length: 10 }, () => codeOf(look(store))))).toEqual(Array(10).fill('answered'));
  expect(seconds(begun)).toBeLessThan(15);
});

test('H4 a database that answers nobody costs each question seconds, and its end costs no more', async () => {
  const other = makeStore({
    app: { ...db.app, host: '127.0.0.1', port: proxy.port },
    owner: db.owner,
    embedded: null,
    log: quiet,
  });
  await look(other);
  proxy.mute('new ones');
  const begun = performance.now();
  const questions = Array.from({ length: 14 }, () => codeOf(look(other)));
  const stopped = other.close();
  await stopped;
  expect(seconds(begun)).toBeLessThan(6);
  expect(new Set(await Promise.all(questions))).toEqual(new Set(['storeAway']));
  proxy.speak();
});

test('H4 a locked table is waited for no longer than a client waits, and then written at once', async () => {
  const locker = new pg.Client(db.owner);
  await locker.connect();
  await locker.query('begin; lock table activity in access exclusive mode');
  const begun = performance.now();
  const asked = { text: 'select count(*) from activity' };
  const questions = Array.from({ length: 14 }, () => codeOf(db.store.change(1, (ask) => ask(asked))));
  const codes = await Promise.all(questions);
  expect(new Set(codes)).toEqual(new Set(['storeBusy', 'storeAway']));
  expect(seconds(begun)).toBeLessThan(15);
  await locker.query('rollback');
  await locker.end();
  expect(await codeOf(db.store.change(1, (ask) => ask(asked)))).toBe('answered');
});

test('H4 what takes too long is ended by the database itself; what may be long is not', async () => {
  const paces = await Promise.all(
    ([undefined, 'long'] as const).map((pace) =>
      db.store.look(
        1,
        (ask) => ask<{ statement: string }>({ text: `select current_setting('statement_timeout') as statement` }),
        pace,
      ),
    ),
  );
  expect(paces.flat().map(({ statement }) => statement)).toEqual(['10s', '15min']);
  const cancelled = { text: `do $$ begin raise query_canceled; end $$` };
  expect(await codeOf(db.store.change(1, (ask) => ask(cancelled)))).toBe('storeBusy');
});

describe('H4 a full disk', () => {
  const FULL = { text: `do $$ begin raise exception using errcode = 'disk_full'; end $$` };

  test('refuses writes with a Problem that says so, is read on, and is told by `writes` until something is stored', async () => {
    expect(await db.store.writes()).toBe(true);
    await expect(db.store.change(1, (ask) => ask(FULL))).rejects.toMatchObject({
      code: 'storeFull',
      status: 503,
      retryAfter: 30,
    });
    expect(await db.store.writes()).toBe(false);
    expect(await codeOf(look(db.store))).toBe('answered');
    await write(db.store);
    expect(await db.store.writes()).toBe(true);
  });

  test.each(['53200', '58030', '25006'])('and so is what says the same in other words: %s', async (code) => {
    const text = `do $$ begin raise exception using errcode = '${code}'; end $$`;
    expect(await codeOf(db.store.change(1, (ask) => ask({ text })))).toBe('storeFull');
  });

  test('a database that is read-only takes no writes', async () => {
    const app = { ...db.app, options: '-c default_transaction_read_only=on' };
    const readOnly = makeStore({ app, owner: db.owner, embedded: null, log: quiet });
    expect(await readOnly.writes()).toBe(false);
    expect(await codeOf(look(readOnly))).toBe('answered');
    await readOnly.close();
  });
});
