import { misfit } from '../../src/client/fits';
import { endpoints } from '../../src/contract/endpoints';
import { defaultSettings } from '../../src/contract/settings';

const person = { address: 'anna@contoso.example', user: null, records: [] };
const good = { own: null, candidates: [], people: [person], settingsVersion: 1 };
const settings = {
  version: 1,
  settings: defaultSettings,
  tokenLayouts: [defaultSettings.token],
  users: [],
  ownDomains: [],
  changedBy: null,
  reason: null,
};

describe('H1 a reply is checked just as far as it must be safe', () => {
  test.each<[string, unknown, string | null]>([
    ['as agreed', good, null],
    ['with settings', { ...good, settings }, null],
    ['a field of a newer server passes', { ...good, weather: 'mild', people: [{ ...person, mood: 'good' }] }, null],
    ['a missing field', { ...good, people: undefined }, 'people'],
    ['a wrong kind deep inside', { ...good, people: [person, { ...person, records: 'none' }] }, 'people.1.records'],
    [
      'an unknown word',
      {
        ...good,
        people: [{ ...person, records: [{ type: 'dog', id: '', name: '', detail: '', state: 'open', email: null }] }],
      },
      'people.0.records.0.type',
    ],
    ['a whole number that is not', { ...good, settingsVersion: 1.5 }, 'settingsVersion'],
    ['a wrong branch', { ...good, own: 7 }, 'own'],
    ['an inherited field is no field', Object.create(good) as unknown, 'own'],
    ['an array', [], 'the reply'],
  ])('%s', (_what, value, wrong) => expect(misfit(endpoints.lookup.reply, value)).toBe(wrong));
});
