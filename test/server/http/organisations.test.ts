/** The doors over the real store, with the sandbox in it: what one organisation can do to another, and what the log keeps. */
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Acts } from '../../../src/server/tracking/acts';
import { endpoints, type EndpointName } from '../../../src/contract/endpoints';
import { parse } from '../../../src/contract/schema';
import { makeApp } from '../../../src/server/http/app';
import { makeSignIn } from '../../../src/server/http/auth';
import { addDevDoor, makeLocalIssuer } from '../../../src/server/http/localIssuer';
import { readSandbox } from '../../../src/server/sandbox/organisations';
import { seedSandbox } from '../../../src/server/sandbox/seed';
import { readUser } from '../../../src/server/store/signIn';
import { makeActs } from '../../../src/server/tracking/makeActs';
import { implementations, withClient, type Database } from '../../tools/database';
import { captureLog, keys, signedIn, trackBody, uuid } from './fakes';
import { freshFolder } from './folders';

const folder = path.resolve('assets/sandbox');
const [alice, bob, mallory] = ['alice@northwind.example', 'bob@northwind.example', 'mallory@tailspin.example'];

/** Every row of every table: what a request could have changed. */
const contents = (database: Database) =>
  withClient(database.owner, async (client) => {
    const tables = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1",
    );
    const seen: [string, unknown[]][] = [];
    for (const { name } of tables.rows)
      seen.push([name, (await client.query(`select to_jsonb(x) as row from ${name} x order by 1`)).rows]);
    return seen;
  });

describe.each(implementations())('Organisations on $name', (implementation) => {
  let database: Database;
  let acts: Acts;
  let app: FastifyInstance;
  const { lines, log } = captureLog();
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    database = await implementation.fresh();
    acts = makeActs(database.store, () => new Date());
    await seedSandbox({ store: database.store, acts, folder });
    const issuer = await makeLocalIssuer(freshFolder(), () => new Date());
    app = await makeApp({
      acts,
      signIn: makeSignIn(issuer, (who) => readUser(database.store, who)),
      reachStore: () => database.store.writes(),
      log,
      tls: null,
      httpsAlone: false,
      version: '0.0.0',
      doors: [(door) => addDevDoor(door, { issuer, listUsers: async () => [] })],
    });
    for (const who of [alice, bob, mallory]) tokens.set(who, await issuer.tokenFor(who));
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await database.drop();
    await implementation.end();
  });

  const ask = (who: string, name: EndpointName, given: { payload?: object; params?: Record<string, string> } = {}) => {
    const { method, path: pattern } = endpoints[name];
    const url = pattern.replaceAll(/\{(\w+)\}/g, (_all, part: string) => given.params?.[part] ?? '');
    return app.inject({
      method,
      url,
      headers: signedIn(tokens.get(who)!),
      ...(given.payload ? { payload: given.payload } : {}),
    });
  };
  const search = async (who: string, text: string) =>
    (await ask(who, 'searchRecords', { payload: { text, around: [], types: [] } })).json().records as {
      type: string;
      id: string;
      name: string;
    }[];
  const oneOf = async (who: string, text: string) => (await search(who, text))[0]!;
  const timeline = async (who: string, text: string) => {
    const { type, id } = await oneOf(who, text);
    return (await ask(who, 'timeline', { params: { type, id } })).json().activities as {
      activityId: string;
      subject: string;
      tracking: { version: number };
    }[];
  };

  it('X1 seeds every user, record and tracked mail of the file', async () => {
    const { organisations, mails } = await readSandbox(folder);
    for (const { users, name, records } of organisations) {
      for (const user of users) {
        const me = (await ask(user.address, 'me')).json();
        expect(me).toEqual({ user: { address: user.address, name: user.name }, organisation: name, role: user.role });
        for (const record of records) {
          const found = (await search(user.address, record.name)).map((each) => each.name);
          const own = record.access !== 'owner' || record.owner === user.address;
          expect(found.includes(record.name)).toBe(own);
        }
      }
    }
    const tracked = mails.filter((mail) => mail.tracked).length;
    const stored = await withClient(database.owner, (client) =>
      client.query<{ n: number }>('select count(*)::int as n from activity'),
    );
    expect(stored.rows[0]?.n).toBe(tracked);
  });

  it('X1 shows the mail tracked from the start on its record', async () => {
    const { mails, organisations } = await readSandbox(folder);
    const records = organisations.flatMap((organisation) => organisation.records);
    for (const { tracked } of mails) {
      const record = records.find(({ key }) => key === tracked?.regarding);
      if (!record) continue;
      expect((await timeline(alice, record.name)).length).toBeGreaterThan(0);
    }
  });

  it('X1 changes nothing when it is seeded again, also after a visitor has changed what was there', async () => {
    const [first] = await timeline(alice, 'Pump station refit');
    const { id, type } = await oneOf(alice, 'Anna Kowalska');
    const regard = {
      requestId: uuid(41),
      activityId: first!.activityId,
      version: first!.tracking.version,
      regarding: { id, type },
    };
    expect((await ask(alice, 'regard', { payload: regard })).statusCode).toBe(200);
    const before = await contents(database);
    await seedSandbox({ store: database.store, acts, folder });
    expect(await contents(database)).toEqual(before);
  });

  it.each<
    [
      EndpointName,
      string,
      (ids: { activityId: string; record: { type: string; id: string } }) => {
        payload?: object;
        params?: Record<string, string>;
      },
    ]
  >([
    ['record', 'unknownRecord', ({ record }) => ({ params: { type: record.type, id: record.id } })],
    ['timeline', 'unknownRecord', ({ record }) => ({ params: { type: record.type, id: record.id } })],
    ['body', 'unknownTracking', ({ activityId }) => ({ params: { activityId } })],
    ['untrack', 'unknownTracking', ({ activityId }) => ({ payload: { requestId: uuid(31), activityId, version: 1 } })],
    ['restore', 'unknownTracking', ({ activityId }) => ({ payload: { requestId: uuid(32), activityId, version: 1 } })],
    [
      'regard',
      'unknownTracking',
      ({ activityId }) => ({ payload: { requestId: uuid(33), activityId, version: 1, regarding: null } }),
    ],
    [
      'track',
      'unknownRecord',
      ({ record }) => ({
        payload: { ...trackBody, requestId: uuid(34), regarding: { type: record.type, id: record.id } },
      }),
    ],
  ])(
    'H1 answers %s with the ids of another organisation with 404 %s, and stores nothing',
    async (name, code, given) => {
      const [activity] = await timeline(alice, 'Line 4 retrofit');
      const { type, id } = await oneOf(alice, 'Line 4 retrofit');
      const request = given({ activityId: activity!.activityId, record: { type, id } });
      const before = await contents(database);
      const reply = await ask(mallory, name, request);
      expect([reply.statusCode, reply.json().code]).toEqual([404, code]);
      expect(reply.body).not.toContain('Line 4');
      expect(await contents(database)).toEqual(before);
    },
  );

  it('H1 does not let another organisation’s activity be named as the match', async () => {
    const [activity] = await timeline(alice, 'Line 4 retrofit');
    const because = { method: 'replyTo', matched: activity!.activityId, reason: 'x' };
    const reply = await ask(mallory, 'track', {
      payload: { ...trackBody, requestId: uuid(35), regarding: null, because },
    });
    const seen = JSON.stringify(reply.json()) + JSON.stringify(await timeline(mallory, 'Olek'));
    expect(seen).not.toContain('Line 4');
    expect((await timeline(alice, 'Line 4 retrofit')).map((each) => each.activityId)).toContain(activity!.activityId);
  });

  it('H1 finds for one organisation nothing that belongs to another', async () => {
    expect((await search(mallory, 'Pump station')).length).toBe(0);
    const [activity] = await timeline(alice, 'Line 4 retrofit');
    const { rows } = await withClient(database.owner, (client) =>
      client.query<{ id: string }>('select message_id as id from activity where activity_id = $1', [
        activity!.activityId,
      ]),
    );
    const reply = keys.mailKind === 'opener' ? { ...keys, messageId: 'new@x.example', inReplyTo: [rows[0]!.id] } : keys;
    const found = (who: string) => ask(who, 'lookup', { payload: { keys: reply, settingsVersion: null } });
    expect((await found(alice)).json().candidates.length).toBe(1);
    expect((await found(mallory)).json().candidates).toEqual([]);
  });

  it('H1 lets only an administrator change the settings', async () => {
    const { settings, version } = (await ask(bob, 'settings')).json();
    const reply = await ask(bob, 'saveSettings', { payload: { version, reason: 'x', settings } });
    expect([reply.statusCode, reply.json().code]).toEqual([403, 'notAllowed']);
  });

  it('H1 answers what it promises, also with a full store', async () => {
    const { type, id } = await oneOf(alice, 'Line 4 retrofit');
    const [activity] = await timeline(alice, 'Line 4 retrofit');
    const asked: [EndpointName, object][] = [
      ['me', {}],
      ['settings', {}],
      ['record', { params: { type, id } }],
      ['timeline', { params: { type, id } }],
      ['body', { params: { activityId: activity!.activityId } }],
      ['searchRecords', { payload: { text: '', around: ['anna@contoso.example'], types: [] } }],
      ['lookup', { payload: { keys, settingsVersion: null } }],
      ['track', { payload: { ...trackBody, requestId: uuid(36), regarding: { type, id } } }],
      [
        'createRecord',
        { payload: { requestId: uuid(37), type: 'lead', name: 'Lee', email: 'lee@litware.example', company: null } },
      ],
    ];
    for (const [name, given] of asked) {
      const reply = await ask(alice, name, given);
      expect([name, reply.statusCode]).toEqual([name, 200]);
      expect(() => parse(endpoints[name].reply, reply.json())).not.toThrow();
    }
  });

  it('P1 keeps subjects, addresses, bodies and tokens out of the log', async () => {
    await ask(alice, 'track', { payload: { ...trackBody, requestId: uuid(38) } });
    await ask(alice, 'track', { payload: { ...trackBody, requestId: 'hush@secret.example' } });
    await app.inject({
      method: 'GET',
      url: '/api/records/anna@contoso.example/x?q=anna@contoso.example',
      headers: signedIn(tokens.get(alice)!),
    });
    await app.inject({
      method: 'POST',
      url: '/api/track',
      payload: '{"subject":"Secret merger plans',
      headers: { 'content-type': 'application/json', ...signedIn(tokens.get(alice)!) },
    });
    await app.inject({ method: 'POST', url: '/dev/token', payload: { user: alice }, headers: { host: 'localhost' } });
    const logged = lines.join('');
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ route: '/api/track', status: 200, user: expect.any(Number) }),
    );
    for (const secret of ['@', '.example', 'merger', 'Do not tell', 'Line 4', 'Alice', 'Anna', ...tokens.values()])
      expect(logged).not.toContain(secret);
  });
});
