import { makeCalls } from '../../src/outlook/calls';
import { removeCategory, setCategory } from '../../src/outlook/categories';
import { openItem, type ReadItem } from '../../src/outlook/openItem';
import { install, makeClock, makeFakeOutlook, type Deed, type FakeSettings } from './fakeOutlook';

const category = { name: 'Tracked to CRM', color: 'Preset4' };

function setUp(settings: FakeSettings = {}, deeds: Record<string, Deed> = {}) {
  const fake = install(makeFakeOutlook(settings));
  for (const [name, deed] of Object.entries(deeds)) fake.deeds.set(name, deed);
  fake.select({ itemType: 'message', itemId: 'a', subject: '' });
  return { fake, calls: makeCalls(makeClock()), item: (openItem() as { item: ReadItem }).item };
}

test('O2 a missing category is made in the master list, then set; a known one is only set', async () => {
  const { fake, calls, item } = setUp();
  expect(await setCategory(item, category, calls)).toEqual({ do: 'set' });
  expect(fake.masterList).toEqual([{ displayName: 'Tracked to CRM', color: 'Preset4' }]);
  expect(await setCategory(item, { ...category, name: 'Tracked to CRM' }, calls)).toEqual({ do: 'set' });
  expect(fake.calls.filter((name) => name.startsWith('master.add'))).toHaveLength(1);
  expect(fake.categories.get('a')).toEqual(['Tracked to CRM']);
  expect(await removeCategory(item, category.name, calls)).toEqual({ do: 'removed' });
  expect(fake.categories.get('a')).toEqual([]);
});

describe('O2 what a client cannot do comes back in words, never as an error', () => {
  test.each<[string, FakeSettings, Record<string, Deed>, string]>([
    ['no categories before Mailbox 1.8', { mailbox: '1.7' }, {}, 'This Outlook does not let add-ins set categories.'],
    [
      'master list refused',
      {},
      { 'master.get': { code: 9017 }, 'master.add': { code: 9017, message: 'No.' } },
      'Refused: No. (9017)',
    ],
    [
      'master list throws',
      {},
      { 'master.get': 'throw', 'master.add': 'throw' },
      'master.add(Tracked to CRM) has insufficient permissions',
    ],
    [
      'item refuses',
      {},
      { 'categories.add': { code: 5000, message: 'Not supported.' } },
      'Refused: Not supported. (5000)',
    ],
  ])('%s', async (_what, settings, deeds, why) => {
    const { calls, item } = setUp(settings, deeds);
    expect(await setCategory(item, category, calls)).toEqual({ do: 'notPossible', why });
  });
});

test('O2 somebody else making the category at the same moment is no failure', async () => {
  const { fake, calls, item } = setUp({}, { 'master.add': { code: 9045 } });
  fake.deeds.set('master.get', { value: [] });
  fake.masterList.push({ displayName: 'Tracked to CRM', color: 'Preset1' });
  expect(await setCategory(item, category, calls)).toEqual({ do: 'set' });
});

test('O2 a client that gives null for an empty list, or a category that is gone already, is understood', async () => {
  const { calls, item } = setUp({}, { 'master.get': { value: null }, 'categories.remove': { code: 9044 } });
  expect(await setCategory(item, category, calls)).toEqual({ do: 'set' });
  expect(await removeCategory(item, category.name, calls)).toEqual({ do: 'removed' });
});
