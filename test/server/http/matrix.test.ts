/**
 * Every route of the OpenAPI document, for every role, of the own and of another organisation, with and without a token that
 * counts, on the real store. What each role may is written here a second time, so that a change of the table has to be meant.
 */
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { SignJWT, generateKeyPair } from 'jose';
import type { EndpointName } from '../../../src/contract/endpoints';
import { ROLES, type Role } from '../../../src/contract/roles';
import { makeApp } from '../../../src/server/http/app';
import { makeSignIn } from '../../../src/server/http/auth';
import { makeLocalIssuer, type LocalIssuer } from '../../../src/server/http/localIssuer';
import { seedSandbox } from '../../../src/server/sandbox/seed';
import { createUser } from '../../../src/server/store/seeding';
import { readUser } from '../../../src/server/store/signIn';
import { makeActs } from '../../../src/server/tracking/makeActs';
import { implementations, withClient, type Database } from '../../tools/database';
import { captureLog, goodRequests, signedIn, uuid } from './fakes';
import { freshFolder } from './folders';

interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly path: string;
  readonly name: EndpointName;
  readonly roles: readonly Role[];
}

/** Routes that nobody signs in for: they know nothing about anybody. */
const open = ['GET /healthz', 'GET /readyz', 'GET /settings.schema.json'];

const mail = ['administrator', 'customizer', 'user'];
const expected: Readonly<Record<EndpointName, readonly string[]>> = {
  me: ROLES,
  lookup: mail,
  track: mail,
  untrack: mail,
  restore: mail,
  regard: mail,
  setPrivate: mail,
  trackSent: mail,
  leaveSent: mail,
  meet: mail,
  pending: mail,
  mintToken: mail,
  lease: mail,
  numberSpaces: ['administrator', 'customizer'],
  preferences: mail,
  savePreferences: mail,
  searchRecords: mail,
  createRecord: mail,
  forgetRecord: mail,
  record: mail,
  timeline: mail,
  olderMails: mail,
  body: mail,
  settings: ROLES,
  saveSettings: ['administrator', 'customizer'],
  keeping: ['administrator', 'customizer'],
  settingsVersions: ['administrator', 'customizer', 'auditor'],
  oldSettings: ['administrator', 'customizer', 'auditor'],
  importSettings: ['administrator', 'customizer'],
  shareRecord: mail,
  handOver: mail,
  teams: ['administrator'],
  saveTeam: ['administrator'],
  bodyReaders: ['administrator'],
  allowBodies: ['administrator'],
  mails: ['administrator'],
  openBody: ['administrator'],
  startTrial: ['administrator', 'customizer'],
  trial: ['administrator', 'customizer'],
  stopTrial: ['administrator', 'customizer'],
  nextTokens: ['administrator', 'customizer'],
  people: ['administrator'],
  addPerson: ['administrator'],
  changePerson: ['administrator'],
  handOverAll: ['administrator'],
  myTeams: mail,
  leaveTeam: mail,
  audit: ['administrator', 'auditor'],
  exportAudit: ['administrator', 'auditor'],
  overview: ['administrator', 'customizer', 'auditor'],
  previewPerson: ['administrator'],
  exportPerson: ['administrator'],
  erasePerson: ['administrator'],
};

/** What of Northwind nobody else may ever read. */
const secrets = /Line 4|Alice Berg|Kowalska/i;

describe.each(implementations().slice(0, 1))('The authorisation matrix on $name', (implementation) => {
  let database: Database;
  let app: FastifyInstance;
  let issuer: LocalIssuer;
  let operations: Operation[];
  let own: { activityId: string; type: string; id: string };
  const time = { now: new Date() };
  const addressOf = (role: Role, organisation: 'northwind' | 'tailspin') => `${role}@${organisation}.example`;

  beforeAll(async () => {
    database = await implementation.fresh();
    const { store } = database;
    const acts = makeActs(store, () => new Date());
    await seedSandbox({ store, acts, folder: path.resolve('assets/sandbox') });
    const rows = await owned<{ orgId: number; name: string }>('select org_id as "orgId", name from organisation');
    for (const { orgId, name } of rows)
      for (const role of ROLES)
        await createUser(store, orgId, {
          address: addressOf(role, name.startsWith('Northwind') ? 'northwind' : 'tailspin'),
          name: role,
          role,
        });
    // Which role may come is asked here; who sees which record is asked in visibility.test.ts.
    await owned(`update record set access = 'organisation'`);
    const [found] = await owned<typeof own>(`select activity_id as "activityId", r.type, r.record_id as id
from activity a join record r on r.org_id = a.org_id and r.record_id = a.regarding_id where r.name like 'Line 4%' limit 1`);
    own = found!;
    issuer = await makeLocalIssuer(freshFolder(), () => time.now);
    const signIn = makeSignIn(issuer, (who) => readUser(store, who));
    const { log } = captureLog();
    app = await makeApp({
      acts,
      signIn,
      reachStore: () => store.writes(),
      log,
      tls: null,
      httpsAlone: false,
      version: '0',
      doors: [],
    });
    operations = await readOperations();
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await database.drop();
    await implementation.end();
  });

  const owned = <Row extends object>(text: string) =>
    withClient(database.owner, async (client) => (await client.query<Row>(text)).rows);

  async function readOperations(): Promise<Operation[]> {
    const { paths } = (await app.inject('/api/openapi.json')).json() as {
      paths: Record<string, Record<string, { operationId?: string; security?: unknown; 'x-roles'?: readonly Role[] }>>;
    };
    return Object.entries(paths).flatMap(([at, methods]) =>
      Object.entries(methods).flatMap(([method, { operationId, security, 'x-roles': roles }]) => {
        const route = `${method.toUpperCase()} ${at}`;
        if (open.includes(route)) return [];
        if (!operationId || !security || !roles) throw new Error(`${route} does not say who may call it`);
        return [{ method: method.toUpperCase() as 'GET', path: at, name: operationId as EndpointName, roles }];
      }),
    );
  }

  /** A well-formed request about Northwind's own mail and record. */
  function request({ method, path: pattern, name }: Operation, headers: Record<string, string>) {
    const { params = {}, payload } = goodRequests[name] as { params?: Record<string, string>; payload?: object };
    const real = (text: string) =>
      text.replaceAll(uuid(5), own.activityId).replaceAll(uuid(7), own.id).replaceAll('"contact"', `"${own.type}"`);
    const given = JSON.parse(real(JSON.stringify({ ...params, ...(params['type'] ? { type: own.type } : {}) })));
    const url = pattern.replaceAll(/\{(\w+)\}/g, (_all, part: string) => given[part] ?? '');
    const body =
      payload && name !== 'searchRecords' && name !== 'createRecord'
        ? JSON.parse(real(JSON.stringify(payload)))
        : payload;
    return app.inject({ method, url, headers, ...(body ? { payload: body } : {}) });
  }
  const asRole = async (operation: Operation, role: Role, organisation: 'northwind' | 'tailspin' = 'northwind') =>
    request(operation, signedIn(await issuer.tokenFor(addressOf(role, organisation))));

  const codeOf = (reply: { statusCode: number; json: () => unknown }) =>
    reply.statusCode === 200 ? 'done' : (reply.json() as { code: string }).code;

  /** Every row that could have been changed; what sign-in itself notes is not counted. */
  const contents = async () =>
    JSON.stringify([
      await owned("select count(*) from audit_log where action <> 'bindSignIn'"),
      await owned('select org_id, activity_id, version, state, regarding_id from activity order by 1, 2'),
      await owned('select org_id, version from settings order by 1, 2'),
      await owned('select count(*) from record'),
      await owned('select count(*) from token_number'),
    ]);

  it('W2 knows every endpoint, and what it says of each is what is meant', () => {
    expect(operations.map(({ name }) => name).sort()).toEqual(Object.keys(expected).sort());
    expect(Object.fromEntries(operations.map(({ name, roles }) => [name, roles]))).toEqual(expected);
  });

  it('W2 answers nobody without a token that counts, and does nothing', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const claims = { iss: issuer.issuer, aud: issuer.audience as string, sub: addressOf('administrator', 'northwind') };
    const foreign = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256' })
      .setExpirationTime('5m')
      .sign(privateKey);
    time.now = new Date(Date.now() - 2 * 3_600_000);
    const expired = await issuer.tokenFor(claims.sub);
    time.now = new Date();
    const stranger = await issuer.tokenFor('eve@elsewhere.example');
    const before = await contents();
    for (const operation of operations) {
      const codes = [
        codeOf(await request(operation, {})),
        codeOf(await request(operation, signedIn(expired))),
        codeOf(await request(operation, signedIn(foreign))),
        codeOf(await request(operation, signedIn(stranger))),
      ];
      expect([operation.name, ...codes]).toEqual([
        operation.name,
        'notSignedIn',
        'tokenExpired',
        'notSignedIn',
        'unknownUser',
      ]);
    }
    expect(await contents()).toBe(before);
  });

  it('W2 tells everybody no who has another role, and does nothing', async () => {
    const before = await contents();
    const told = await Promise.all(
      operations.flatMap(({ roles }, n) =>
        ROLES.filter((role) => !roles.includes(role)).map(async (role) => {
          const reply = await asRole(operations[n]!, role);
          return [operations[n]!.name, role, reply.statusCode, codeOf(reply)];
        }),
      ),
    );
    expect(told.length).toBeGreaterThan(20);
    expect(told.filter(([, , status, code]) => status !== 403 || code !== 'notAllowed')).toEqual([]);
    expect(await contents()).toBe(before);
  });

  it('P1 W2 shows and does nothing of one organisation for any role of another', async () => {
    const rows = () =>
      owned(
        `select a.* from activity a join organisation using (org_id) where name like 'Northwind%' order by activity_id`,
      );
    const before = JSON.stringify(await rows());
    for (const operation of operations)
      for (const role of operation.roles) {
        const reply = await asRole(operation, role, 'tailspin');
        expect([operation.name, role, secrets.exec(reply.body)?.[0] ?? null]).toEqual([operation.name, role, null]);
      }
    expect(JSON.stringify(await rows())).toBe(before);
  });

  it('W2 lets everybody who may come as far as the act', async () => {
    for (const operation of operations)
      for (const role of operation.roles) {
        const reply = await asRole(operation, role);
        const refused = [401, 500].includes(reply.statusCode) || reply.body.includes('This is for:');
        const unknown = ['unknownUser', 'unknownRecord'].includes(codeOf(reply));
        expect([operation.name, role, refused || unknown ? reply.body : 'let in']).toEqual([
          operation.name,
          role,
          'let in',
        ]);
      }
  });

  it('W2 a route that does not say who may call it does not start', async () => {
    const doors = [(door: FastifyInstance) => void door.get('/api/forgotten', async () => ({}))];
    const parts = { acts: makeActs(database.store, () => new Date()), signIn: async () => Promise.reject(new Error()) };
    const start = makeApp({
      ...parts,
      reachStore: async () => true,
      log: captureLog().log,
      tls: null,
      httpsAlone: false,
      version: '0',
      doors,
    });
    await expect(start).rejects.toThrow('The route /api/forgotten does not say who may call it');
  });
});
