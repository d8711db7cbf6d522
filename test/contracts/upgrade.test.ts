/** A data folder of the first release, before anything was sent: everything in it is there after an upgrade, and goes on. */
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Kysely, Migrator, PostgresDialect, sql, type Migration } from 'kysely';
import { migrate } from '../../src/server/store/migrate';
import { ensureApplicationRole } from '../../src/server/store/role';
import { createUser } from '../../src/server/store/seeding';
import { makeActs } from '../../src/server/tracking/makeActs';
import { implementations, withClient, type Database } from '../tools/database';
import { body, keysOf, NOW, trackOf, type WireKeys } from './samples';

const folder = path.join('src', 'server', 'store', 'migrations');
const names = fs
  .readdirSync(folder)
  .sort()
  .map((file) => file.replace('.sql', ''));
const RELEASED = names.filter((name) => name <= '0002-separation');

const [ORG, ALICE, BOB] = [7, 0, 1] as const;
const nothing = { body: undefined, params: undefined };
const person = (userId: number, name: string) => ({
  orgId: ORG,
  userId,
  address: `${name.toLowerCase()}@northwind.example`,
  name,
  role: 'administrator' as const,
});
const [alice, bob] = [person(ALICE, 'Alice'), person(BOB, 'Bob')];

const ids = { record: randomUUID(), thread: randomUUID(), offer: randomUUID(), spam: randomUUID() };
/** The hashes of that release, written down once more. */
const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
const [ID, TOKEN] = [1, 6];

const offer = keysOf({ messageId: 'offer@contoso.example', topic: 'offer crm:0001000' });
const spam = keysOf({ messageId: 'spam@contoso.example', topic: 'spam' });

/** As that release built its tables, with the notes of its migrator. */
async function buildReleased(db: Database): Promise<void> {
  const pool = db.store.openAsOwner();
  const migration = (name: string): Migration => ({
    up: async (on) => void (await sql.raw(fs.readFileSync(path.join(folder, `${name}.sql`), 'utf8')).execute(on)),
  });
  const provider = { getMigrations: async () => Object.fromEntries(RELEASED.map((name) => [name, migration(name)])) };
  await ensureApplicationRole(pool, db.store.embedded !== null);
  const { error } = await new Migrator({
    db: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    provider,
  }).migrateToLatest();
  await pool.end();
  if (error !== undefined) throw error;
}

/** As that release wrote its rows: users numbered from 0, a tracked mail with Bob's number, one that was taken back, settings. */
async function fillReleased(db: Database): Promise<void> {
  const at = '2026-11-01T08:00:00Z';
  const activity = (id: string, keys: WireKeys, state: string, version: number) => [
    `insert into activity (org_id, activity_id, dedupe_key, thread_id, kind, direction, state, message_id, topic, subject, from_address,
  sent_at, regarding_id, method, reason, tracked_by, tracked_at, version)
values ($1, $2, $3, $4, 'message', 'incoming', $5, $6, $7, $7, $8, $9, $10, 'hand', 'Alice tracked it.', $11, $12, $13)`,
    [ORG, id, hash(`message:incoming:${keys.messageId}`), ids.thread, state, keys.messageId, keys.topic, keys.from],
    [keys.sentAt, ids.record, ALICE, at, version],
  ];
  const key = (id: string, kind: number, value: string) => [
    'insert into correlation_key (org_id, kind, key_hash, activity_id) values ($1, $2, $3, $4)',
    [ORG, kind, hash(`${kind}:${value}`), id],
  ];
  const user = ({ userId, address, name, role }: typeof alice) => [
    'insert into app_user (org_id, user_id, address, name, role) values ($1, $2, $3, $4, $5)',
    [ORG, userId, address, name, role],
  ];
  const rows = [
    ["insert into organisation (org_id, name, domains) values ($1, 'Northwind Traders', '{northwind.example}')", [ORG]],
    user(alice),
    user(bob),
    ["insert into record (org_id, record_id, type, name) values ($1, $2, 'contact', 'Anna Keller')", [ORG, ids.record]],
    [
      "insert into record_address (org_id, address, record_id) values ($1, 'anna@contoso.example', $2)",
      [ORG, ids.record],
    ],
    ['insert into thread (org_id, thread_id, root_id) values ($1, $2, $2)', [ORG, ids.thread]],
    [
      "insert into thread_person (org_id, thread_id, address) values ($1, $2, 'anna@contoso.example')",
      [ORG, ids.thread],
    ],
    activity(ids.offer, offer, 'tracked', 3),
    activity(ids.spam, spam, 'untracked', 2),
    key(ids.offer, ID, offer.messageId),
    key(ids.offer, TOKEN, '0001000'),
    key(ids.spam, ID, spam.messageId),
    [
      'insert into activity_body (org_id, activity_id, html, plain) values ($1, $2, $3, null)',
      [ORG, ids.offer, '<p>Hi</p>'],
    ],
    ['insert into receipt (org_id, activity_id, user_id, at) values ($1, $2, $3, $4)', [ORG, ids.offer, ALICE, at]],
    ['insert into receipt values ($1, $2, $3, $4, $4)', [ORG, ids.spam, ALICE, at]],
    [
      "insert into settings (org_id, version, settings, author, reason, at) values ($1, 1, $2, $3, 'As we like it', $4)",
      [ORG, JSON.stringify({ smartMatching: 'suggest', closedRecords: 'link' }), ALICE, at],
    ],
  ];
  await withClient(db.owner, async (client) => {
    await client.query(`set threadmark.org = '${ORG}'`);
    for (const [text, ...values] of rows) await client.query(text as string, values.flat());
  });
}

describe.each(implementations())('$name', (implementation) => {
  let db: Database;
  let applied: readonly string[];
  beforeAll(async () => {
    db = await implementation.empty();
    await buildReleased(db);
    await fillReleased(db);
    applied = await migrate(db.store);
  });
  afterAll(async () => {
    await db.drop();
    await implementation.end();
  });

  const acts = () => makeActs(db.store, () => NOW);
  const lookup = (keys: WireKeys) => acts().lookup(alice, body({ keys, settingsVersion: 0 }));

  test('S1 what is missing is added once, and what was released stays', async () => {
    expect(applied).toEqual(names.filter((name) => !RELEASED.includes(name)));
    expect(await migrate(db.store)).toEqual([]);
  });

  test('S1 K1 a tracked mail is tracked as before: record, version, receipt, body', async () => {
    const { own } = await lookup(offer);
    expect(own).toMatchObject({ activityId: ids.offer, state: 'tracked', version: 3, regarding: { id: ids.record } });
    expect(own?.receipts.map(({ name }) => name)).toEqual(['Alice']);
    expect(own?.pending ?? false).toBe(false);
    const timeline = await acts().timeline(alice, {
      body: undefined,
      params: { type: 'contact', id: ids.record } as never,
    });
    expect(timeline.activities.map(({ tracking }) => tracking.activityId)).toEqual([ids.offer]);
    const again = await acts().track(bob, body(trackOf({ keys: offer, mail: { html: '<p>Hi</p>', text: 'Hi' } })));
    expect(again.tracking.activityId).toBe(ids.offer);
  });

  test('S1 K1 what was taken back is not tracked, and can be restored', async () => {
    const { own } = await lookup(spam);
    expect(own).toMatchObject({ activityId: ids.spam, state: 'untracked', version: 2 });
    const asked = { requestId: randomUUID(), activityId: ids.spam, version: 2 };
    expect((await acts().restore(alice, body(asked))).tracking).toMatchObject({ state: 'tracked', version: 3 });
  });

  test.each([
    ['its id', keysOf({ inReplyTo: [offer.messageId] }), 'id'],
    ['its token', keysOf({ tokens: [{ digits: '0001000', before: 'CRM:' }] as never }), 'token'],
  ])('S1 T1 an answer finds it by %s', async (_what, keys, kind) => {
    const { candidates } = await lookup(keys);
    const found = candidates.find(({ activityId }) => activityId === ids.offer);
    expect(found?.shared.map((shared) => shared.kind)).toContain(kind);
  });

  test('S1 T3 users keep their numbers, 0 among them; a number that an active thread carries is not given again', async () => {
    const mint = async (who: typeof alice) =>
      (await acts().mintToken(who, body({ requestId: randomUUID(), mark: randomUUID() }))).token;
    expect([await mint(alice), await mint(bob)]).toEqual(['CRM:0000000', 'CRM:0001001']);
    const carol = await createUser(db.store, ORG, { address: 'carol@northwind.example', name: 'Carol', role: 'user' });
    expect(carol.userId).toBe(2);
  });

  test('S1 settings stay as they were chosen; what came since has its default', async () => {
    const { version, settings, reason, changedBy } = await acts().settings(alice, nothing);
    expect([version, reason, changedBy]).toEqual([1, 'As we like it', 'Alice']);
    expect(settings).toMatchObject({
      smartMatching: 'suggest',
      closedRecords: 'link',
      autoTrack: 'off',
      activeDays: 180,
    });
  });
});
