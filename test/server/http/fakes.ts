/** An app on fake acts: what the doors do can be seen without a database. */
import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import type { Acts, Asker } from '../../../src/server/tracking/acts';
import { defaultPreferences } from '../../../src/contract/defaultPreferences';
import { defaultSettings } from '../../../src/contract/settings';
import { makeApp, type Parts } from '../../../src/server/http/app';
import { makeSignIn, type Issuer, type ReadUser } from '../../../src/server/http/auth';
import { addressOfClaims } from '../../../src/server/http/realIssuers';
import { makeLog } from '../../../src/server/log';

export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const at = '2026-05-03T10:00:00Z';
export const alice: Asker = {
  orgId: 1,
  userId: 1,
  address: 'alice@northwind.example',
  name: 'Alice Berg',
  role: 'administrator',
};

export const record = {
  type: 'contact',
  id: uuid(7),
  name: 'Anna',
  detail: 'Contoso',
  state: 'open',
  email: 'anna@contoso.example',
} as const;
export const tracking = {
  activityId: uuid(5),
  state: 'tracked',
  version: 1,
  regarding: { type: 'contact', id: uuid(7), name: 'Anna', state: 'open' },
  receipts: [{ address: alice.address, name: alice.name, at }],
  method: 'replyTo',
  reason: 'Replies to your mail of 3 May.',
  trackedBy: { address: alice.address, name: alice.name },
  trackedAt: at,
} as const;
const settings = {
  version: 1,
  settings: defaultSettings,
  tokenLayouts: [],
  users: [alice.address],
  ownDomains: ['northwind.example'],
  changedBy: null,
  reason: null,
} as const;

const layout = { prefix: 'CRM:', userDigits: 3, counterDigits: 3 };
const lease = { leaseId: uuid(8), device: uuid(9), layout, user: 1, counters: [0, 1], expiresAt: at };
const space = {
  address: alice.address,
  name: alice.name,
  layout,
  offline: false,
  taken: 2,
  size: 1000,
  daysLeft: 14_970,
  daysLeftWider: null,
};

const sharing = {
  access: 'team',
  owner: alice.name,
  team: 'Sales',
  teams: ['Sales'],
  mayShare: true,
  mine: true,
  mayHandOver: true,
} as const;
const team = { name: 'Sales', members: [alice.address] };

const none = { count: 0, examples: [] };
const trial = {
  ...{
    trialId: uuid(40),
    startedBy: alice.name,
    startedAt: at,
    days: 90,
    version: 1,
    state: 'done',
    total: 1,
    done: 1,
  },
  settings: defaultSettings,
  result: {
    ...{ mails: 1, before: { links: 0, asked: 1 }, after: { links: 1, asked: 0 } },
    changes: {
      gained: {
        count: 1,
        examples: [
          {
            mail: { subject: 'Offer', from: null, sentAt: at },
            before: { do: 'ask', record: null, why: 'Same subject.' },
            after: { do: 'link', record: 'Anna', why: 'Same subject.' },
          },
        ],
      },
      ...{ lost: none, changed: none, held: none, released: none },
    },
    numbers: { free: 1998, size: 2000, fullest: [space] },
  },
} as const;

const person = {
  userId: 1,
  address: alice.address,
  name: alice.name,
  role: alice.role,
  roleClaimed: false,
  active: true,
  lastSeen: at,
  bound: true,
  records: 0,
} as const;

export interface Calls {
  readonly name: keyof Acts;
  readonly asker: Asker;
  readonly body: unknown;
  readonly params: unknown;
}

/** Answers every act with something that fits its schema and keeps what it was asked. */
export function makeFakeActs(calls: Calls[] = []): Acts {
  const replies = {
    me: { user: { address: alice.address, name: alice.name }, organisation: 'Northwind Traders', role: alice.role },
    lookup: { own: null, candidates: [], people: [], settingsVersion: 1 },
    track: { tracking },
    untrack: { tracking },
    restore: { tracking },
    regard: { tracking },
    setPrivate: { tracking: { ...tracking, private: true } },
    trackSent: { tracking: { ...tracking, pending: true }, why: null },
    leaveSent: { tracking: null, why: null },
    meet: { tracking },
    pending: { pending: [{ tracking: { ...tracking, pending: true }, subject: 'Offer', sentAt: at }] },
    mintToken: { token: 'CRM:0001007', why: null },
    lease: { lease, why: null },
    numberSpaces: { spaces: [space] },
    preferences: defaultPreferences,
    savePreferences: defaultPreferences,
    searchRecords: { records: [{ ...record, ofThisMail: true }] },
    createRecord: { record },
    record: { record, sharing },
    shareRecord: { sharing },
    handOver: { sharing },
    handOverAll: { records: 2 },
    myTeams: { teams: ['Sales'] },
    leaveTeam: { teams: [] },
    teams: { teams: [team] },
    saveTeam: { team },
    bodyReaders: { administrators: [] },
    allowBodies: { administrators: [] },
    mails: { mails: [], next: null, mayOpen: false },
    openBody: { subject: 'Offer', html: null, text: 'Hello' },
    forgetRecord: {},
    timeline: { activities: [], more: false },
    olderMails: { activities: [], more: false },
    body: { html: '<p>Hello</p>', text: 'Hello' },
    settings,
    saveSettings: settings,
    keeping: { mails: 2, texts: 0 },
    settingsVersions: { versions: [{ version: 1, at, changedBy: null, reason: 'As agreed', changed: ['useTokens'] }] },
    oldSettings: { version: 1, settings: settings.settings },
    importSettings: { settings: settings.settings, taken: [], left: [{ name: 'a', value: '1', why: 'Nothing.' }] },
    people: { people: [person] },
    addPerson: { person },
    changePerson: { person },
    startTrial: { trial },
    trial: { trial },
    stopTrial: { trial: null },
    nextTokens: { online: 'CRM:0001007', offline: null, why: 'Each of your numbers belongs to an active thread.' },
    audit: { rows: [], next: null, people: [] },
    previewPerson: {
      ...{ address: 'anna@contoso.example', user: null, records: [], receipts: [] },
      counts: { sent: 1, received: 1, bodies: 1, attachments: 0, records: 0, evidence: 0, auditRows: 1, numbers: 0 },
    },
    exportPerson: { file: { mails: [] }, next: null },
    erasePerson: { receiptId: uuid(9), at, by: alice.name, reason: 'asked', counts: [{ name: 'mails', count: 1 }] },
    overview: {
      ...{ zone: 'UTC', days: ['2026-11-20'], tracked: [], decided: [], spaces: [space], pending: [] },
      health: { databaseBytes: 1, mails: 1, records: 1, auditRows: 1, answeredIn: 1, jobs: [] },
    },
    exportAudit: { csv: 'time\r\n', rows: 0, next: null, full: false },
  };
  const entries = Object.entries(replies).map(([name, reply]) => [
    name,
    async (asker: Asker, input: { body: unknown; params: unknown }) => {
      calls.push({ name: name as keyof Acts, asker, ...input });
      return reply;
    },
  ]);
  return Object.fromEntries(entries) as Acts;
}

/** A stream that keeps the log's lines. */
export function captureLog() {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { lines, log: makeLog(stream) };
}

export const issuerName = 'https://login.example/tenant';
export const audience = 'api://threadmark';

/** A key pair of our own with the means to sign anything, rightly or wrongly. */
export async function makeTestIssuer() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const now = Math.floor(Date.now() / 1000);
  const claims = (over: JWTPayload = {}): JWTPayload => ({
    iss: issuerName,
    aud: audience,
    sub: 'subject-of-alice',
    iat: now,
    exp: now + 600,
    email: alice.address,
    email_verified: true,
    ...over,
  });
  const sign = (over: JWTPayload = {}) =>
    new SignJWT(claims(over)).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
  const issuer: Issuer = {
    issuer: issuerName,
    audience,
    algorithms: ['ES256'],
    key: async () => publicKey,
    addressOf: addressOfClaims,
  };
  const publicPem = await exportSPKI(publicKey);
  return { issuer, sign, claims, now, publicPem, publicJwk: await exportJWK(publicKey), privateKey };
}

export interface TestApp {
  readonly app: FastifyInstance;
  readonly calls: Calls[];
  readonly lines: string[];
  readonly token: string;
  readonly issuer: Awaited<ReturnType<typeof makeTestIssuer>>;
}

export async function makeTestApp(over: Partial<Parts> = {}): Promise<TestApp> {
  const issuer = await makeTestIssuer();
  const calls: Calls[] = [];
  const { lines, log } = captureLog();
  const readUser: ReadUser = async ({ address }) => (address === alice.address ? alice : null);
  const app = await makeApp({
    acts: makeFakeActs(calls),
    signIn: makeSignIn(issuer.issuer, readUser),
    reachStore: async () => true,
    log,
    tls: null,
    httpsAlone: false,
    version: '0.0.0',
    doors: [],
    ...over,
  });
  return { app, calls, lines, token: await issuer.sign(), issuer };
}

export const signedIn = (token: string) => ({ authorization: `Bearer ${token}` });

export const keys = {
  kind: 'message',
  direction: 'incoming',
  messageId: 'a@contoso.example',
  aliases: [],
  inReplyTo: [],
  references: [],
  returned: [],
  attached: [],
  conversationIndex: null,
  conversation: null,
  tokens: [],
  mailKind: 'opener',
  automatic: null,
  topic: 'offer',
  from: 'anna@contoso.example',
  recipients: [alice.address],
  sentAt: at,
  remarks: [],
};
export const trackBody = {
  requestId: uuid(1),
  keys,
  mail: {
    subject: 'Secret merger plans',
    from: { address: 'anna@contoso.example', name: 'Anna' },
    to: [],
    cc: [],
    bcc: [],
    html: '<p>Do not tell anybody</p>',
    text: null,
    attachments: [],
  },
  regarding: { type: 'contact', id: uuid(7) },
  because: { method: 'hand', matched: null, reason: 'Chosen by hand.' },
};

/** A well-formed request for every endpoint. */
export const goodRequests = {
  me: {},
  settings: {},
  lookup: { payload: { keys, settingsVersion: null } },
  track: { payload: trackBody },
  untrack: { payload: { requestId: uuid(2), activityId: uuid(5), version: 1 } },
  restore: { payload: { requestId: uuid(3), activityId: uuid(5), version: 1 } },
  regard: { payload: { requestId: uuid(4), activityId: uuid(5), version: 1, regarding: null } },
  trackSent: {
    payload: {
      ...trackBody,
      requestId: uuid(10),
      keys: { ...keys, direction: 'outgoing', messageId: `mark:${uuid(11)}`, mark: uuid(11) },
      byRule: false,
    },
  },
  setPrivate: { payload: { requestId: uuid(31), activityId: uuid(10), version: 1, private: true } },
  leaveSent: { payload: { requestId: uuid(30), mark: uuid(11), at } },
  meet: { payload: { requestId: uuid(12), activityId: uuid(5), keys: { ...keys, direction: 'outgoing' } } },
  pending: {},
  mintToken: { payload: { requestId: uuid(13), mark: uuid(11) } },
  lease: { payload: { requestId: uuid(14), device: uuid(9), used: [], returned: [] } },
  numberSpaces: {},
  preferences: {},
  savePreferences: { payload: { ...defaultPreferences, autoTrack: false } },
  searchRecords: { payload: { text: 'anna', around: [], types: [] } },
  forgetRecord: { params: { type: 'contact', id: uuid(7) }, payload: { requestId: uuid(41) } },
  createRecord: {
    payload: { requestId: uuid(6), type: 'lead', name: 'Lee', email: 'lee@litware.example', company: null },
  },
  record: { params: { type: 'contact', id: uuid(7) } },
  shareRecord: { params: { type: 'contact', id: uuid(7) }, payload: { requestId: uuid(32), access: 'team' } },
  handOver: { params: { type: 'contact', id: uuid(7) }, payload: { requestId: uuid(33), to: alice.address } },
  handOverAll: {
    params: { userId: '1' },
    payload: { requestId: uuid(34), to: alice.address, reason: 'leaves us' },
  },
  myTeams: {},
  leaveTeam: { payload: { team: 'Sales' } },
  teams: {},
  saveTeam: { payload: { name: 'Sales', members: [alice.address] } },
  bodyReaders: {},
  allowBodies: { payload: { address: alice.address, allowed: true, reason: 'A complaint' } },
  mails: { payload: { text: '', after: null } },
  openBody: { params: { activityId: uuid(10) }, payload: { reason: 'A complaint' } },
  timeline: { params: { type: 'contact', id: uuid(7) } },
  olderMails: { params: { type: 'contact', id: uuid(7) }, payload: { after: uuid(5) } },
  body: { params: { activityId: uuid(5) } },
  keeping: { payload: { keepBodiesDays: 0, keepMailDays: 30 } },
  settingsVersions: {},
  oldSettings: { params: { version: '1' } },
  importSettings: { payload: { text: '<OrgSettings/>' } },
  people: {},
  addPerson: { payload: { address: 'cleo@northwind.example', name: 'Cleo', role: 'user' } },
  changePerson: { params: { userId: '1' }, payload: { active: true } },
  startTrial: { payload: { settings: settings.settings, days: 90 } },
  trial: {},
  stopTrial: { payload: { trialId: uuid(40) } },
  nextTokens: { payload: { token: layout, tokenBase: 0, activeDays: 180 } },
  audit: { payload: { kind: 'settings' } },
  exportAudit: { payload: { rows: 0 } },
  previewPerson: { payload: { address: 'zoe@contoso.example' } },
  exportPerson: { payload: { address: 'zoe@contoso.example', reason: 'asked' } },
  erasePerson: {
    payload: {
      ...{ requestId: uuid(77), address: 'zoe@contoso.example', confirmation: 'zoe@contoso.example' },
      reason: 'asked',
    },
  },
  overview: { payload: { days: 30, zone: 'Europe/Berlin' } },
  saveSettings: { payload: { version: 1, reason: 'As agreed', settings: settings.settings } },
} as const;
