import { makeCalls } from '../../src/outlook/calls';
import { makeClock } from './fakeOutlook';

type Done = (result: Office.AsyncResult<string>) => void;
const good = (value: string) => ({ status: 'succeeded', value }) as unknown as Office.AsyncResult<string>;
const bad = (error: object) => ({ status: 'failed', error }) as unknown as Office.AsyncResult<string>;

function setUp() {
  const clock = makeClock();
  const asked: Done[] = [];
  return { clock, asked, calls: makeCalls(clock), ask: (done: Done) => void asked.push(done) };
}

test('O2 a callback becomes a value, a refusal its code and Outlook’s words', async () => {
  const { calls, asked, ask, clock } = setUp();
  const [one, two] = [calls.try(ask), calls.try(ask)];
  asked[0]!(good('yes'));
  asked[1]!(bad({ code: 9017, name: 'AccessRestricted', message: 'No.' }));
  expect(await one).toEqual({ did: 'answer', value: 'yes' });
  expect(await two).toEqual({ did: 'refuse', code: 9017, why: 'AccessRestricted: No. (9017)' });
  expect(clock.waiting()).toBe(0);
});

test('O3 never more than three calls are under way; the next starts when one ends', async () => {
  const { calls, asked, ask } = setUp();
  const all = [1, 2, 3, 4, 5].map(() => calls.try(ask));
  expect(asked).toHaveLength(3);
  asked[1]!(good('b'));
  expect(asked).toHaveLength(4);
  asked[0]!(bad({}));
  expect(asked).toHaveLength(5);
  for (const at of [2, 3, 4]) asked[at]!(good(String(at)));
  expect(await Promise.all(all)).toMatchObject([
    { did: 'refuse' },
    { value: 'b' },
    { value: '2' },
    { value: '3' },
    { value: '4' },
  ]);
});

test('O3 a call that never comes back ends at its time limit and makes room', async () => {
  const { calls, asked, ask, clock } = setUp();
  const silent = [1, 2, 3].map(() => calls.try(ask, { limit: 2000 }));
  const waiting = calls.try(ask);
  expect(asked).toHaveLength(3);
  clock.pass(2000);
  expect((await Promise.all(silent)).map(({ did }) => did)).toEqual(['silent', 'silent', 'silent']);
  asked[3]!(good('after all'));
  expect(await waiting).toEqual({ did: 'answer', value: 'after all' });
  asked[0]!(good('too late'));
  expect(clock.waiting()).toBe(0);
});

test('O3 a call still waiting for an item that was left is never made, and holds up nobody', async () => {
  const { calls, asked, ask } = setUp();
  const left = new AbortController();
  const first = [1, 2, 3].map(() => calls.try(ask));
  const stale = [1, 2].map(() => calls.try(ask, { signal: left.signal }));
  const wanted = calls.try(ask);
  left.abort();
  asked[0]!(good('1'));
  expect(asked).toHaveLength(4);
  for (const done of asked.slice(1)) done(good('x'));
  expect(await Promise.all(stale)).toEqual([
    expect.objectContaining({ did: 'silent' }),
    expect.objectContaining({ did: 'silent' }),
  ]);
  expect(await wanted).toEqual({ did: 'answer', value: 'x' });
  await Promise.all(first);
});

test('O2 a second callback for the same call changes nothing', async () => {
  const { calls, asked, ask } = setUp();
  const one = calls.try(ask);
  const more = [1, 2, 3].map(() => calls.try(ask));
  asked[0]!(good('first'));
  asked[0]!(good('second'));
  expect(await one).toEqual({ did: 'answer', value: 'first' });
  expect(asked).toHaveLength(4);
  for (const done of asked.slice(1)) done(good('x'));
  await Promise.all(more);
});

test('O2 a call that throws at once (no permission, no such function) is a refusal', async () => {
  const { calls } = setUp();
  const answer = await calls.try(() => {
    throw new Error('Elevated permission is required');
  });
  expect(answer).toEqual({ did: 'refuse', code: null, why: 'Elevated permission is required' });
});
