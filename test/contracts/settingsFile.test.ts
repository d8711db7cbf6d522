/** Settings as a history and as a file, over every database. */
import type { Settings } from '../../src/contract/settings';
import { makeActs } from '../../src/server/tracking/makeActs';
import type { Acts } from '../../src/server/tracking/acts';
import { implementations } from '../tools/database';
import { body, expectProblem, furnish, NOW, type House } from './samples';

const nothing = { body: undefined, params: undefined };

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  let acts: Acts;
  beforeAll(async () => {
    house = await furnish(await implementation.fresh());
    acts = makeActs(house.db.store, () => NOW);
  });
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  const change = async (part: Partial<Settings>, reason: string) => {
    const { version, settings } = await acts.settings(house.alice, nothing);
    return acts.saveSettings(house.alice, body({ version, reason, settings: { ...settings, ...part } }));
  };
  const read = (text: string) => acts.importSettings(house.alice, body({ text }));
  const old = (version: number) =>
    acts.oldSettings(house.alice, { body: undefined, params: { version: String(version) } });

  test('L1 the history tells who changed what and why, newest first, and each version can be read again', async () => {
    const { version } = await change({ subjectLength: 300 }, 'Longer subjects');
    await change({ useTokens: false, activeDays: 90 }, 'No tokens');
    const { versions } = await acts.settingsVersions(house.alice, nothing);
    expect(versions.slice(0, 2)).toMatchObject([
      { version: version + 1, reason: 'No tokens', changed: ['useTokens', 'activeDays'] },
      { version, reason: 'Longer subjects', changed: ['subjectLength'] },
    ]);
    expect(versions[0]?.changedBy).toBe(house.alice.name);
    expect((await old(version)).settings).toMatchObject({ subjectLength: 300, useTokens: true });
    expect((await old(0)).settings.subjectLength).toBe(255);
    await expectProblem(old(4711), 'notFound');
  });

  test('L1 an old version is restored by saving it again, and the history keeps both', async () => {
    const first = await change({ categoryName: 'One' }, 'One');
    await change({ categoryName: 'Two' }, 'Two');
    const { settings } = await old(first.version);
    const restored = await change(settings, `Version ${first.version} again`);
    expect(restored.settings).toEqual(first.settings);
    expect(restored.version).toBe(first.version + 2);
  });

  test('L1 a file of ours says what it would change, and saves nothing', async () => {
    const before = await acts.settings(house.alice, nothing);
    const reply = await read(
      JSON.stringify({ settings: { subjectLength: 280, useCorrelation: before.settings.useCorrelation } }),
    );
    expect(reply.taken).toEqual([
      { name: 'subjectLength', value: '280', settings: ['subjectLength'] },
      { name: 'useCorrelation', value: 'true', settings: [] },
    ]);
    expect(reply.settings).toEqual({ ...before.settings, subjectLength: 280 });
    expect(await acts.settings(house.alice, nothing)).toEqual(before);
  });

  test.each([
    ['a length out of bounds', { subjectLength: 401 }, 'subjectLength'],
    ['a setting that does not exist', { colour: 'red' }, 'colour is not known here'],
    ['a word where a number belongs', { activeDays: 'many' }, 'activeDays'],
  ])('L1 a file of ours with %s is refused, naming the field', async (_, settings, field) => {
    await expect(read(JSON.stringify({ settings }))).rejects.toMatchObject({
      code: 'badInput',
      detail: expect.stringContaining(field) as string,
    });
  });

  test('L1 the columns of Dynamics’ organisation table mean what they mean there', async () => {
    const row = {
      '@odata.etag': 'W/"1"',
      trackingprefix: 'NWT:;CRM:',
      trackingtokenidbase: 5000,
      trackingtokeniddigits: 4,
      maximumtrackingnumber: 99999,
      emailcorrelationenabled: true,
      enablesmartmatching: true,
      hashmaxcount: 2147483647,
      hashminaddresscount: 3,
      ignoreinternalemail: true,
      maxfolderbasedtrackingmappings: 25,
      orgdborgsettings:
        '<OrgSettings><MaximumSubjectLengthOnMailServer>320</MaximumSubjectLengthOnMailServer><DoNotCorrelateForwardedEmailsAsReplies>true</DoNotCorrelateForwardedEmailsAsReplies><SendEmailSynchronously>0</SendEmailSynchronously></OrgSettings>',
    };
    const { settings, left } = await read(JSON.stringify({ value: [row] }));
    expect(settings).toMatchObject({
      token: { prefix: 'NWT:', userDigits: 4, counterDigits: 5 },
      tokenBase: 5000,
      smartMatching: 'automatic',
      HashMinAddressCount: 3,
      internalAsTwo: false,
      subjectLength: 320,
      forwards: 'ask',
    });
    expect(left.map(({ name }) => name).sort()).toEqual([
      'SendEmailSynchronously',
      'hashmaxcount',
      'maxfolderbasedtrackingmappings',
    ]);
    expect(left.every(({ why }) => /^[A-Z].*\.$/.test(why))).toBe(true);
  });

  test('L1 the XML alone is read as well, and a value that cannot be used is listed', async () => {
    const { taken, left } = await read(
      '<?xml version="1.0"?><OrgSettings><MaximumSubjectLengthOnMailServer>9000</MaximumSubjectLengthOnMailServer><DisableSmartMatching>true</DisableSmartMatching></OrgSettings>',
    );
    expect(taken.map(({ name }) => name)).toEqual(['DisableSmartMatching']);
    expect(left).toMatchObject([{ name: 'MaximumSubjectLengthOnMailServer', value: '9000' }]);
  });

  test.each([
    [
      'a bomb of entities',
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><OrgSettings>&b;</OrgSettings>',
      'document type',
    ],
    ['XML that breaks off', '<OrgSettings><A>1', 'damaged'],
    ['neither JSON nor XML', 'subjectLength=300', 'neither'],
    ['a list without a row', '{"value":[]}', 'no settings'],
  ])('L1 %s is refused in a sentence', async (_, text, word) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'badInput',
      detail: expect.stringContaining(word) as string,
    });
  });

  test('L1 who may not change settings reads neither their history nor a file', async () => {
    await expectProblem(acts.settingsVersions(house.bob, nothing), 'notAllowed');
    await expectProblem(acts.importSettings(house.bob, body({ text: '<OrgSettings/>' })), 'notAllowed');
    await expectProblem(acts.oldSettings(house.bob, { body: undefined, params: { version: '0' } }), 'notAllowed');
  });
});
