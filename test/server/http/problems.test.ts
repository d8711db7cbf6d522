import { problem } from '../../../src/contract/problems';
import type { Acts } from '../../../src/server/tracking/acts';
import { goodRequests, keys, makeFakeActs, makeTestApp, signedIn, trackBody, uuid, type TestApp } from './fakes';

const kindOf = (reply: { headers: Record<string, unknown> }) => String(reply.headers['content-type']).split(';')[0];
const away = (code: string) => Object.assign(new Error('connect'), { code });

describe('Problems on the wire', () => {
  let one: TestApp;
  const failing: { error: unknown } = { error: null };
  beforeAll(async () => {
    const acts: Acts = {
      ...makeFakeActs(),
      me: async () => {
        throw failing.error;
      },
    };
    one = await makeTestApp({ acts });
  });
  afterAll(() => one.app.close());

  const post = (url: string, payload: string | object, headers: Record<string, string> = {}) =>
    one.app.inject({
      method: 'POST',
      url,
      payload,
      headers: { 'content-type': 'application/json', ...signedIn(one.token), ...headers },
    });
  const me = (error: unknown) => {
    failing.error = error;
    return one.app.inject({ method: 'GET', url: '/api/me', headers: signedIn(one.token) });
  };

  it.each([
    ['a missing field', { settingsVersion: null }, 'lacks keys'],
    ['a field of the wrong kind', { keys: { ...keys, topic: 7 }, settingsVersion: null }, 'keys.topic'],
    ['a word that is not in the list', { keys: { ...keys, kind: 'fax' }, settingsVersion: null }, 'keys.kind'],
    [
      'a field nobody knows',
      { keys: { ...keys, orgId: 2 }, settingsVersion: null },
      'keys.orgId is not a field that is known',
    ],
    [
      '5,000 references',
      { keys: { ...keys, references: Array.from({ length: 5000 }, (_, n) => `${n}@a`) }, settingsVersion: null },
      'keys.references',
    ],
    [
      'an id that is too long',
      { keys: { ...keys, messageId: 'x'.repeat(1001) }, settingsVersion: null },
      'keys.messageId',
    ],
    ['an array instead of an object', [], 'the whole body'],
    ['a number as text (nothing is coerced)', { keys, settingsVersion: '1' }, 'settingsVersion'],
  ])('H1 answers %s with badInput that names the field', async (_what, body, field) => {
    const reply = await post('/api/lookup', body);
    expect([reply.statusCode, kindOf(reply)]).toEqual([400, 'application/problem+json']);
    expect(reply.json()).toMatchObject({
      code: 'badInput',
      status: 400,
      title: expect.any(String),
      next: expect.any(String),
    });
    expect(reply.json().detail).toContain(field);
  });

  it.each([
    ['cut JSON', '{"keys":', {}],
    ['an empty body', '', {}],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text, which browsers send across origins unasked', '{}', { 'content-type': 'text/plain' }],
    ['a key that would poison prototypes', '{"__proto__":{"x":1}}', {}],
  ])('H1 answers %s with badInput', async (_what, body, headers) => {
    const reply = await post('/api/lookup', body, headers);
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'badInput']);
  });

  it.each([
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-12-31T23:59:60Z',
    '0000-01-01T00:00:00Z',
  ])('H1 answers a moment that no calendar has with badInput: %s', async (sentAt) => {
    const reply = await post('/api/lookup', { keys: { ...keys, sentAt }, settingsVersion: null });
    expect([reply.statusCode, reply.json().detail]).toEqual([400, expect.stringContaining('keys.sentAt')]);
  });

  it.each([-1, 0.5, 2 ** 40 + 1, 1e300])('H1 answers an attachment of %d bytes with badInput', async (size) => {
    const attachments = [{ name: 'a.pdf', contentType: 'application/pdf', size, inline: false }];
    const reply = await post('/api/track', { ...trackBody, mail: { ...trackBody.mail, attachments } });
    expect([reply.statusCode, reply.json().detail]).toEqual([400, expect.stringContaining('mail.attachments.0.size')]);
  });

  it('H1 never repeats what was sent in a Problem', async () => {
    const reply = await post('/api/lookup', { keys: { ...keys, kind: 'hush@secret.example' }, settingsVersion: null });
    expect(reply.body).not.toContain('hush');
  });

  it('H1 refuses a body over the limit with tooLarge', async () => {
    const reply = await post('/api/track', `{"x":"${'a'.repeat(13 * 1024 * 1024)}"}`);
    expect([reply.statusCode, reply.json().code]).toEqual([413, 'tooLarge']);
  });

  it('H1 accepts a mail of two bodies of almost 4 MB', async () => {
    const mail = { ...trackBody.mail, html: 'h'.repeat(3_900_000), text: 't'.repeat(3_900_000) };
    expect((await post('/api/track', { ...trackBody, mail })).statusCode).toBe(200);
  });

  it.each(['/api/nothing', '/dev/token', '/api/records/contact'])(
    'H1 answers the unknown route %s with a Problem',
    async (url) => {
      const reply = await one.app.inject({ method: 'GET', url });
      expect([reply.statusCode, reply.json().code, kindOf(reply)]).toEqual([
        404,
        'notFound',
        'application/problem+json',
      ]);
    },
  );

  it('H1 answers an unknown page with a page', async () => {
    const reply = await one.app.inject({ method: 'GET', url: '/nowhere' });
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(reply.body).toContain('There is nothing here');
  });

  it('H1 answers a path that cannot be decoded with badInput', async () => {
    const reply = await one.app.inject({ method: 'GET', url: '/api/%E0%A4%A' });
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'badInput']);
  });

  it.each([
    ['an unknown type', '/api/records/fax/' + uuid(7)],
    ['an id that is no uuid', "/api/records/contact/1'%20or%20'1'='1"],
  ])('H1 answers %s in a path with badInput', async (_what, url) => {
    const reply = await one.app.inject({ method: 'GET', url, headers: signedIn(one.token) });
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'badInput']);
  });

  it.each([
    ['changedMeanwhile', 409],
    ['requestReused', 409],
    ['notAllowed', 403],
    ['unknownRecord', 404],
    ['unknownTracking', 404],
    ['tooMany', 429],
    ['storeAway', 503],
  ] as const)('H1 passes the Problem %s of an act on', async (code, status) => {
    const reply = await me(problem(code, 'Particulars.'));
    expect(reply.statusCode).toBe(status);
    expect(reply.json()).toMatchObject({
      type: `urn:threadmark:problem:${code}`,
      code,
      status,
      detail: 'Particulars.',
    });
  });

  it.each([
    ['ECONNREFUSED', away('ECONNREFUSED')],
    ['ENOENT', away('ENOENT')],
    ['57P01', away('57P01')],
    ['08006', away('08006')],
    ['53300', away('53300')],
    ['a connection that ended', new Error('Connection terminated unexpectedly')],
    ['a pool that waited in vain', new Error('timeout exceeded when trying to connect')],
  ])('H1 answers storeAway when the connection to the database fails: %s', async (_what, error) => {
    const reply = await me(error);
    expect([reply.statusCode, reply.json().code]).toEqual([503, 'storeAway']);
  });

  it.each([new Error('value "anna@contoso.example" is bad'), 'a thrown text', undefined, away('23505')])(
    'H1 answers serverFault with a reference that is in the log, and without the cause (%#)',
    async (error) => {
      one.lines.length = 0;
      const reply = await me(error);
      const { code, reference } = reply.json();
      expect([reply.statusCode, code]).toEqual([500, 'serverFault']);
      expect(reference).toBe(reply.headers['x-request-id']);
      const logged = one.lines.map((line) => JSON.parse(line)).filter((line) => line.level === 'error');
      expect(logged).toEqual([expect.objectContaining({ reqId: reference, msg: 'serverFault' })]);
      expect(reply.body + one.lines.join('')).not.toContain('contoso');
    },
  );

  it('H1 gives each request an id of its own and ignores one that is offered', async () => {
    const ask = () =>
      one.app.inject({ method: 'GET', url: '/healthz', headers: { 'x-request-id': 'anna@contoso.example' } });
    const [a, b] = [await ask(), await ask()];
    expect(a.headers['x-request-id']).not.toBe(b.headers['x-request-id']);
    expect(a.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('Health', () => {
  it('H1 lives without its database, but is not ready', async () => {
    const { app } = await makeTestApp({ reachStore: () => Promise.reject(away('ECONNREFUSED')) });
    const [lives, ready] = [await app.inject('/healthz'), await app.inject('/readyz')];
    expect([lives.statusCode, lives.json()]).toEqual([200, { status: 'ok' }]);
    expect([ready.statusCode, ready.json().code]).toEqual([503, 'storeAway']);
  });

  it('H4 is ready to be read while nothing can be stored, and says so', async () => {
    const { app } = await makeTestApp({ reachStore: async () => false });
    const [ready, writes] = [await app.inject('/readyz'), await app.inject('/readyz?writes')];
    expect([ready.statusCode, ready.json()]).toEqual([200, { status: 'ready', writes: false }]);
    expect([writes.statusCode, writes.json().code, writes.headers['retry-after']]).toEqual([503, 'storeFull', '30']);
  });

  it('H1 is ready when the database answers', async () => {
    const { app } = await makeTestApp();
    const ready = await app.inject('/readyz');
    expect([ready.statusCode, ready.json()]).toEqual([200, { status: 'ready', writes: true }]);
  });
});

describe('Routes', () => {
  it('H1 hands every endpoint to its act with the body and the path it was asked with', async () => {
    const { endpoints } = await import('../../../src/contract/endpoints');
    const { app, calls, token } = await makeTestApp();
    for (const [name, endpoint] of Object.entries(endpoints)) {
      const { params = {}, payload } = goodRequests[name as keyof typeof goodRequests] as {
        params?: Record<string, string>;
        payload?: object;
      };
      const url = endpoint.path.replaceAll(/\{(\w+)\}/g, (_all, part: string) => params[part] ?? '');
      const reply = await app.inject({
        method: endpoint.method,
        url,
        headers: signedIn(token),
        ...(payload ? { payload } : {}),
      });
      expect([name, reply.statusCode]).toEqual([name, 200]);
      expect(calls.at(-1)).toMatchObject({ name, asker: { userId: 1 } });
      if (payload) expect(calls.at(-1)?.body).toEqual(payload);
      expect(calls.at(-1)?.params ?? {}).toEqual(params);
    }
  });

  it('H1 does not start with a route that does not say who may call it', async () => {
    const doors = [
      (app: { get: (url: string, handler: () => string) => unknown }) => void app.get('/api/loose', () => 'x'),
    ];
    await expect(makeTestApp({ doors })).rejects.toThrow('/api/loose does not say who may call it');
  });
});
