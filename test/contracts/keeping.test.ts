/** Nobody deletes mail by a number in the settings without having been told how much of it goes. */
import type { SettingsReply } from '../../src/contract/settings';
import { readSettingsCommand } from '../../src/server/settingsCommands';
import { makeActs } from '../../src/server/tracking/makeActs';
import { removeWhatIsOld } from '../../src/server/tracking/retention';
import { implementations } from '../tools/database';
import { body, expectProblem, furnish, keysOf, refOf, trackOf, type House } from './samples';

const DAY = 86_400_000;

describe.each(implementations())('Keeping mail for less time on $name', (implementation) => {
  let house: House;
  const now = new Date();
  const at = (moment: Date) => makeActs(house.db.store, () => moment);
  const nothing = { body: undefined, params: undefined };

  beforeAll(async () => {
    house = await furnish(await implementation.fresh());
    for (const days of [5, 40, 400]) {
      const moment = new Date(now.getTime() - days * DAY);
      const letter = trackOf({ keys: keysOf({ topic: `old ${days}` }), regarding: refOf(house.anna) });
      await at(moment).track(house.alice, body(letter));
    }
  });
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  const present = () => at(now).settings(house.alice, nothing);
  async function save(change: object, going?: { mails: number; texts: number }, who = house.alice) {
    const { version, settings } = await present();
    const asked = { version, reason: 'as agreed', settings: { ...settings, ...change } };
    return at(now).saveSettings(who, body(going ? { ...asked, going } : asked));
  }
  async function refused(change: object, going?: { mails: number; texts: number }, who = house.alice) {
    const before: SettingsReply = await present();
    const { detail } = await expectProblem(save(change, going, who), 'badInput');
    expect(await present()).toEqual(before);
    return detail;
  }

  test('D3 it is counted before: whole mails, and the texts of those that stay', async () => {
    const count = (keepBodiesDays: number, keepMailDays: number) =>
      at(now).keeping(house.alice, body({ keepBodiesDays, keepMailDays }));
    expect(await count(0, 0)).toEqual({ mails: 0, texts: 0 });
    expect(await count(30, 365)).toEqual({ mails: 1, texts: 1 });
    expect(await count(1, 0)).toEqual({ mails: 0, texts: 3 });
    expect(await count(1, 1)).toEqual({ mails: 3, texts: 0 });
    expect(await at(now).keeping(house.mallory, body({ keepBodiesDays: 1, keepMailDays: 1 }))).toEqual({
      ...{ mails: 0, texts: 0 },
    });
    for (const role of ['user', 'auditor'] as const)
      await expectProblem(
        at(now).keeping({ ...house.bob, role }, body({ keepBodiesDays: 1, keepMailDays: 1 })),
        'notAllowed',
      );
  });

  test('D3 nobody saves days by which mail goes without having said that this is meant, a customizer neither', async () => {
    const customizer = { ...house.bob, role: 'customizer' as const };
    expect(await refused({ keepMailDays: 10 }, undefined, customizer)).toMatch(
      /^settings.keepMailDays: 2 mails would be deleted within a day/,
    );
    expect(await refused({ keepMailDays: 10 }, { mails: 1, texts: 0 })).toMatch(/2 mails/);
    expect(await refused({ keepBodiesDays: 30, keepMailDays: 365 }, { mails: 1, texts: 0 })).toMatch(
      /^settings.keepMailDays: 1 mail and 1 text of a mail would/,
    );
    expect(await refused({ keepBodiesDays: 30 })).toMatch(/^settings.keepBodiesDays: 2 texts of mails would/);
  });

  test('D3 by which nothing goes, or what is kept longer, is saved as ever; what was meant goes, and no more', async () => {
    await save({ keepMailDays: 900 });
    await save({ keepMailDays: 1000, keepBodiesDays: 900 });
    await save({ keepMailDays: 365 }, { mails: 1, texts: 0 });
    const clean = () => removeWhatIsOld({ store: house.db.store, clock: () => now }, house.alice.orgId);
    expect(await clean()).toMatchObject({ mails: 1, bodies: 0 });
    await save({ useTokens: false });
  });

  test('D3 the command line asks as well, and is told what would go', async () => {
    const words = ['--organisation', 'Northwind Traders', '--as', house.alice.address, '--reason', 'shorter'];
    const set = (...more: string[]) =>
      readSettingsCommand(['set', 'keepMailDays=10', ...words, ...more])(house.db.store);
    expect((await expectProblem(set(), 'badInput')).detail).toMatch(/1 mail would be deleted within a day.*--deletes/);
    expect((await expectProblem(set('--deletes', '0'), 'badInput')).detail).toMatch(/1 mail would/);
    expect(await set('--deletes', '1')).toMatch(/^Saved as version/);
    expect(() => readSettingsCommand(['set', 'keepMailDays=10', ...words, '--deletes', 'all'])).toThrow(/--deletes/);
  });
});
