/** Backup and restore between databases: everything, as of one moment, or nothing. */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gunzip, gzipSync } from 'node:zlib';
import { defaultPreferences } from '../../src/contract/defaultPreferences';
import { defaultSettings } from '../../src/contract/settings';
import { writePieces, type Head } from '../../src/server/store/backup/file';
import { restoreBackup } from '../../src/server/store/backup/restore';
import { saveBackup } from '../../src/server/store/backup/save';
import { inOrder } from '../../src/server/store/backup/tables';
import { makeStore, type Store } from '../../src/server/store/db';
import { migrate } from '../../src/server/store/migrate';
import { makeActs } from '../../src/server/tracking/makeActs';
import { freshFolder } from '../server/http/folders';
import { implementations, quiet, withClient, type Database } from '../tools/database';
import { body, furnish, keysOf, NOW, refOf, trackOf, type House } from './samples';

const HARD = 'tab\t, backslash \\ and \\. , line\n\\.\nend, \u0001, “quotes”, 漢字 🐘, NULL, \\N';

/** A row or more in every table, hard text in some. */
async function fill({ acts, alice, anna }: House): Promise<void> {
  const attachments = [{ name: HARD, contentType: 'a/b', size: 1, inline: false }];
  const mail = { subject: HARD, html: null, text: HARD, attachments };
  await acts.track(alice, body(trackOf({ regarding: refOf(anna), mail })));
  await acts.track(alice, body(trackOf({ keys: keysOf(), mail: { html: null, text: '\\.' } })));
  const { settings } = await acts.settings(alice, { body: undefined, params: undefined });
  await acts.saveSettings(alice, body({ version: 0, reason: HARD, settings }));
  await acts.mintToken(alice, body({ requestId: randomUUID(), mark: randomUUID() }));
  await acts.lease(alice, body({ requestId: randomUUID(), device: randomUUID(), used: [], returned: [] }));
  const nobody = { address: 'nobody@x.example', confirmation: 'nobody@x.example' };
  await acts.erasePerson(alice, body({ requestId: randomUUID(), ...nobody, reason: 'asked' }));
  await acts.startTrial(alice, body({ settings: defaultSettings, days: 1 }));
  await acts.savePreferences(alice, body({ ...defaultPreferences, autoTrack: false }));
}

/** As a superuser, whom no policy stops. */
const contentsOf = (db: Database) =>
  withClient(db.owner, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
    );
    const seen: Record<string, string[]> = {};
    for (const { name } of tables.filter((each) => !each.name.startsWith('kysely'))) {
      const { rows } = await client.query<{ row: string }>(`select x::text as row from public.${name} x`);
      seen[name] = rows.map(({ row }) => row).sort();
    }
    return seen;
  });

describe.each(implementations())('Backup on $name', (implementation) => {
  let house: House;
  const folder = freshFolder();
  const made: Database[] = [];
  const nextFile = () => path.join(folder, randomUUID());
  const empty = async () => {
    const db = await implementation.empty();
    made.push(db);
    return db;
  };
  beforeAll(async () => {
    house = await furnish(await implementation.fresh());
    await fill(house);
    await house.acts.trial(house.alice, { body: undefined, params: undefined });
  });
  afterAll(async () => {
    for (const db of [house.db, ...made]) await db.drop();
    await implementation.end();
    fs.rmSync(folder, { recursive: true });
  });
  /** The trial goes on by itself; what a backup is compared with must not. */
  const settled = async () => {
    for (;;) {
      const { trial } = await house.acts.trial(house.alice, { body: undefined, params: undefined });
      if (trial === null || trial.state !== 'running') return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  test('B1 every row of every table is there again, to the letter, and the product goes on with it', async () => {
    await settled();
    const file = nextFile();
    const saved = await saveBackup(house.db.store, file);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(folder)).toEqual([path.basename(file)]);
    const before = await contentsOf(house.db);
    for (const [name, rows] of Object.entries(before))
      expect([name, saved.contents.find(({ table }) => table === name)?.rows]).toEqual([name, rows.length]);
    expect(Object.entries(before).filter(([, rows]) => rows.length === 0)).toEqual([]);
    const target = await empty();
    const restored = await restoreBackup(target.store, file);
    expect(restored).toEqual({ head: saved.head, contents: saved.contents, applied: [] });
    expect(await contentsOf(target)).toEqual(before);
    const acts = makeActs(target.store, () => NOW);
    const { records } = await acts.searchRecords(house.alice, body({ text: 'Anna', around: [], types: [] }));
    expect(records.map(({ name }) => name)).toContain('Anna Keller');
    await acts.track(house.alice, body(trackOf()));
    await expect(
      target.store.look(house.mallory.orgId, (ask) =>
        ask({ text: 'select 1 from record where org_id = $1' }, [house.alice.orgId]),
      ),
    ).resolves.toEqual([]);
  });

  test('P1 B1 each table is open to the role of backups, which reads and nothing else; the product may not take it', async () => {
    await saveBackup(house.db.store, nextFile());
    await withClient(house.db.owner, async (client) => {
      const { rows } = await client.query<{ name: string; reads: boolean; writes: boolean; policies: number }>(`
select relname as name, has_table_privilege('threadmark_backup', c.oid, 'select') as reads,
  has_table_privilege('threadmark_backup', c.oid, 'insert, update, delete, truncate, references, trigger') as writes,
  (select count(*)::int from pg_policy p where p.polrelid = c.oid and 'threadmark_backup'::regrole = any (p.polroles)) as policies
from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'kysely%'`);
      expect(rows.length).toBeGreaterThan(26);
      expect(rows.filter(({ reads, writes, policies }) => !reads || writes || policies !== 1)).toEqual([]);
      const role = await client.query(
        `select rolsuper, rolbypassrls, rolcreaterole, rolcanlogin, pg_has_role('threadmark_app', oid, 'member') as taken
         from pg_roles where rolname = 'threadmark_backup'`,
      );
      expect(role.rows).toEqual([
        { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcanlogin: false, taken: false },
      ]);
    });
  });

  test('B1 a table that came since is in the next backup, and one of which rows are hidden stops it', async () => {
    const db = await implementation.fresh();
    made.push(db);
    await withClient(db.owner, (client) =>
      client.query(`create table later (org_id int primary key, at timestamptz default now(), twice int generated always as (org_id * 2) stored);
insert into later values (1), (2); alter table later enable row level security; alter table later force row level security`),
    );
    const { contents } = await saveBackup(db.store, nextFile());
    expect(contents).toContainEqual(expect.objectContaining({ table: 'later', columns: ['org_id', 'at'], rows: 2 }));
    await withClient(db.owner, (client) =>
      client.query('create policy narrow on later as restrictive for select using (org_id = 1)'),
    );
    const file = nextFile();
    await expect(saveBackup(db.store, file)).rejects.toThrow(
      'Not every row of later can be read. Nothing was written.',
    );
    expect(fs.existsSync(file) || fs.existsSync(`${file}.part`)).toBe(false);
  });

  test('B1 it holds one moment: what is tracked meanwhile is in it as a whole or not at all', async () => {
    const state = { over: false };
    const writing = (async () => {
      while (!state.over) await house.acts.track(house.alice, body(trackOf()));
    })();
    const file = nextFile();
    await saveBackup(house.db.store, file);
    state.over = true;
    await writing;
    const target = await empty();
    // Foreign keys hold, and every activity has its receipt and its row in the audit.
    await restoreBackup(target.store, file);
    const { rows } = await withClient(target.owner, (client) =>
      client.query<{ half: number }>(`select count(*)::int as half from activity a where
not exists (select 1 from receipt r where r.activity_id = a.activity_id)
or not exists (select 1 from audit_log l where l.entity_id = a.activity_id::text)`),
    );
    expect(rows).toEqual([{ half: 0 }]);
  });

  test('B1 an owner who cannot bypass row security backs up and restores all the same', async () => {
    await settled();
    const asOwner = async (db: Database): Promise<Store> => {
      const role = 'threadmark_test_owner';
      await withClient(db.owner, async (client) => {
        await client.query(`create role ${role} nologin createrole`).catch(() => undefined);
        const { rows } = await client.query<{ name: string }>('select current_database() as name');
        await client.query(`alter database ${rows[0]!.name} owner to ${role}; grant threadmark_app to ${role}`);
        const tables = await client.query<{ name: string }>(
          `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
        );
        for (const { name } of tables.rows) await client.query(`alter table public.${name} owner to ${role}`);
        const functions = await client.query<{ name: string }>(
          `select oid::regprocedure::text as name from pg_proc where pronamespace = 'public'::regnamespace`,
        );
        for (const { name } of functions.rows) await client.query(`alter function ${name} owner to ${role}`);
      });
      const owner = { ...db.owner, options: `-c role=${role}` };
      return makeStore({ app: db.app, owner, embedded: null, log: quiet });
    };
    const source = await implementation.fresh();
    made.push(source);
    await fill(await furnish(source));
    const [from, to] = [await asOwner(source), await asOwner(await empty())];
    const file = nextFile();
    const saved = await saveBackup(from, file);
    expect(saved.contents.filter(({ rows }) => rows === 0)).toEqual([]);
    expect((await restoreBackup(to, file)).contents).toEqual(saved.contents);
    const { rows } = await withClient(made.at(-1)!.owner, (client) =>
      client.query(`select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
and relname not like 'kysely%' and not (relrowsecurity and relforcerowsecurity) union all
select tgname from pg_trigger where tgenabled <> 'O'`),
    );
    expect(rows).toEqual([]);
    await Promise.all([from.close(), to.close()]);
  });

  describe('what cannot be restored changes nothing', () => {
    let file: string;
    let target: Database;
    beforeAll(async () => {
      target = await empty();
      file = nextFile();
      await saveBackup(house.db.store, file);
    });
    const textOf = async () => (await promisify(gunzip)(fs.readFileSync(file))).toString('latin1');
    const withText = async (change: (text: string) => string) => {
      const changed = nextFile();
      fs.writeFileSync(changed, gzipSync(Buffer.from(change(await textOf()), 'latin1'), { level: 1 }));
      return changed;
    };
    const withBytes = (change: (bytes: Buffer) => Buffer) => {
      const changed = nextFile();
      fs.writeFileSync(changed, change(fs.readFileSync(file)));
      return changed;
    };
    const isUntouched = async (db: Database) =>
      withClient(db.owner, async (client) => {
        const { rows } = await client.query(`select 1 from pg_class where relnamespace = 'public'::regnamespace`);
        return rows.length === 0;
      });

    test.each<[string, () => Promise<string> | string]>([
      ['a file that ends early', () => withBytes((bytes) => bytes.subarray(0, bytes.length - 20))],
      ['half a file', () => withBytes((bytes) => bytes.subarray(0, bytes.length / 2))],
      ['an empty file', () => withBytes(() => Buffer.alloc(0))],
      ['one byte that changed', () => withBytes((bytes) => (bytes.writeUInt8(bytes[900]! ^ 1, 900), bytes))],
      ['another file', () => withBytes(() => Buffer.from('PGDMP'))],
      ['another gzip', () => withText(() => '{"hello":1}\n')],
      ['a row that changed', () => withText((text) => text.replace('Anna Keller', 'Anna Kellar'))],
      ['a row that is missing', () => withText((text) => text.replace(/\n[^\n]*Tailspin Toys[^\n]*\n/, '\n'))],
      ['a table that is missing', () => withText((text) => text.replace(/\{"table":"job"[^]*?\n\\\.\n[^\n]*\n/, ''))],
      ['a head that changed', () => withText((text) => text.replace('2026-', '2025-'))],
      ['more behind its end', () => withText((text) => `${text}{}\n`)],
      ['no end', () => withText((text) => text.replace(/[^\n]*\n$/, ''))],
      ['half a line at its end', () => withText((text) => text.slice(0, -10))],
      ['a newer file', () => withText((text) => text.replace('"format":1', '"format":2'))],
    ])('B1 H1 %s', async (_what, change) => {
      const changed = await change();
      await expect(restoreBackup(target.store, changed)).rejects.toThrow(`${changed} cannot be used:`);
      expect(await isUntouched(target)).toBe(true);
    });

    test('B1 H1 a database that holds something, another program’s, or tables of another release is refused', async () => {
      const before = await contentsOf(house.db);
      await expect(restoreBackup(house.db.store, file)).rejects.toThrow('The database is not empty (organisation, ');
      expect(await contentsOf(house.db)).toEqual(before);
      const other = await empty();
      await withClient(other.owner, (client) => client.query('create table theirs (n int)'));
      await expect(restoreBackup(other.store, file)).rejects.toThrow('tables of another program');
      const older = await empty();
      await migrate(older.store, ['0001-foundation', '0002-separation']);
      await expect(restoreBackup(older.store, file)).rejects.toThrow('for another release');
    });

    test('B1 H1 a backup of a newer release, a missing file, a taken name and an empty database are said', async () => {
      const { store } = house.db;
      const newer: Head = { threadmark: 'backup', format: 1, at: '', migrations: ['0001-foundation', '9999-later'] };
      const ofNewer = nextFile();
      await pipeline(
        writePieces(newer, Readable.from([]) as AsyncIterable<never>),
        createGzip(),
        fs.createWriteStream(ofNewer),
      );
      await expect(restoreBackup(target.store, ofNewer)).rejects.toThrow('made by a newer release (9999-later)');
      await expect(restoreBackup(store, nextFile())).rejects.toThrow('is not there');
      await expect(saveBackup(store, file)).rejects.toThrow(`${file} exists already. Name a new file.`);
      await expect(saveBackup(store, path.join(folder, 'no', 'where'))).rejects.toThrow('is not there');
      await expect(saveBackup((await empty()).store, nextFile())).rejects.toThrow('the database is empty');
      const older = await empty();
      await migrate(older.store, ['0001-foundation', '0002-separation']);
      await expect(saveBackup(older.store, nextFile())).rejects.toThrow('Run “threadmark migrate” first');
    });
  });

  test('B1 into tables of its own release that are still empty it is restored as well', async () => {
    const file = nextFile();
    const { contents } = await saveBackup(house.db.store, file);
    const target = await implementation.fresh();
    made.push(target);
    expect((await restoreBackup(target.store, file)).contents).toEqual(contents);
  });

  test('B1 a backup of an older release is restored as it was, then brought up to date', async () => {
    const older = await empty();
    const names = ['0001-foundation', '0002-separation', '0026-backup'];
    await migrate(older.store, names);
    await withClient(older.owner, (client) =>
      client.query(`insert into organisation (org_id, name) values (7, 'Old & Sons');
insert into app_user (org_id, user_id, address, name, role) values (7, 0, 'ann@old.example', 'Ann', 'user')`),
    );
    const file = nextFile();
    await saveBackup(older.store, file);
    const target = await empty();
    const { applied } = await restoreBackup(target.store, file);
    expect(applied).toContain('0013-data-rights');
    expect(applied).not.toContain('0001-foundation');
    const seen = await contentsOf(target);
    expect(seen['app_user']).toHaveLength(1);
    // What a migration makes of old rows is made of restored ones, too.
    expect(seen['job']).toHaveLength(1);
    expect(await migrate(target.store)).toEqual([]);
  });

  test('B1 numbers that the database itself gives go on after the highest', async () => {
    const build = `create table numbered (n int generated always as identity primary key, org_id int)`;
    const [source, target] = [await implementation.fresh(), await implementation.fresh()];
    made.push(source, target);
    await withClient(source.owner, (client) =>
      client.query(`${build}; insert into numbered (org_id) values (1), (2), (3)`),
    );
    await withClient(target.owner, (client) => client.query(build));
    const file = nextFile();
    await saveBackup(source.store, file);
    await restoreBackup(target.store, file);
    const { rows } = await withClient(target.owner, (client) =>
      client.query('insert into numbered (org_id) values (4) returning n'),
    );
    expect(rows).toEqual([{ n: 4 }]);
  });
});

test('B1 tables that need each other in a circle are said, since no order could fill them', () => {
  const table = (name: string, ...needs: string[]) => ({ name, needs, columns: [], order: [] });
  expect(inOrder([table('c', 'b'), table('b', 'a'), table('a')]).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(() => inOrder([table('a', 'b'), table('b', 'a')])).toThrow('Tables need each other: a, b.');
});
