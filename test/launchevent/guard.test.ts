import { guarded, type Work } from '../../src/launchevent/guard';

const silent = () => new Promise<void>(() => {});

async function run(kind: 'compose' | 'send', work: Work) {
  const completed: unknown[] = [];
  const quiet = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  guarded(kind, work)({ completed: (options) => void completed.push(options) });
  await new Promise(setImmediate);
  quiet.mockRestore();
  return completed;
}

describe('E1 an event is completed once, whatever its work does', () => {
  test.each<[string, Work]>([
    ['it ends at once', () => {}],
    ['it ends later', async () => {}],
    [
      'it throws at once',
      () => {
        throw new Error('Office is gone');
      },
    ],
    ['it rejects', () => Promise.reject(new Error('No network'))],
    [
      'it throws no error at all',
      () => {
        throw null;
      },
    ],
  ])('%s', async (_what, work) => {
    expect(await run('send', work)).toEqual([{ allowEvent: true }]);
    expect(await run('compose', work)).toEqual([undefined]);
  });
});

test('E1 work that never ends holds back no message for longer than two seconds', async () => {
  jest.useFakeTimers();
  const completed: unknown[] = [];
  guarded('send', silent)({ completed: (options) => void completed.push(options) });
  await jest.advanceTimersByTimeAsync(1_999);
  expect(completed).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  expect(completed).toEqual([{ allowEvent: true }]);
  jest.useRealTimers();
});
