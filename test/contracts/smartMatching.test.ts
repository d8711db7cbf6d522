/** Smart matching over the database: what an administrator sets reaches pane and server, and both stores mean the same. */
import type { Settings } from '../../src/contract/settings';
import { correlate } from '../../src/correlation/correlate';
import { decide } from '../../src/correlation/decide';
import { extractKeys } from '../../src/correlation/keys';
import type { Mail } from '../../src/correlation/mail';
import { smartRules } from '../../src/correlation/strategies/smartRules';
import { policyOf } from '../../src/taskpane/verdict';
import { write } from '../correlation/archive';
import { implementations } from '../tools/database';
import { DatabaseDesk } from './desks';
import { body, expectProblem, furnish, type House, type WireKeys } from './samples';

const nothing = { body: undefined, params: undefined };

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  beforeAll(async () => (house = await furnish(await implementation.fresh())));
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  const settingsAre = async (change: Partial<Settings>) => {
    const { version, settings } = await house.acts.settings(house.alice, nothing);
    const wanted = { ...settings, ...change };
    return house.acts.saveSettings(house.alice, body({ version, reason: 'for this test', settings: wanted }));
  };

  /** As the pane does it. */
  const ask = async (mail: Mail) => {
    const keys = JSON.parse(JSON.stringify(extractKeys(mail))) as WireKeys;
    const { settings, candidates } = await house.acts.lookup(house.alice, body({ keys, settingsVersion: null }));
    if (!settings) throw new Error('The settings are missing.');
    const policy = { ...policyOf(settings), smart: smartRules[settings.settings.smartRule] };
    return decide(correlate(keys, candidates, policy), keys, policy).do;
  };

  describe('by the rule of Dynamics', () => {
    const compare = { smartMatching: 'automatic', smartRule: 'dynamics' } as const;
    const offer = write({ subject: 'Printer Uppsala', headers: 'Message-ID: <printer@contoso.example>' });
    const swapped = (subject: string) => write({ subject, headers: 'Message-ID: <swapped@contoso.example>' });

    test('C5 mail that was tracked before is found by the same words in another order, at once', async () => {
      await settingsAre({ smartMatching: 'automatic' });
      await new DatabaseDesk(house).track(offer);
      expect(await ask(swapped('RE: Uppsala printer'))).toBe('skip');
      await settingsAre(compare);
      expect(await ask(swapped('RE: Uppsala printer'))).toBe('track');
      expect(await ask(swapped('RE: Uppsala printer today'))).toBe('skip');
    });

    test('C5 each knob is obeyed: words that may differ, words that count, words left out, people', async () => {
      await settingsAre({ ...compare, HashDeltaSubjectCount: 1 });
      expect(await ask(swapped('RE: Uppsala printer today'))).toBe('track');
      await settingsAre({ ...compare, HashDeltaSubjectCount: 0, HashFilterKeywords: 'today|tomorrow' });
      expect(await ask(swapped('RE: Uppsala printer today'))).toBe('track');
      await settingsAre({ ...compare, HashFilterKeywords: '', HashMaxCount: 2 });
      expect(await ask(swapped('RE: Uppsala printer today'))).toBe('track');
      await settingsAre({ ...compare, HashMaxCount: 20, HashMinAddressCount: 3 });
      expect(await ask(swapped('RE: Uppsala printer'))).toBe('skip');
    });

    test('C5 mail that is tracked from now on is found too, and our own rule takes no part', async () => {
      await settingsAre({ ...compare, HashMinAddressCount: 2 });
      const general = write({ subject: 'Hello', headers: 'Message-ID: <hello@contoso.example>' });
      await new DatabaseDesk(house).track(general);
      expect(await ask(swapped('Hello'))).toBe('track');
      await settingsAre({ smartRule: 'threadmark' });
      expect(await ask(swapped('Hello'))).toBe('skip');
    });

    test.each(['(?=look)ahead', String.raw`(a)\1`, '(((a{900}){1,900}))'])(
      'H1 %s is refused on saving: the Problem names the field and says what to do, and nothing is changed',
      async (HashFilterKeywords) => {
        const before = await house.acts.settings(house.alice, nothing);
        const { message } = await expectProblem(settingsAre({ HashFilterKeywords }), 'badInput');
        expect(message).toMatch(/HashFilterKeywords \(left out of the subject\).*syntax of RE2/);
        expect(await house.acts.settings(house.alice, nothing)).toEqual(before);
      },
    );
  });
});
