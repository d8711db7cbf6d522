import { makeGatherer } from '../../src/client/gather';
import { makeClock } from '../outlook/fakeOutlook';

function setUp() {
  const clock = makeClock();
  const steps: string[][] = [];
  const gatherer = makeGatherer<string>(async (all) => void steps.push([...all]), clock.after);
  return { clock, steps, ...gatherer };
}

test('O7 what comes alone is done at once, and again after a calm', async () => {
  const { add, settle, clock, steps } = setUp();
  add('one');
  await settle();
  clock.pass(400);
  add('two');
  await settle();
  expect(steps).toEqual([['one'], ['two']]);
});

test('O7 what comes one after the other is done together when it has become calm, in order, and none twice', async () => {
  const { add, settle, clock, steps } = setUp();
  for (const one of ['a', 'b', 'c', 'd']) {
    add(one);
    clock.pass(399);
  }
  expect(clock.waiting()).toBe(1);
  clock.pass(1);
  await settle();
  expect(steps).toEqual([['a'], ['b', 'c', 'd']]);
});

test('O7 whoever pages without end does not put it off without end', async () => {
  const { add, settle, steps, clock } = setUp();
  for (let n = 0; n < 60; n += 1) add(`${n}`);
  clock.pass(400);
  await settle();
  expect(steps.map(({ length }) => length)).toEqual([1, 25, 25, 9]);
});

test('O7 whoever must not be overtaken waits until it is done', async () => {
  const { add, settle, steps } = setUp();
  add('a');
  add('b');
  await settle();
  expect(steps).toEqual([['a'], ['b']]);
});

test('O7 work that failed stops nothing that comes after it', async () => {
  const { after, pass } = makeClock();
  const work = jest.fn<Promise<void>, [readonly string[]]>().mockRejectedValueOnce(new Error('The disk is full.'));
  const { add, settle } = makeGatherer<string>(work, after);
  add('a');
  await settle();
  pass(400);
  add('b');
  await settle();
  expect(work.mock.calls).toEqual([[['a']], [['b']]]);
});
