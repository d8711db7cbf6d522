import { makeSignIn } from '../../src/outlook/signIn';
import { install, makeClock, makeFakeOutlook } from './fakeOutlook';

const jwt = (exp: number, id: number) =>
  `h.${Buffer.from(JSON.stringify({ exp, id, name: 'Ä' })).toString('base64url')}.s`;

function setUp(answers: (() => Promise<string>)[]) {
  const asked = { count: 0 };
  install(makeFakeOutlook({ token: () => answers[asked.count++]!() }));
  const clock = makeClock(1_000_000);
  return { asked, clock, signIn: makeSignIn(clock) };
}

test('O2 a token is kept until shortly before its end, then asked for anew', async () => {
  const { asked, clock, signIn } = setUp([async () => jwt(1000 + 300, 1), async () => jwt(1000 + 900, 2)]);
  const first = await signIn.token();
  clock.time += 239_000;
  expect(await signIn.token()).toBe(first);
  clock.time += 2_000;
  expect(await signIn.token()).not.toBe(first);
  expect(asked.count).toBe(2);
  expect(clock.waiting()).toBe(0);
});

test('O2 everybody who asks at the same time waits for one answer; fresh asks anew', async () => {
  const { asked, signIn } = setUp([async () => jwt(9000, 1), async () => jwt(9000, 2)]);
  const [one, two] = await Promise.all([signIn.token(), signIn.token()]);
  expect([one, asked.count]).toEqual([two, 1]);
  expect(await signIn.token(true)).toBe(jwt(9000, 2));
});

test('O2 each call has options of its own: office.js writes into them, and a second call with the same gets nothing', async () => {
  const given = new Set<unknown>();
  const fake = install(makeFakeOutlook());
  fake.office['auth'] = {
    getAccessToken: async (options: unknown) => (given.has(options) ? undefined : given.add(options) && 'token'),
  };
  const signIn = makeSignIn(makeClock());
  await signIn.token();
  expect(await signIn.token(true)).toBe('token');
});

test('O2 a token that is no JWT is kept for five minutes', async () => {
  const { asked, clock, signIn } = setUp([async () => 'opaque', async () => 'a.%%%.c']);
  await signIn.token();
  clock.time += 299_000;
  await signIn.token();
  expect(asked.count).toBe(1);
  clock.time += 2_000;
  expect(await signIn.token()).toBe('a.%%%.c');
});

describe('O2 a sign-in that fails says why, and the next try is a new one', () => {
  test.each<[string, () => Promise<string>, string]>([
    ['not signed in', () => Promise.reject({ code: 13001 }), 'You are not signed in to Office. (13001)'],
    ['unknown code', () => Promise.reject({ code: 13999 }), 'Code 13999.'],
    ['an error', () => Promise.reject(new Error('Broken.')), 'Broken.'],
    ['no token', async () => '', 'It gave no token.'],
    [
      'thrown at once',
      () => {
        throw new Error('API is not supported.');
      },
      'API is not supported.',
    ],
  ])('%s', async (_what, answer, detail) => {
    const { signIn } = setUp([answer, async () => 'later']);
    await expect(signIn.token()).rejects.toMatchObject({ code: 'cannotSignIn', detail });
    expect(await signIn.token()).toBe('later');
  });
});

test('O2 Outlook that never answers is given up after two minutes', async () => {
  const { clock, signIn } = setUp([() => new Promise(() => {})]);
  const token = signIn.token();
  clock.pass(120_000);
  await expect(token).rejects.toMatchObject({ code: 'cannotSignIn', detail: 'Outlook did not answer.' });
});
