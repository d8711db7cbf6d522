/** The table of settings: bounds from the schema itself, words, names of Dynamics, and figures from the measured table. */
import fs from 'node:fs';
import { accuracyOf } from '../../src/admin/accuracyWords';
import {
  boundsOf,
  fields,
  findFaults,
  kindOf,
  longestOf,
  makeDraft,
  readDraft,
  type Field,
} from '../../src/admin/draft';
import { findSettings, groups } from '../../src/admin/settingGroups';
import { settingWords } from '../../src/admin/settingWords';
import { isOf } from '../../src/contract/schema';
import { defaultSettings, SettingsSchema } from '../../src/contract/settings';
import { accuracy } from '../../src/correlation/accuracy';
import { layoutFaults } from '../../src/correlation/token';
import { prefixes } from '../../src/correlation/prefixes';
import { readSettingsFile } from '../../src/server/tracking/settingsFile';

const numbers = fields.filter((field) => kindOf(field) === 'number');
const texts = fields.filter((field) => kindOf(field) === 'text');
const found = (question: string): Field[] => findSettings(question).flatMap((group) => [...group.fields]);
/** So many digits that every base fits. */
const roomy = makeDraft({ ...defaultSettings, token: { prefix: 'CRM:', userDigits: 10, counterDigits: 9 } });

/** As form, file and interface see it: the contract's word, and the sentence beside the field. */
function accepts(field: Field, value: string): boolean {
  const draft = { ...roomy, [field]: value };
  const faults = findFaults(draft);
  if (faults[field] !== undefined) expect(faults[field]!.length).toBeGreaterThan(10);
  const settings = readDraft(draft);
  const sound = faults[field] === undefined;
  if (sound) expect(isOf(SettingsSchema, settings)).toBe(true);
  return sound;
}

describe('every number', () => {
  const rows = numbers.flatMap((field): [Field, string, boolean][] => {
    const { minimum, maximum } = boundsOf(field);
    const good = [minimum, minimum + 1, maximum - 1, maximum].map((n): [Field, string, boolean] => [
      field,
      String(n),
      true,
    ]);
    const bad = [
      String(minimum - 1),
      String(maximum + 1),
      '',
      ' ',
      '1e3',
      '0x10',
      '1.5',
      '٣',
      '３',
      'NaN',
      '9'.repeat(30),
    ];
    return [...good, ...bad.map((typed): [Field, string, boolean] => [field, typed, false])];
  });
  test.each(rows)('H1 %s = “%s”: %s', (field, typed, good) => {
    if (field === 'userDigits' && good && Number(typed) === 1) return expect(boundsOf(field).minimum).toBe(1);
    expect(accepts(field, typed)).toBe(good);
  });

  test.each(numbers)('H1 %s out of its bounds in a file is named, and nothing is taken', (field) => {
    const { minimum, maximum } = boundsOf(field);
    const name = field === 'userDigits' || field === 'counterDigits' ? 'token' : field;
    for (const wrong of [minimum - 1, maximum + 1, minimum + 0.5, String(minimum), null, [], {}]) {
      const value = name === 'token' ? { ...defaultSettings.token, [field]: wrong } : wrong;
      const read = () => readSettingsFile(JSON.stringify({ settings: { [name]: value } }), defaultSettings);
      expect(read).toThrow(new RegExp(field));
    }
  });
});

test.each(texts)('H1 %s takes as much as its schema says, and no more', (field) => {
  if (field === 'HashFilterKeywords') return expect(accepts(field, 'x'.repeat(longestOf(field) + 1))).toBe(false);
  expect(accepts(field, 'x'.repeat(longestOf(field)))).toBe(true);
  expect(accepts(field, 'x'.repeat(longestOf(field) + 1))).toBe(false);
  expect(accepts(field, '')).toBe(false);
});

describe('prefixes', () => {
  test('T1 none that any language writes before an answer or a forward', () => {
    for (const word of prefixes.keys())
      for (const written of [word, `${word}:`, `${word.toUpperCase()}：`])
        if (written.length <= 20) expect([written, accepts('prefix', written)]).toEqual([written, false]);
  });

  test.each([
    ['an emoji', '🎫#', true],
    ['Hebrew', 'פנייה:', true],
    ['Arabic', 'تذكرة:', true],
    ['a family of joined emoji', '👨‍👩‍👧‍👦:', true],
    ['a digit of Arabic', 'تذكرة٣', false],
    ['a line break', 'CRM\n:', false],
    ['a bell', 'CRM\u0007:', false],
    ['half an emoji', '\ud83c#', false],
    ['a turn of direction', '\u202eMRC:', false],
    ['nothing that can be seen', '\u200b\u200d', false],
    ['blanks', '   ', false],
  ])('T1 %s', (_what, prefix, good) => {
    expect(accepts('prefix', prefix)).toBe(good);
    expect(layoutFaults({ prefix, userDigits: 3, counterDigits: 3 }).length === 0).toBe(good);
  });
});

describe('hostile files', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">${[1, 2, 3, 4, 5, 6, 7, 8, 9]
    .map((n) => `<!ENTITY a${n} "&a${n === 1 ? '' : n - 1};&a${n === 1 ? '' : n - 1};">`)
    .join('')}]><OrgSettings><HashMaxCount>&a9;</HashMaxCount></OrgSettings>`;
  test.each([
    ['entities of entities', bomb],
    ['a file of the machine', '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><OrgSettings>&f;</OrgSettings>'],
    ['XML that breaks off', '<OrgSettings><HashMaxCount>5'],
    ['neither', 'PK\u0003\u0004'],
    ['a list', '[]'],
    ['an unknown name', '{"settings":{"useMagic":true}}'],
    ['a prototype', '{"settings":{"__proto__":{"useTokens":false},"constructor":1}}'],
    ['a thousand levels', `{"settings":{"token":${'['.repeat(1000)}${']'.repeat(1000)}}}`],
  ])('H1 %s is refused as bad input, in a moment', (_what, text) => {
    expect(() => readSettingsFile(text, defaultSettings)).toThrow(expect.objectContaining({ code: 'badInput' }));
  });
});

describe('the search', () => {
  test.each<[string, Field]>([
    ['MaximumSubjectLengthOnMailServer', 'subjectLength'],
    ['maximumsubjectlength', 'subjectLength'],
    ['DoNotCorrelateForwardedEmailsAsReplies', 'forwards'],
    ['TrackCategorizedItems', 'useCategories'],
    ['trackingprefix', 'prefix'],
    ['Number of digits for personal numbers', 'userDigits'],
    ['Allow auto-tracking on outgoing email', 'autoTrack'],
    ['closed records', 'closedRecords'],
    ['SSSForceFilteringMethodForUserMailboxes', 'incoming'],
  ])('O4 “%s” finds %s', (question, field) => {
    expect(found(question)).toContain(field);
  });

  test('O4 finds nothing for what is not there, and each setting by its own name', () => {
    expect(found('flux capacitor')).toEqual([]);
    for (const field of fields) expect(found(settingWords[field].name)).toContain(field);
  });

  test('O4 every setting has a place, and only one', () => {
    expect(groups.flatMap((group) => group.fields).toSorted()).toEqual(fields.toSorted());
    expect(fields.toSorted()).toEqual(
      Object.keys({ ...SettingsSchema.properties, ...SettingsSchema.properties.token.properties })
        .filter((name) => name !== 'token')
        .toSorted(),
    );
  });
});

describe('accuracy', () => {
  const table = fs.readFileSync('test/benches/CORRELATION.md', 'utf8');
  const rows = (title: string) =>
    (table.split(`\n## ${title}\n`)[1] ?? '')
      .split('\n## ')[0]!
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()));
  const sum = (title: string, who: string) => {
    const mine = rows(title).filter((cells) => cells[2] === who);
    const [links, bad] = [8, 9].map((at) => mine.reduce((all, cells) => all + Number(cells[at]), 0));
    return { right: links! - bad!, of: links };
  };

  test('C1 what the page says of each way is what the table of measurements says', () => {
    expect(sum('full / all', 'Threadmark')).toEqual(accuracy.headers);
    expect(sum('stripped / all', 'Threadmark')).toEqual(accuracy.smartAutomatic);
    expect(sum('stripped / all', 'Threadmark, suggestions too')).toEqual(accuracy.smartSuggested);
    expect(sum('stripped, Dynamics / all', 'Threadmark')).toEqual(accuracy.dynamics);
    const tokens = rows('Tokens').filter((cells) => Number(cells[2]) > 0);
    const [none, ...carried] = tokens.toReversed();
    const add = (at: number) => carried.reduce((all, cells) => all + Number(cells[at]), 0);
    expect({ right: add(3) - add(5), of: add(2) }).toEqual(accuracy.tokens);
    expect({ right: Number(none![3]), of: Number(none![2]) }).toEqual(accuracy.tokensByChance);
    expect(
      new Set(
        rows('full / all')
          .map((cells) => cells[1])
          .filter((name) => /^\w+-\w+/.test(name ?? '')),
      ).size,
    ).toBe(accuracy.archives);
    expect(fs.readFileSync('src/correlation/calibration.ts', 'utf8')).toContain(accuracy.mails.toLocaleString('en'));
  });

  test('C1 each way of finding a record has its sentence, and those that were measured a figure', () => {
    for (const field of ['useCorrelation', 'useTokens', 'smartMatching', 'smartRule'] as const)
      expect(accuracyOf[field]).toMatch(/\d,\d{3} of \d+,\d{3}|\d,\d{3} of \d,\d{3}/);
    expect(accuracyOf.useFolders).toMatch(/^Certain/);
  });
});
