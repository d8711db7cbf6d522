import { sha256 } from '../../src/correlation/digest';
import { isDistinct, normalId, readIds } from '../../src/correlation/messageIds';
import { createHash } from 'node:crypto';

describe('normal form', () => {
  test.each([
    ['#17 the domain ignores case, the local part does not', '<Abc@EXAMPLE.com>', 'Abc@example.com'],
    ['#4 an id broken by a fold', '<Monster\r\n  Email.789@x>', 'MonsterEmail.789@x'],
    ['#18 blanks in a quoted local part are one', '<"a \t b"@X>', '"a b"@x'],
    ['#18 needless quotes go', '<"ab"@x>', 'ab@x'],
    ['no brackets', ' abc@x ', 'abc@x'],
    ['two brackets', '<<abc@x>>', 'abc@x'],
    ['no @ at all', '<752D46E7E674@rockford>', '752D46E7E674@rockford'],
    ['an @ in the local part', '<a@b@C>', 'a@b@c'],
  ])('C1 %s', (_, text, id) => {
    expect(normalId(text)).toBe(id);
  });

  test.each(['', '<>', ' < > '])('C1 nothing is no id: %j', (text) => {
    expect(normalId(text)).toBeNull();
  });

  test('C1 #10 an id of 5,000 characters gets a short key of its own, the same each time', () => {
    const long = `<${'x'.repeat(5000)}@y>`;
    const key = normalId(long) ?? '';
    expect(key.length).toBeLessThanOrEqual(244);
    expect(normalId(long)).toBe(key);
    expect(normalId(`<${'x'.repeat(4999)}y@y>`)).not.toBe(key);
  });
});

describe('lists of ids', () => {
  test.each([
    ['#1 folded', '<a@x>\r\n\t<b@x>', ['a@x', 'b@x']],
    ['#2 comma-separated', '<a@x>,<b@x>, <c@x>', ['a@x', 'b@x', 'c@x']],
    ['#3 glued', '<a@x><b@y>', ['a@x', 'b@y']],
    ['#7 two ids in In-Reply-To', '<a@x> <b@x>', ['a@x', 'b@x']],
    ['bare', 'a@x, b@x', ['a@x', 'b@x']],
    ['bare between bracketed ones', '<a@x> b@x <c@x>', ['a@x', 'b@x', 'c@x']],
    ['a bracket left open', '<a@x> <b@x', ['a@x', 'b@x']],
    ['an opening bracket twice', '<"from <a@x>', ['a@x']],
    ['said twice', '<a@x> <a@X>', ['a@x']],
    ['nothing', '', []],
    ['empty brackets', '<> <a@x>', ['a@x']],
  ])('C1 %s', (_, value, ids) => {
    expect(readIds(value)).toMatchObject({ ids, clean: true });
  });

  test.each([
    ['#5 a comment behind', '<a@x> (RFC822 4lyfe)', ['a@x']],
    ['#5 an attribution before', 'Your message of "Mon, 1 Jan 2026" <bar@baz>', ['bar@baz']],
    ['#6 mumble', 'mumble', []],
    ['an address in the attribution (exmh)', 'Message from Anna <anna@contoso.example> of "Mon" <a1@x>', ['a1@x']],
    ['an address behind (mutt)', '<a@x>; from anna@contoso.example on Mon', ['a@x']],
    ['an address in brackets in a comment', '<a@x> (Anna <anna@contoso.example> on Monday)', ['a@x']],
    ['words only', 'Your message at 17:20:49 on Saturday', []],
  ])('C1 %s: the id is read, the text is noticed', (_, value, ids) => {
    expect(readIds(value)).toMatchObject({ ids, clean: false });
  });

  test('C1 #13 of 5,000 ids the first and the newest 100 remain, in order', () => {
    const value = Array.from({ length: 5000 }, (_, i) => `<${i}@x>`).join(' ');
    const { ids, seen } = readIds(value);
    expect([seen, ids.length, ids[0], ids[1], ids.at(-1)]).toEqual([5000, 101, '0@x', '4900@x', '4999@x']);
  });

  test('C1 exactly the bound and one more', () => {
    const list = (n: number) => Array.from({ length: n }, (_, i) => `<${i}@x>`).join('');
    expect(readIds(list(100)).ids).toHaveLength(100);
    expect(readIds(list(101)).ids).toEqual(Array.from({ length: 101 }, (_, i) => `${i}@x`));
  });
});

test.each([
  ['CADiWsK9fxPnCd@mail.gmail.com', true],
  ['752D46E7E674D311842600@rockford', true],
  ['mumble@list.example', false],
  ['no-id@x.example', false],
  ['1@x', false],
  ['0', false],
  ['abcdefghijklmnop', false],
  ['"from s1118644"@mail.inf.example', false],
])('C1 only an id that strangers do not come to share counts as a ghost: %s is %s', (id, distinct) => {
  expect(isDistinct(id)).toBe(distinct);
});

test.each([
  '',
  'abc',
  'Grüße 😀',
  'x'.repeat(55),
  'x'.repeat(56),
  'x'.repeat(64),
  'y'.repeat(1000),
  'lone \ud800 half',
])('C1 our SHA-256 equals the one of Node: %j', (text) => {
  expect(sha256(text)).toBe(createHash('sha256').update(Buffer.from(text)).digest('hex'));
});
