/**
 * The suites that take longest begin: nobody waits for them at the end, and they run in a worker that holds no other suite's leftovers yet
 * (after a hundred suites the ten thousand rounds take ten times as long).
 */
import sequencer from '@jest/test-sequencer';

const LONG = [
  'test/client/faults.test.ts',
  'test/server/store/embedded.test.ts',
  'test/contracts/faults.test.ts',
  'test/admin/page.test.tsx',
];

const rankOf = ({ path }) => {
  const place = LONG.findIndex((name) => path.endsWith(name));
  return place < 0 ? LONG.length : place;
};

export default class LongFirst extends (sequencer.default ?? sequencer) {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rankOf(a) - rankOf(b));
  }
}
