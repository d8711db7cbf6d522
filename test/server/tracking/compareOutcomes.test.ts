/** What other settings would change about a mail, as truth tables. */
import { changeBetween, Tally, type Outcome } from '../../../src/server/tracking/compareOutcomes';

const link = (target: string): Outcome => ({ ...none, do: 'link', target });
const ask = (target: string): Outcome => ({ ...none, do: 'ask', target });
const none: Outcome = { do: 'none', target: null, record: null, why: '', matched: null, records: [] };

test.each<[string, Outcome, Outcome, ReturnType<typeof changeBetween>]>([
  ['nothing, nothing', none, none, null],
  ['nothing, then a link', none, link('a'), 'gained'],
  ['a question, then a link', ask('a'), link('a'), 'gained'],
  ['a question, then another link', ask('a'), link('b'), 'gained'],
  ['a link, then nothing', link('a'), none, 'lost'],
  ['a link, the same link', link('a'), link('a'), null],
  ['a link, another link', link('a'), link('b'), 'changed'],
  ['a link, then a question', link('a'), ask('a'), 'held'],
  ['a link, then a question about something else', link('a'), ask('b'), 'held'],
  ['nothing, then a question', none, ask('a'), 'held'],
  ['a question, then nothing', ask('a'), none, 'released'],
  ['a question, another question', ask('a'), ask('b'), null],
])('R3 %s', (_what, before, after, expected) => {
  expect(changeBetween(before, after)).toBe(expected);
});

test('R3 every mail is counted, and the newest ten of each change are kept', () => {
  const tally = new Tally();
  for (let n = 0; n < 25; n++) tally.add({ mailKey: String(n), before: none, after: link('a') });
  tally.add({ mailKey: 'asked', before: ask('a'), after: none });
  expect([tally.mails, tally.before, tally.after]).toEqual([26, { links: 0, asked: 1 }, { links: 25, asked: 0 }]);
  const { gained, released, lost } = tally.changes;
  expect(gained.count).toBe(25);
  expect(gained.examples.map(({ mailKey }) => mailKey)).toEqual([
    '24',
    '23',
    '22',
    '21',
    '20',
    '19',
    '18',
    '17',
    '16',
    '15',
  ]);
  expect([released.count, lost.count]).toEqual([1, 0]);
});
