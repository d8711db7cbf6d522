/** Every number of the settings at, below and above its bounds, and words that turn, through the door: the field is named, nothing is stored. */
import type { FastifyInstance } from 'fastify';
import { defaultSettings, SettingsSchema } from '../../../src/contract/settings';
import { makeApp } from '../../../src/server/http/app';
import { makeSignIn } from '../../../src/server/http/auth';
import { makeLocalIssuer } from '../../../src/server/http/localIssuer';
import { readUser } from '../../../src/server/store/signIn';
import { makeActs } from '../../../src/server/tracking/makeActs';
import { furnish } from '../../contracts/samples';
import { implementations, type Database } from '../../tools/database';
import { captureLog } from './fakes';
import { freshFolder } from './folders';

interface Bounds {
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}
const { token, ...others } = SettingsSchema.properties;
const numbersOf = (properties: object, before: string) =>
  Object.entries(properties as Record<string, Bounds>).flatMap(([name, { type, minimum = 0, maximum = 0 }]) =>
    type === 'integer' ? [{ field: `${before}${name}`, minimum, maximum }] : [],
  );
const numbers = [...numbersOf(others, ''), ...numbersOf(token.properties, 'token.')];

/** The settings with one value in another place: `token.prefix`. */
function withField(field: string, value: unknown): object {
  const [name = '', part] = field.split('.');
  const whole: Record<string, unknown> = { ...defaultSettings };
  whole[name] = part === undefined ? value : { ...defaultSettings.token, [part]: value };
  return whole;
}

describe.each(implementations().slice(0, 1))('Settings at the door on $name', (implementation) => {
  let database: Database;
  let app: FastifyInstance;
  let headers: Record<string, string>;

  beforeAll(async () => {
    database = await implementation.fresh();
    const { store } = database;
    const { alice } = await furnish(database);
    const issuer = await makeLocalIssuer(freshFolder(), () => new Date());
    const acts = makeActs(store, () => new Date());
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
    headers = { authorization: `Bearer ${await issuer.tokenFor(alice.address)}` };
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
    await implementation.end();
  });

  const present = async () =>
    (await app.inject({ url: '/api/settings', headers })).json<{ version: number; settings: object }>();
  const put = async (settings: object) => {
    const { version } = await present();
    return app.inject({
      method: 'PUT',
      url: '/api/settings',
      headers,
      payload: { version, reason: 'to try', settings },
    });
  };
  async function refused(settings: object, named: RegExp) {
    const before = await present();
    const reply = await put(settings);
    expect(reply.statusCode).toBe(400);
    expect(reply.json<{ code: string; detail: string }>()).toMatchObject({
      code: 'badInput',
      detail: expect.stringMatching(named) as string,
    });
    expect(await present()).toEqual(before);
  }

  test('H1 there are numbers to try', () => expect(numbers.length).toBeGreaterThan(9));

  test.each(numbers)(
    'H1 $field takes $minimum and $maximum, and refuses what is beside them',
    async ({ field, minimum, maximum }) => {
      for (const value of [minimum, maximum]) {
        const reply = await put(withField(field, value));
        expect([field, value, reply.statusCode, reply.statusCode === 200 ? '' : reply.body]).toEqual([
          field,
          value,
          200,
          '',
        ]);
      }
      const named = new RegExp(`settings\\.${field.replace('.', '\\.')}\\b`);
      for (const value of [minimum - 1, maximum + 1, minimum + 0.5, String(minimum), null, 1e308, [minimum]])
        await refused(withField(field, value), named);
    },
  );

  test.each([
    ['an override of direction', '\u202eMRC'],
    ['an isolate', '\u2067CRM:'],
    ['nothing that is seen', '\u200b'],
    ['half a character', '\ud83d:'],
    ['a line break', 'CRM\n:'],
    ['22 units of emoji', '💧'.repeat(11)],
    ['an Arabic digit at its end', 'عقد٣'],
    ['a reply prefix of another language', 'AW:'],
    ['nothing', ''],
  ])('H1 a prefix that is %s is refused', (_what, prefix) => refused(withField('token.prefix', prefix), /token/));

  test.each(['💧:', 'חוזה:', 'عقد-', '家族👨‍👩‍👧‍👦#'])('H1 %s is a prefix like any other', async (prefix) => {
    expect((await put(withField('token.prefix', prefix))).statusCode).toBe(200);
    expect((await present()).settings).toMatchObject({ token: { prefix } });
  });

  const bomb = `<!DOCTYPE OrgSettings [<!ENTITY a "aaaaaaaaaa">${[...'bcdefghij'].map((name, n) => `<!ENTITY ${name} "${`&${'abcdefghij'[n]};`.repeat(10)}">`).join('')}]><OrgSettings><MaximumSubjectLengthOnMailServer>&j;</MaximumSubjectLengthOnMailServer></OrgSettings>`;
  test.each([
    ['a file of a megabyte', `{"settings":{"prefix":"${'x'.repeat(1_000_000)}"}}`, /text/],
    ['a bomb of entities', bomb, /./],
    [
      'an outside entity',
      '<!DOCTYPE o [<!ENTITY e SYSTEM "file:///etc/passwd">]><OrgSettings><a>&e;</a></OrgSettings>',
      /./,
    ],
    ['ten thousand brackets', '['.repeat(10_000), /./],
  ])('H1 %s is refused at once, and nothing is stored', async (_what, text, named) => {
    const before = await present();
    const reply = await app.inject({ method: 'POST', url: '/api/settings/import', headers, payload: { text } });
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([400, 'badInput']);
    expect(reply.json<{ detail: string }>().detail).toMatch(named);
    expect(reply.body).not.toMatch(/root:|a{50}/);
    expect(await present()).toEqual(before);
  });
});
