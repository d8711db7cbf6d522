/** Acts on behalf of a person name them to the database; the few that work as the program itself stand here by name. */
import fs from 'node:fs';
import path from 'node:path';

const folder = path.join(__dirname, '../../../src/server/tracking');

/** A transaction opened for the organisation alone: it sees what no single person may. */
const AS_PROGRAM = /store\s*\.(?:look|change)\((?:\w+\.)?orgId\b/;

/** What these read is settings, numbers, people, counts, or mail that their own rules guard. */
const PROGRAM = [
  ...[
    'cleanMail',
    'kinThreads',
    'lease',
    'lookup',
    'me',
    'mintToken',
    'nextTokens',
    'numberSpaces',
    'overview',
    'people',
  ],
  ...['preferences', 'privacy', 'retention', 'runTrial', 'seenMail', 'settings', 'settingsFile', 'trial'],
  ...['trialReading', 'visibility', 'audit', 'keeping', 'exportPerson'],
];

const sourceOf = (name: string) => fs.readFileSync(path.join(folder, `${name}.ts`), 'utf8');
const names = fs.readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));

test('V1 no act opens a transaction as the program that is not known to do so', () => {
  expect(names.filter((name) => AS_PROGRAM.test(sourceOf(name)) && !PROGRAM.includes(name))).toEqual([]);
});

test.each([
  'track',
  'trackSent',
  'leaveSent',
  'meet',
  'untrack',
  'regard',
  'setPrivate',
  'createRecord',
  'viewRecord',
  'handOver',
])('V1 %s asks as the person it works for', (name) => {
  expect(sourceOf(name)).toMatch(/store\s*\.(?:look|change)\(asker,/);
  expect(sourceOf(name)).not.toMatch(AS_PROGRAM);
});

test('V1 a lookup reads settings as the program, and mail and records as its asker', () => {
  const asked = sourceOf('lookup').match(/store\s*\.look\([^;]*/g) ?? [];
  expect(asked.filter((each) => AS_PROGRAM.test(each)).every((each) => each.includes('readSettings'))).toBe(true);
  expect(asked.filter((each) => /look\(asker,/.test(each)).length).toBeGreaterThanOrEqual(2);
});
