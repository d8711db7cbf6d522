/** What goes by its age, on every database; the clock is handed in, and the database's own is the later bound. */
import { randomUUID } from 'node:crypto';
import type { Settings } from '../../src/contract/settings';
import { startDailyWork } from '../../src/server/dailyWork';
import { readPrivacyCommand, readRetentionCommand } from '../../src/server/privacyCommands';
import { findDue, holdJob } from '../../src/server/store/jobs';
import { makeActs } from '../../src/server/tracking/makeActs';
import { plainOf } from '../../src/server/tracking/asKept';
import { RETENTION, removeWhatIsOld } from '../../src/server/tracking/retention';
import { implementations, quiet, withClient } from '../tools/database';
import { textOf } from './personFile';
import { body, furnish, keysOf, refOf, trackOf, type House } from './samples';

const DAY = 86_400_000;

describe.each(implementations())('What is kept, and how long, on $name', (implementation) => {
  let house: House;
  const now = new Date();
  const ago = (days: number) => new Date(now.getTime() - days * DAY);
  const at = (moment: Date) => makeActs(house.db.store, () => moment);

  beforeAll(async () => {
    house = await furnish(await implementation.fresh());
  });
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  const going = { mails: 9, texts: 9 };
  async function settle(change: Partial<Settings>) {
    const { acts, alice } = house;
    const { version, settings } = await acts.settings(alice, { body: undefined, params: undefined });
    await acts.saveSettings(alice, body({ version, reason: 'as agreed', settings: { ...settings, ...change }, going }));
  }
  const attachments = [{ name: 'plan.pdf', contentType: 'application/pdf', size: 9, inline: false }];
  async function track(days: number, subject: string) {
    const keys = keysOf({ topic: subject, sentAt: ago(days).toISOString() });
    const letter = trackOf({ keys, regarding: refOf(house.anna), mail: { subject, attachments } });
    return (await at(ago(days)).track(house.alice, body(letter))).tracking.activityId;
  }
  const rows = (table: string, where: string) =>
    withClient(house.db.owner, async (client) => {
      const { rowCount } = await client.query(
        `select 1 from ${table} where org_id = ${house.alice.orgId} and ${where}`,
      );
      return rowCount;
    });
  const clean = (moment = now) => removeWhatIsOld({ store: house.db.store, clock: () => moment }, house.alice.orgId);

  test('D3 nothing goes while nobody has said how long it is kept', async () => {
    await track(4000, 'Very old');
    expect(await clean()).toMatchObject({ mails: 0, bodies: 0 });
  });

  test('D3 a text goes after its days with the list of attachments, and the mail stays; then the mail goes whole', async () => {
    const [young, old, ancient] = [await track(5, 'Young'), await track(40, 'Old'), await track(400, 'Ancient')];
    await settle({ keepBodiesDays: 30, keepMailDays: 365 });
    expect(await clean()).toMatchObject({ mails: 2, bodies: 1 });
    expect(await rows('activity_body', `activity_id = '${young}' and html is not null`)).toBe(1);
    expect(await rows('activity_body', `activity_id = '${old}' and html is null and plain is null`)).toBe(1);
    expect(await rows('attachment', `activity_id = '${old}'`)).toBe(0);
    expect(await rows('activity', `activity_id in ('${old}', '${young}')`)).toBe(2);
    for (const table of ['activity', 'activity_body', 'activity_party', 'correlation_key', 'receipt', 'evidence'])
      expect([table, await rows(table, `activity_id = '${ancient}'`)]).toEqual([table, 0]);
    expect(await rows('audit_log', `entity_id = '${ancient}' and why <> ''`)).toBe(0);
    expect(await rows('thread', `'ancient' = any (words)`)).toBe(0);
    expect(await clean()).toMatchObject({ mails: 0, bodies: 0 });
  });

  test('D3 it is audited with its counts, and the overview says when it ran and when it is due', async () => {
    const { rows: found } = await house.acts.audit(house.alice, body({ kind: 'privacy' }));
    expect(found[0]).toMatchObject({ action: 'retain', actor: null });
    expect(found[0]?.changes).toContainEqual({ name: 'mails', before: null, after: '2' });
    const { health } = await at(now).overview(house.alice, body({ days: 7, zone: 'UTC' }));
    expect(health.jobs).toEqual([
      { name: RETENTION, running: false, endedAt: now.toISOString(), dueAt: ago(-1).toISOString() },
    ]);
  });

  test('D3 many steps remove everything, and answers to requests go after ninety days', async () => {
    await withClient(house.db.owner, async (client) => {
      await client.query(
        `insert into request (org_id, request_id, user_id, act, payload_hash, reply, at)
         select $1, gen_random_uuid(), 1, 'track', gen_random_uuid(), '{}', $2 from generate_series(1, 1200)`,
        [house.alice.orgId, ago(91)],
      );
    });
    expect(await clean()).toMatchObject({ letters: expect.any(Number) as number });
    expect(await rows('request', `at < now() - interval '90 days'`)).toBe(0);
    expect(await rows('request', 'true')).toBeGreaterThan(0);
  });

  test('D3 no clock that is ahead makes anything older, and the product cannot delete a mail by itself', async () => {
    const fresh = await track(1, 'Fresh');
    expect(await clean(ago(-10_000))).toMatchObject({ mails: 0, bodies: 0 });
    expect(await rows('activity', `activity_id = '${fresh}'`)).toBe(1);
    await withClient(house.db.app, async (client) => {
      await client.query('set role threadmark_app');
      await client.query(`select set_config('threadmark.org', $1, false)`, [String(house.alice.orgId)]);
      await expect(client.query('delete from activity')).rejects.toThrow(/permission denied/);
    });
  });

  test('D3 of two servers one does it; one that died is waited for no longer than its time', async () => {
    const { store } = house.db;
    const { orgId } = house.alice;
    const hold = { orgId, name: RETENTION, holder: randomUUID(), now, until: new Date(now.getTime() + 60_000) };
    expect(await store.change(orgId, (ask) => holdJob(ask, hold))).toBe(true);
    expect(await clean()).toBeNull();
    expect(await clean(new Date(now.getTime() + 61_000))).not.toBeNull();
  });

  test('D3 a running server does it for every organisation whose turn it is, once a day, and stops in good order', async () => {
    const { store } = house.db;
    const due = ago(-30);
    expect(await findDue(store, RETENTION, due)).toEqual(
      expect.arrayContaining([house.alice.orgId, house.mallory.orgId]),
    );
    const turns: (() => void)[] = [];
    const told: unknown[] = [];
    const both = new Promise<void>((resolve) => {
      told.push = (...one) => (Array.prototype.push.apply(told, one) === 2 && resolve(), told.length);
    });
    const stop = startDailyWork({
      store,
      clock: () => due,
      log: { ...quiet, info: (...what: unknown[]) => void told.push(what) } as never,
      regularly: (run) => (turns.push(run), run(), () => void turns.pop()),
    });
    turns[0]?.();
    await both;
    await stop();
    expect(turns).toEqual([]);
    expect(await findDue(store, RETENTION, due)).toEqual([]);
  });

  test('D3 what is stored of a text and of attachments is as set', async () => {
    await settle({ storeBodies: 'text', storeAttachments: false });
    const text = await track(2, 'Words only');
    expect(await rows('activity_body', `activity_id = '${text}' and html is null and plain = 'Hello'`)).toBe(1);
    expect(await rows('attachment', `activity_id = '${text}'`)).toBe(0);
    await settle({ storeBodies: 'none' });
    const none = await track(2, 'Nothing');
    expect(await rows('activity_body', `activity_id = '${none}' and html is null and plain is null`)).toBe(1);
  });

  test('D3 D2 the command line does the same, and says what it did', async () => {
    const words = ['--organisation', 'Northwind Traders'];
    const exported = await readPrivacyCommand(['export', 'anna@contoso.example', '--reason', 'asked', ...words])(
      house.db.store,
    );
    expect(JSON.parse(await textOf(exported))).toMatchObject({
      address: 'anna@contoso.example',
      records: [{ name: 'Anna Keller' }],
    });
    const erase = readPrivacyCommand(['erase', 'Anna@contoso.example', '--reason', 'asked', ...words]);
    expect(await erase(house.db.store)).toMatch(/^Erased at .*records 1.*Receipt [0-9a-f-]{36}\.$/);
    const run = readRetentionCommand(['run', ...words]);
    expect(await run(house.db.store)).toMatch(/^Removed 0 mails, \d+ texts, \d+ answered requests\.$/);
  });
});

test.each([
  [['privacy']],
  [['erase', 'anna']],
  [['erase', 'anna@x.example']],
  [['erase', 'anna@x.example', '--organisation', 'N']],
  [['export', 'anna@x.example', '--organisation', 'N', '--reason', 'x', '--records', 'perhaps']],
])('D2 %j is not understood before any database is opened', (words) => {
  expect(() => readPrivacyCommand(words)).toThrow(/^(Write|Say|--records|“anna”)/);
});

test.each([
  ['<p>One</p><p>Two &amp; three<br>four</p>', 'One\nTwo & three\nfour'],
  ['<script>bad()</script>Hi&nbsp;there', 'Hi there'],
  [null, null],
])('D3 the words of %j are %j', (html, text) => {
  expect(plainOf(html)).toBe(text);
});
