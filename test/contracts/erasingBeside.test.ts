/** Erasing reads before it holds anybody up: what is stored or changed in between is found all the same. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { implementations, withClient } from '../tools/database';
import { body, furnish, keysOf, NOW, refOf, trackOf, type House } from './samples';

const ANNA = 'anna@contoso.example';
/** Written so by a mail of hers that arrives meanwhile alone. */
const WRITTEN = 'Anna+pumps@contoso.example';

describe.each(implementations())('Erasing beside people who work on $name', (implementation) => {
  let house: House;
  beforeEach(async () => {
    house = await furnish(await implementation.fresh());
    await house.acts.track(house.alice, body(trackOf({ regarding: refOf(house.anna) })));
  });
  afterEach(() => house.db.drop());
  afterAll(() => implementation.end());

  /** Every row of every table of the organisation that holds this, as text. */
  const holding = (pattern: RegExp) =>
    withClient(house.db.owner, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'org_id'`,
      );
      const found: string[] = [];
      for (const { name } of rows) {
        const part = await client.query<{ row: string }>(`select t::text as row from ${name} t where org_id = $1`, [
          house.alice.orgId,
        ]);
        found.push(...part.rows.filter(({ row }) => pattern.test(row)).map(({ row }) => `${name}: ${row}`));
      }
      return found;
    });

  /** Until somebody waits for what this connection holds. */
  async function untilWaitedFor(client: pg.Client): Promise<void> {
    for (;;) {
      const { rows } = await client.query(
        `select 1 from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))`,
      );
      if (rows.length > 0) return;
    }
  }

  /** Begins as whatever stores mail does, and ends when the erasing has read and waits. */
  async function eraseWhile(work: (client: pg.Client, orgId: number) => Promise<void>) {
    const { orgId } = house.alice;
    const client = new pg.Client(house.db.owner);
    await client.connect();
    try {
      await client.query('begin');
      await client.query('select 1 from organisation where org_id = $1 for key share', [orgId]);
      const wish = { requestId: randomUUID(), address: ANNA, confirmation: ANNA, reason: 'asked' };
      const erased = house.acts.erasePerson(house.alice, body(wish));
      await untilWaitedFor(client);
      await work(client, orgId);
      await client.query('commit');
      return await erased;
    } finally {
      await client.end();
    }
  }

  test('D2 what is stored and changed between its reading and its writing goes as well', async () => {
    await eraseWhile(async (client, orgId) => {
      const evidence =
        'insert into evidence (org_id, mail_key, at, seen_by, keys) values ($1, gen_random_uuid(), $2, $3, $4)';
      await client.query(evidence, [orgId, NOW, house.alice.userId, JSON.stringify(keysOf())]);
      const log = `insert into audit_log (org_id, audit_id, at, action, entity, entity_id, after)
values ($1, gen_random_uuid(), $2, 'track', 'activity', 'x', $3)`;
      await client.query(log, [orgId, NOW, JSON.stringify({ from: ANNA })]);
      await client.query(`update record set detail = $2 where org_id = $1 and name = '200 chairs'`, [
        orgId,
        `for ${ANNA}`,
      ]);
    });
    expect(await holding(/anna@contoso/i)).toEqual([]);
    expect(await holding(/for erased@erased\.invalid/)).toHaveLength(1);
  });

  test('D2 a mail of hers that is stored meanwhile goes with its answered letter, however it writes her', async () => {
    const id = randomUUID();
    await eraseWhile(async (client, orgId) => {
      await client.query(
        `insert into activity (org_id, activity_id, dedupe_key, thread_id, kind, direction, state, message_id, topic, subject,
  from_address, sent_at, method, reason, tracked_by, tracked_at)
values ($1, $2, gen_random_uuid(), gen_random_uuid(), 'message', 'incoming', 'tracked', 'm@x', 'knee', 'Knee', $3, $4, 'hand', '', $5, $4)`,
        [orgId, id, ANNA, NOW, house.alice.userId],
      );
      const party = `insert into activity_party (org_id, activity_id, role, ordinal, address, written, name) values ($1, $2, 'from', 0, $3, $4, 'A')`;
      await client.query(party, [orgId, id, ANNA, WRITTEN]);
      const letter = `insert into request (org_id, request_id, user_id, act, payload_hash, reply, at) values ($1, gen_random_uuid(), $2, 'track', gen_random_uuid(), $3, $4)`;
      const reply = { tracking: { activityId: id, reason: 'Knee' } };
      await client.query(letter, [orgId, house.alice.userId, JSON.stringify(reply), NOW]);
      await client.query('update record set detail = $2 where org_id = $1 and name = $3', [
        orgId,
        WRITTEN,
        '200 chairs',
      ]);
    });
    expect(await holding(/anna(\+pumps)?@contoso|Knee/i)).toEqual([]);
    expect(await holding(new RegExp(`^.${house.alice.orgId},${id}.*erased`))).toHaveLength(1);
  });
});
