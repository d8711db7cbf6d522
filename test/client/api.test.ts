import { makeApi, type ApiDoors } from '../../src/client/api';
import { endpoints } from '../../src/contract/endpoints';
import { problem, type Problem } from '../../src/contract/problems';

const me = {
  user: { address: 'alice@northwind.example', name: 'Alice Berg' },
  organisation: 'Northwind Traders',
  role: 'user',
};
const json = (body: unknown, status = 200, type = 'application/json') =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });
const html = (status: number) =>
  new Response('<html><h1>Bad Gateway</h1></html>', { status, headers: { 'content-type': 'text/html' } });
const told = (code: string, status: number) =>
  json({ code, status, title: 'It failed.', next: 'Do this.', detail: 'The why.', reference: 'r-1' }, status);

type Answer = () => Response | Promise<Response>;
const cut: Answer = () => Promise.reject(new TypeError('Failed to fetch'));

/** An api whose network gives these answers in order, and whose clock runs when told. */
function setUp(answers: Answer[], token: ApiDoors['token'] = async (fresh) => (fresh ? 'fresh' : 'kept')) {
  const asked: { address: string; init: RequestInit }[] = [];
  const waits: { milliseconds: number; run: () => void }[] = [];
  const api = makeApi(
    {
      token,
      fetch: async (address, init) => {
        asked.push({ address, init });
        const answer = answers[asked.length - 1];
        if (!answer) throw new Error('One question too many');
        return answer();
      },
      after: (milliseconds, run) => {
        const wait = { milliseconds, run };
        waits.push(wait);
        const remove = () => void (waits.includes(wait) && waits.splice(waits.indexOf(wait), 1));
        if (milliseconds < 1000) queueMicrotask(() => [remove(), run()]);
        return remove;
      },
    },
    endpoints,
  );
  return { api, asked, waits };
}
const failure = (promise: Promise<unknown>): Promise<Problem> =>
  promise.then(
    () => Promise.reject(new Error('It went well')),
    (error: Problem) => error,
  );
const bearer = (init: RequestInit) => (init.headers as Record<string, string>)['authorization'];

test('H1 a good reply comes back as it was sent, asked once with the token', async () => {
  const { api, asked, waits } = setUp([() => json(me)]);
  expect(await api.call('me', {})).toEqual(me);
  expect(asked).toHaveLength(1);
  expect(bearer(asked[0]!.init)).toBe('Bearer kept');
  expect(waits).toHaveLength(0);
});

test('H1 path parameters are escaped, a body is JSON', async () => {
  const { api, asked } = setUp([() => json({ records: [] }), () => json({ record: { bad: 1 } })]);
  await api.call('searchRecords', { body: { text: 'ä', around: [], types: [] } });
  expect(asked[0]!.init.body).toBe('{"text":"ä","around":[],"types":[]}');
  await failure(api.call('record', { params: { type: 'contact', id: 'a/b?c' } }));
  expect(asked[1]!.address).toBe('/api/records/contact/a%2Fb%3Fc');
});

describe('H1 one failed answer is tried once more, and never signs anybody out', () => {
  test.each<[string, Answer[], string | null, number]>([
    ['a 502 page of a proxy, then the reply', [() => html(502), () => json(me)], null, 2],
    ['a 503 problem, then the reply', [() => told('storeAway', 503), () => json(me)], null, 2],
    ['a lost connection, then the reply', [cut, () => json(me)], null, 2],
    ['a 502 page twice', [() => html(502), () => html(502)], 'badAnswer', 2],
    ['a lost connection twice', [cut, cut], 'offline', 2],
    ['a 400 problem', [() => told('badInput', 400)], 'badInput', 1],
    ['a 403 problem', [() => told('notAllowed', 403)], 'notAllowed', 1],
    ['a 401 page of a proxy', [() => html(401)], 'badAnswer', 1],
    ['a 413 page of a proxy', [() => html(413)], 'tooLarge', 1],
    ['an HTML page with status 200', [() => html(200)], 'badAnswer', 1],
    ['JSON that is not the reply', [() => json({ user: 1 })], 'badAnswer', 1],
    ['JSON null', [() => json(null)], 'badAnswer', 1],
    ['an unknown code', [() => told('madeUp', 400)], 'badAnswer', 1],
  ])('%s', async (_what, answers, code, count) => {
    const { api, asked, waits } = setUp(answers);
    const result = code === null ? await api.call('me', {}) : await failure(api.call('me', {}));
    expect(code === null ? result : (result as Problem).code).toEqual(code ?? me);
    expect(asked.map(({ init }) => bearer(init))).toEqual(Array(count).fill('Bearer kept'));
    expect(waits).toHaveLength(0);
  });
});

test('H1 an expired token is renewed once, and only once', async () => {
  const good = setUp([() => told('tokenExpired', 401), () => json(me)]);
  expect(await good.api.call('me', {})).toEqual(me);
  expect(good.asked.map(({ init }) => bearer(init))).toEqual(['Bearer kept', 'Bearer fresh']);
  const bad = setUp([() => told('tokenExpired', 401), () => told('tokenExpired', 401)]);
  expect((await failure(bad.api.call('me', {}))).code).toBe('tokenExpired');
  expect(bad.asked).toHaveLength(2);
});

test('H1 a problem keeps the words, the detail and the reference of the server', async () => {
  const { api } = setUp([() => told('notAllowed', 403)]);
  expect(await failure(api.call('me', {}))).toMatchObject({
    sentence: 'It failed.',
    detail: 'The why.',
    next: 'Do this.',
    reference: 'r-1',
    status: 403,
  });
});

test('H1 saving settings is never repeated: the second try would meet its own version', async () => {
  const { api, asked } = setUp([() => html(502)]);
  const body = { version: 1, reason: 'r', settings: {} as never };
  expect((await failure(api.call('saveSettings', { body }))).code).toBe('badAnswer');
  expect(asked).toHaveLength(1);
});

test('H1 a server that keeps silent is given up after the time limit, without a second wait', async () => {
  const waits: { milliseconds: number; run: () => void }[] = [];
  const api = makeApi(
    {
      token: async () => 't',
      fetch: (_address, init) =>
        new Promise((_resolve, reject) =>
          init.signal!.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError'))),
        ),
      after: (milliseconds, run) => {
        waits.push({ milliseconds, run });
        return () => {};
      },
    },
    endpoints,
  );
  const result = failure(api.call('me', {}));
  await new Promise(process.nextTick);
  expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([20_000]);
  waits[0]!.run();
  expect(await result).toMatchObject({ code: 'offline', detail: 'It did not answer within 20 seconds.' });
});

test('H1 whoever lost interest hears AbortError, not a Problem, and nothing is asked again', async () => {
  const interest = new AbortController();
  const { api, asked } = setUp([
    () => {
      interest.abort();
      return cut();
    },
  ]);
  await expect(api.call('me', { signal: interest.signal })).rejects.toMatchObject({ name: 'AbortError' });
  expect(asked).toHaveLength(1);
});

test('H1 a failed sign-in is told as it is and asks the server nothing', async () => {
  const { api, asked } = setUp([], () => Promise.reject(problem('cannotSignIn', 'Code 13007.')));
  expect(await failure(api.call('me', {}))).toMatchObject({ code: 'cannotSignIn', detail: 'Code 13007.' });
  expect(asked).toHaveLength(0);
});
