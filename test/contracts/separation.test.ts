/** The database itself keeps organisations apart, even from code that forgot to ask for one. */
import { defaultPreferences } from '../../src/contract/defaultPreferences';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { defaultSettings } from '../../src/contract/settings';
import { implementations, withClient } from '../tools/database';
import { body, furnish, refOf, trackOf, type House } from './samples';

const TABLES = [
  'organisation',
  'app_user',
  'record',
  'record_address',
  'thread',
  'thread_person',
  'activity',
  'activity_party',
  'activity_body',
  'attachment',
  'receipt',
  'correlation_key',
  'request',
  'settings',
  'token_layout',
  'token_number',
  'token_cursor',
  'token_lease',
  'user_preference',
  'audit_log',
  'team',
  'team_member',
  'evidence',
  'settings_trial',
  'privacy_key',
  'erasure',
  'job',
];

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  beforeAll(async () => {
    house = await furnish(await implementation.fresh());
    const attachments = [{ name: 'a', contentType: 'a/b', size: 1, inline: false }];
    await house.acts.track(house.alice, body(trackOf({ regarding: refOf(house.anna), mail: { attachments } })));
    const { settings } = await house.acts.settings(house.alice, { body: undefined, params: undefined });
    await house.acts.saveSettings(house.alice, body({ version: 0, reason: 'why not', settings }));
  });
  beforeAll(async () => {
    const { acts, alice } = house;
    await acts.mintToken(alice, body({ requestId: randomUUID(), mark: randomUUID() }));
    await acts.lease(alice, body({ requestId: randomUUID(), device: randomUUID(), used: [], returned: [] }));
    await acts.audit(alice, body({ about: 'anna@contoso.example' }));
    const nobody = { address: 'nobody@x.example', confirmation: 'nobody@x.example' };
    await acts.erasePerson(alice, body({ requestId: randomUUID(), ...nobody, reason: 'asked' }));
    await acts.startTrial(alice, body({ settings: defaultSettings, days: 1 }));
    await acts.savePreferences(alice, body({ ...defaultPreferences, autoTrack: false }));
  });
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  /** Raw SQL in the role of the product. */
  const asProduct = <T>(orgId: number | null, work: (client: pg.Client) => Promise<T>) =>
    withClient(house.db.app, async (client) => {
      await client.query('set role threadmark_app');
      if (orgId !== null) await client.query(`select set_config('threadmark.org', $1, false)`, [String(orgId)]);
      await client.query(`select set_config('threadmark.reader', '0', false)`);
      return work(client);
    });
  const countIn = async (client: pg.Client, table: string) =>
    (await client.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n;

  test('P1 the role of the product cannot bypass row-level security and owns nothing', async () => {
    await withClient(house.db.owner, async (client) => {
      const { rows } = await client.query(
        `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'threadmark_app'`,
      );
      expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
      const owned = await client.query(
        `select relname from pg_class join pg_roles r on r.oid = relowner where rolname = 'threadmark_app'`,
      );
      expect(owned.rows).toEqual([]);
    });
  });

  test('P1 every table of the schema has a policy, in force for its owner as well', async () => {
    await withClient(house.db.owner, async (client) => {
      const { rows } = await client.query<{ name: string; safe: boolean }>(
        `select relname as name, relrowsecurity and relforcerowsecurity as safe from pg_class
         where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'kysely%' order by 1`,
      );
      expect(rows.map(({ name }) => name)).toEqual([...TABLES].sort());
      expect(rows.filter(({ safe }) => !safe)).toEqual([]);
    });
  });

  test('P1 every primary key, unique index and foreign key begins with the organisation', async () => {
    await withClient(house.db.owner, async (client) => {
      const { rows } = await client.query<{ def: string }>(
        `select pg_get_constraintdef(c.oid) as def from pg_constraint c join pg_class t on t.oid = conrelid
         where contype in ('p', 'u', 'f') and t.relname = any($1)`,
        [TABLES],
      );
      expect(rows.length).toBeGreaterThan(TABLES.length);
      expect(rows.filter(({ def }) => !/^(PRIMARY KEY|UNIQUE|FOREIGN KEY) \(org_id/.test(def))).toEqual([]);
    });
  });

  test.each(TABLES)('P1 %s shows its own organisation everything, another and nobody nothing', async (table) => {
    expect(await asProduct(house.alice.orgId, (client) => countIn(client, table))).toBeGreaterThan(0);
    const foreign = await asProduct(house.mallory.orgId, async (client) => {
      const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table} where org_id = $1`, [
        house.alice.orgId,
      ]);
      return rows[0]?.n;
    });
    expect(foreign).toBe(0);
    expect(await asProduct(null, (client) => countIn(client, table))).toBe(0);
  });

  test('P1 nothing can be written into, or moved to, another organisation', async () => {
    await asProduct(house.mallory.orgId, async (client) => {
      const { orgId } = house.alice;
      const insert = client.query(
        `insert into thread (org_id, thread_id, root_id) values ($1, gen_random_uuid(), gen_random_uuid())`,
        [orgId],
      );
      await expect(insert).rejects.toThrow(/row-level security/);
      await expect(client.query('update record set org_id = $1', [orgId])).rejects.toThrow(/row-level security/);
      const { rowCount } = await client.query(`update record set name = 'mine' where org_id = $1`, [orgId]);
      expect(rowCount).toBe(0);
    });
  });

  test('P1 K2 the product can neither change nor delete what was audited, tracked mail or settings', async () => {
    await asProduct(house.alice.orgId, async (client) => {
      for (const text of [
        `update audit_log set why = ''`,
        'delete from audit_log',
        'delete from activity',
        'delete from receipt',
        `update settings set reason = ''`,
        'delete from token_number',
        'update token_lease set expires_at = now()',
      ]) {
        await expect(client.query(text)).rejects.toThrow(/permission denied/);
      }
    });
  });

  test('P1 who is signing in sees the one user, and nothing else', async () => {
    await asProduct(null, async (client) => {
      await client.query(`select set_config('threadmark.sign_in_address', 'alice@northwind.example', false)`);
      const { rows } = await client.query('select address from app_user');
      expect(rows).toEqual([{ address: 'alice@northwind.example' }]);
      expect(await countIn(client, 'organisation')).toBe(0);
      expect(await countIn(client, 'activity')).toBe(0);
      await expect(client.query(`update app_user set role = 'administrator'`)).resolves.toMatchObject({ rowCount: 0 });
    });
  });

  test('P1 an act that was given another organisation’s number by mistake finds nothing', async () => {
    const muddled = { ...house.mallory, orgId: house.mallory.orgId };
    const found = await house.db.store.look(muddled.orgId, (ask) =>
      ask({ text: 'select 1 from activity where org_id = $1' }, [house.alice.orgId]),
    );
    expect(found).toEqual([]);
  });

  test('P1 a connection keeps nothing of the organisation it worked for', async () => {
    const { store } = house.db;
    await store.look(house.alice.orgId, (ask) => ask({ text: 'select 1' }));
    const left = await Promise.all(
      Array.from({ length: 12 }, () =>
        store.look(house.mallory.orgId, (ask) =>
          ask<{ n: number }>({ text: 'select count(*)::int as n from activity' }),
        ),
      ),
    );
    expect(left.flat()).toEqual(Array.from({ length: 12 }, () => ({ n: 0 })));
  });

  test('P1 a question after the transaction ended is refused', async () => {
    const late = house.db.store.look(house.alice.orgId, async (ask) => {
      await ask({ text: 'select 1' });
      return ask({ text: 'select 2' });
    });
    await expect(late).rejects.toThrow('after the transaction had ended');
  });

  test('K1 a change that fails half-way leaves nothing behind', async () => {
    const { store } = house.db;
    const broken = store.change(house.alice.orgId, async (ask) => {
      await ask(
        { text: 'insert into thread (org_id, thread_id, root_id) values ($1, gen_random_uuid(), gen_random_uuid())' },
        [house.alice.orgId],
      );
      throw new Error('half-way');
    });
    const before = await asProduct(house.alice.orgId, (client) => countIn(client, 'thread'));
    await expect(broken).rejects.toThrow('half-way');
    expect(await asProduct(house.alice.orgId, (client) => countIn(client, 'thread'))).toBe(before);
    const swallowed = store.change(house.alice.orgId, async (ask) => {
      await ask({ text: 'select 1/0' }).catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow('taken for a good one');
  });
});
