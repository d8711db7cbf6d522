import { defaultSettings, SettingsSchema } from '../../src/contract/settings';
import { parse } from '../../src/contract/schema';
import { colours, valueWords } from '../../src/admin/choices';
import { changedFields, compare, rebase } from '../../src/admin/compare';
import { fields, fieldWords, findFaults, makeDraft, readDraft, type Draft } from '../../src/admin/draft';
import { previewToken } from '../../src/admin/tokenParts';

const draft = makeDraft(defaultSettings);
const changed = (change: Partial<Draft>): Draft => ({ ...draft, ...change });

test('H1 what is read from the form is what went in, and the contract accepts it', () => {
  expect(readDraft(draft)).toEqual(defaultSettings);
  expect(() => parse(SettingsSchema, readDraft(changed({ prefix: 'TM-', tokenBase: '41' })))).not.toThrow();
});

test('H1 the default settings have no fault', () => {
  expect(findFaults(draft)).toEqual({});
});

test.each<[string, Partial<Draft>, keyof Draft, RegExp]>([
  ['an empty prefix', { prefix: '' }, 'prefix', /prefix must have 1 to 20/],
  ['a prefix of 21 characters', { prefix: 'x'.repeat(21) }, 'prefix', /prefix must have 1 to 20/],
  ['a prefix that ends in a digit', { prefix: 'CRM1' }, 'prefix', /must not end in a digit/],
  ['a prefix that ends in a full-width digit', { prefix: 'CRM１' }, 'prefix', /must not end in a digit/],
  ['a prefix with a blank at its end', { prefix: 'CRM ' }, 'prefix', /blank/],
  ['a reply prefix', { prefix: 'Re:' }, 'prefix', /reply/],
  [
    'no user digits',
    { userDigits: '0' },
    'userDigits',
    /^Digits for user numbers: give a whole number from 1 to 10\.$/,
  ],
  ['eleven user digits', { userDigits: '11' }, 'userDigits', /from 1 to 10/],
  ['half a digit', { userDigits: '2.5' }, 'userDigits', /whole number/],
  [
    'nothing typed',
    { counterDigits: '' },
    'counterDigits',
    /^Digits for the counter: give a whole number from 1 to 9\.$/,
  ],
  ['ten counter digits', { counterDigits: '10' }, 'counterDigits', /from 1 to 9/],
  ['hexadecimal', { counterDigits: '0x3' }, 'counterDigits', /whole number/],
  [
    'a base below zero',
    { tokenBase: '-1' },
    'tokenBase',
    /^Base tracking number: give a whole number from 0 to 2147483647\.$/,
  ],
  ['a base over the limit', { tokenBase: '2147483648', userDigits: '10' }, 'tokenBase', /from 0 to/],
  ['a base that leaves no user number', { tokenBase: '999' }, 'tokenBase', /999 leaves no user number of 3 digits/],
  [
    'a subject limit of 254',
    { subjectLength: '254' },
    'subjectLength',
    /^Longest subject: give a whole number from 255 to 400\.$/,
  ],
  ['a subject limit of 401', { subjectLength: '401' }, 'subjectLength', /from 255 to 400/],
  ['a blank category', { categoryName: '  ' }, 'categoryName', /^Category name: give at least one character\.$/],
  ['a category of 256 characters', { categoryName: 'x'.repeat(256) }, 'categoryName', /at most 255/],
])('H1 %s is a fault that names its field', (_what, change, field, sentence) => {
  const faults = findFaults(changed(change));
  expect(Object.keys(faults)).toEqual([field]);
  expect(faults[field]).toMatch(sentence);
});

test.each<[string, Partial<Draft>]>([
  ['the widest layout', { prefix: 'x'.repeat(20), userDigits: '10', counterDigits: '9', tokenBase: '2147483647' }],
  ['the narrowest layout', { prefix: '#', userDigits: '1', counterDigits: '1' }],
  ['the largest base of three digits', { tokenBase: '998' }],
  ['blanks around a number', { subjectLength: ' 300 ' }],
])('H1 %s passes form and contract', (_what, change) => {
  expect(findFaults(changed(change))).toEqual({});
  expect(() => parse(SettingsSchema, readDraft(changed(change)))).not.toThrow();
});

test('T1 the preview shows an online and an offline token and explains each part', () => {
  const preview = previewToken(draft);
  expect(preview).toMatchObject({ online: 'CRM:0001007', offline: 'CRM:1001007' });
  expect(preview?.parts.map(({ name, text }) => [name, text])).toEqual([
    ['Prefix', 'CRM:'],
    ['Designator', '0'],
    ['User number', '001'],
    ['Counter', '007'],
  ]);
});

test('T1 the preview follows prefix, base and digits', () => {
  const preview = previewToken(changed({ prefix: 'NW-', tokenBase: '5000', userDigits: '5', counterDigits: '4' }));
  expect(preview).toMatchObject({ online: 'NW-0050010007', offline: 'NW-1050010007' });
  expect(preview?.parts.map(({ text }) => text).join('')).toBe(preview?.online);
});

test.each<Partial<Draft>>([{ prefix: '' }, { userDigits: 'x' }, { counterDigits: '0' }, { tokenBase: '1000' }])(
  'T1 there is no preview of a token that cannot be: %j',
  (change) => {
    expect(previewToken(changed(change))).toBeNull();
  },
);

test('H1 a fault elsewhere does not hide the preview', () => {
  expect(previewToken(changed({ categoryName: '' }))).not.toBeNull();
});

describe('two authors', () => {
  const theirs = changed({ prefix: 'NW:', forwards: 'ask', categoryName: 'In CRM' });
  const mine = changed({ prefix: 'TM:', subjectLength: '300', categoryName: 'In CRM' });

  test('H1 what they changed is listed in the order of the form, and marked where both did', () => {
    expect(compare(draft, theirs, mine)).toEqual([
      { field: 'forwards', was: 'link', theirs: 'ask', mine: { clash: false } },
      { field: 'prefix', was: 'CRM:', theirs: 'NW:', mine: { clash: true, value: 'TM:' } },
      { field: 'categoryName', was: 'Tracked to CRM', theirs: 'In CRM', mine: { clash: false } },
    ]);
  });

  test('H1 my changes go on top of theirs; where both changed one field theirs stands unless I keep mine', () => {
    expect(rebase(draft, theirs, mine, new Set())).toEqual({ ...theirs, subjectLength: '300' });
    expect(rebase(draft, theirs, mine, new Set(['prefix']))).toEqual({
      ...theirs,
      subjectLength: '300',
      prefix: 'TM:',
    });
  });

  test('H1 what changed is named for the author', () => {
    expect(changedFields(draft, mine)).toEqual(['prefix', 'subjectLength', 'categoryName']);
    expect(changedFields(draft, draft)).toEqual([]);
  });
});

test('O4 every field and every colour of the contract has words', () => {
  expect(fields.every((field) => fieldWords[field].length > 3)).toBe(true);
  expect(colours).toHaveLength(25);
  for (const [preset] of colours) expect(() => parse(SettingsSchema.properties.categoryColor, preset)).not.toThrow();
  expect(valueWords('categoryColor', 'Preset4')).toBe('Green');
  expect(valueWords('closedRecords', 'ask')).toBe('Ask first');
  expect(valueWords('useTokens', false)).toBe('Off');
  expect(valueWords('prefix', 'CRM:')).toBe('CRM:');
});
