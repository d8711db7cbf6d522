/** `threadmark settings` on every database: the same rules, history and audit as from the page. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UsageProblem } from '../../src/server/environment';
import { readSettingsCommand } from '../../src/server/settingsCommands';
import { createOrganisation, createUser } from '../../src/server/store/seeding';
import { implementations, type Database } from '../tools/database';

const NAME = 'Adventure Works';
const eve = 'eve@adventure.example';

describe.each(implementations())('$name', (implementation) => {
  let db: Database;
  beforeAll(async () => {
    db = await implementation.fresh();
    const orgId = await createOrganisation(db.store, { name: NAME, domains: ['adventure.example'] });
    await createUser(db.store, orgId, { address: eve, name: 'Eve', role: 'administrator' });
    await createUser(db.store, orgId, { address: 'ben@adventure.example', name: 'Ben', role: 'user' });
  });
  afterAll(async () => {
    await db.drop();
    await implementation.end();
  });

  const settings = (...words: string[]) => readSettingsCommand([...words, '--organisation', NAME])(db.store);
  const by = (...words: string[]) => settings(...words, '--as', eve, '--reason', 'as agreed');

  test('L1 what is set can be got, one by one and all together', async () => {
    expect(await settings('get', 'categoryName')).toBe('Tracked to CRM');
    expect(await by('set', 'subjectLength=300', 'token.prefix=NWT:', 'smartMatching=suggest')).toBe(
      'Saved as version 1.',
    );
    expect(await settings('get', 'token.prefix')).toBe('NWT:');
    expect((await settings('get')).split('\n')).toEqual(
      expect.arrayContaining(['subjectLength=300', 'smartMatching=suggest', 'token.counterDigits=3', 'useTokens=true']),
    );
  });

  test('L1 what is exported can be imported again, and a file of Dynamics as well', async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'settings-')), 'file');
    const before = await settings('export');
    fs.writeFileSync(
      file,
      '<OrgSettings><MaximumSubjectLengthOnMailServer>400</MaximumSubjectLengthOnMailServer><Colour>red</Colour></OrgSettings>',
    );
    expect(await by('import', file)).toMatch(/^Saved as version \d+\.\nLeft out Colour=red: Nothing here/);
    expect(await settings('get', 'subjectLength')).toBe('400');
    fs.writeFileSync(file, before);
    await by('import', file);
    const without = (text: string) => (JSON.parse(text) as { settings: object }).settings;
    expect(without(await settings('export'))).toEqual(without(before));
  });

  test.each([
    ['a value out of bounds', ['set', 'subjectLength=12', '--as', eve, '--reason', 'x'], 'badInput'],
    ['a setting that does not exist', ['set', 'colour=red', '--as', eve, '--reason', 'x'], 'badInput'],
    ['a prefix that means reply', ['set', 'token.prefix=Re:', '--as', eve, '--reason', 'x'], 'badInput'],
    ['an unknown name', ['get', 'colour'], 'badInput'],
    [
      'somebody who may not',
      ['set', 'subjectLength=300', '--as', 'ben@adventure.example', '--reason', 'x'],
      'notAllowed',
    ],
    ['somebody unknown', ['set', 'subjectLength=300', '--as', 'zoe@adventure.example', '--reason', 'x'], 'notFound'],
  ])('L1 %s is refused, and the settings stay', async (_, words, code) => {
    const before = await settings('export');
    await expect(settings(...words)).rejects.toMatchObject({ code });
    expect(await settings('export')).toBe(before);
  });

  test('L1 an unknown organisation is said to be unknown', async () => {
    await expect(readSettingsCommand(['get', '--organisation', 'Nobody'])(db.store)).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});

test.each([
  [[]],
  [['get']],
  [['set', 'a=1', '--organisation', NAME]],
  [['set', 'a=1', '--organisation', NAME, '--as', eve]],
  [['set', 'a', '--organisation', NAME, '--as', eve, '--reason', 'x']],
  [['import', '--organisation', NAME]],
  [['get', '--colour', 'red', '--organisation', NAME]],
])('L1 %j is not understood before any database is opened', (words) => {
  expect(() => readSettingsCommand(words)).toThrow(UsageProblem);
});
