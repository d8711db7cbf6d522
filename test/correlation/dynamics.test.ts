/** Dynamics' own smart matching, which stands beside ours for comparison: its four knobs, and patterns that people type. */
import { correlate } from '../../src/correlation/correlate';
import { decide } from '../../src/correlation/decide';
import { extractKeys } from '../../src/correlation/keys';
import type { Mail } from '../../src/correlation/mail';
import { dynamicsStrategy } from '../../src/correlation/strategies/dynamics';
import { defaultSettings, type DynamicsKnobs } from '../../src/contract/settings';
import { Problem } from '../../src/contract/problems';
import { readDynamicsRule } from '../../src/server/tracking/dynamicsRule';
import { Archive, write } from './archive';
import { alice, anna, automatic } from './smartArchive';

function verdict(tracked: string | Mail, asked: string | Mail, knobs: Partial<DynamicsKnobs> = {}): string {
  const rule = readDynamicsRule({ ...defaultSettings, ...knobs });
  const policy = { ...automatic, smart: dynamicsStrategy(rule.isAlike) };
  const mailOf = (mail: string | Mail) => (typeof mail === 'string' ? write({ subject: mail }) : mail);
  const archive = new Archive(policy);
  const known = extractKeys(mailOf(tracked));
  archive.track(mailOf(tracked));
  const keys = extractKeys(mailOf(asked));
  const shared = rule.keysOf(known.topic).map(({ value }) => value);
  const hashes = rule.keysOf(keys.topic).filter(({ value }) => shared.includes(value));
  const candidates = archive.find([{ kind: 'id', value: known.messageId }]).map((one) => ({ ...one, shared: hashes }));
  return decide(correlate(keys, candidates, policy), keys, policy).do;
}

describe("Dynamics' own rule", () => {
  test.each<[string, string, string, Partial<DynamicsKnobs>, string]>([
    ['the same words in any order', 'Printer offer', 'RE: offer printer', {}, 'track'],
    ['one word more', 'Printer offer', 'RE: offer printer today', {}, 'skip'],
    [
      'one word more where the delta is 1',
      'Printer offer',
      'RE: offer printer today',
      { HashDeltaSubjectCount: 1 },
      'track',
    ],
    ['two words more where the delta is 1', 'Printer', 'RE: Printer offer today', { HashDeltaSubjectCount: 1 }, 'skip'],
    ['a generic subject, as Dynamics links it', 'Hello', 'Hello', {}, 'track'],
    ['words before a colon are filtered', 'Printer offer', 'Urgent: printer offer', {}, 'track'],
    ['words of any script are words, as .NET reads the default', 'Printer offer', 'Срочно: printer offer', {}, 'track'],
    [
      'so they are in a class of signs',
      'Printer',
      'Étage-2 printer',
      { HashFilterKeywords: String.raw`[\w-]+\d ` },
      'track',
    ],
    ['digits of any script', 'Printer', '٣ printer', { HashFilterKeywords: String.raw`^\d\s` }, 'track'],
    ['what is no word', 'Printer', '!? printer', { HashFilterKeywords: String.raw`^\W+` }, 'track'],
    [
      'an escaped sign is that sign',
      'Printer',
      String.raw`\\w printer`,
      { HashFilterKeywords: String.raw`\\\\w` },
      'track',
    ],
    ['nothing is filtered', 'Printer offer', 'Urgent: printer offer', { HashFilterKeywords: '' }, 'skip'],
    ['only the first words count', 'Printer offer one', 'Printer offer two', { HashMaxCount: 2 }, 'track'],
    ['more people than there are', 'Printer offer', 'RE: Printer offer', { HashMinAddressCount: 3 }, 'skip'],
  ])('C5 %s: "%s" and "%s"', (_, tracked, asked, ...[knobs, expected]) => {
    expect(verdict(tracked, asked, knobs)).toBe(expected);
  });

  test('C5 a mailing list counts as one of the recipients, as there', () => {
    const listed = (subject: string, from: string) =>
      write({ subject, from, to: ['chairs@lists.example'], headers: 'List-Post: <mailto:chairs@lists.example>\n' });
    const [first, second] = [listed('Printer offer', anna), listed('RE: Printer offer', anna)];
    expect(verdict(first, second)).toBe('track');
    expect(verdict(first, listed('RE: Printer offer', alice))).toBe('skip');
    expect(verdict(first, listed('RE: Printer offer', alice), { HashMinAddressCount: 1 })).toBe('track');
  });

  test('C5 one person in common is too few', () => {
    const other = write({ subject: 'Printer offer', from: anna, to: ['zoe@litware.example'] });
    expect(verdict(other, write({ subject: 'RE: Printer offer', from: anna, to: [alice] }))).toBe('skip');
  });
});

describe('a pattern that an administrator types', () => {
  test.each([
    '(?=look)ahead',
    String.raw`(a)\1`,
    '(',
    'a{5000}',
    '(((a{900}){1,900}))',
    '[a-z]{0,900}z',
    '(a?){200}a{200}',
    'a?'.repeat(200),
  ])('H1 %p is refused with what to do instead', (HashFilterKeywords) => {
    const make = () => readDynamicsRule({ ...defaultSettings, HashFilterKeywords });
    expect(make).toThrow(Problem);
    expect(make).toThrow(/badInput|not well formed/);
  });

  test('H1 a long list of words is small enough', () => {
    const HashFilterKeywords = Array.from({ length: 90 }, (_, i) => `keyword${i}`).join('|');
    expect(verdict('Printer', 'keyword7 printer', { HashFilterKeywords })).toBe('track');
  });

  test('C4 what it costs ends with the three hundredth sign of a subject', () => {
    const { keysOf } = readDynamicsRule({ ...defaultSettings, HashFilterKeywords: 'z' });
    expect(keysOf(`${'a '.repeat(150)}${'b'.repeat(50_000)}`)).toEqual(keysOf('a '.repeat(150)));
  });

  test('C4 a pattern that kills other engines is linear here', () => {
    const { keysOf } = readDynamicsRule({ ...defaultSettings, HashFilterKeywords: '^(a+)+c$' });
    expect(keysOf(`${'a'.repeat(50_000)} b`)).toHaveLength(1);
  });
});
