import { makeCalls } from '../../src/outlook/calls';
import { watchItem } from '../../src/outlook/watchItem';
import { install, makeClock, makeFakeOutlook, type FakeItem, type FakeSettings } from './fakeOutlook';

const item = (itemId: string | undefined): FakeItem => ({ itemType: 'message', itemId, subject: itemId ?? 'none' });

async function setUp(first: FakeItem | null, settings: FakeSettings = {}) {
  const fake = install(makeFakeOutlook(settings));
  const told: string[] = [];
  const soon: (() => void)[] = [];
  const seen: { run: () => void } = { run: () => {} };
  fake.select(first);
  const stop = watchItem({
    calls: makeCalls(makeClock()),
    soon: (run) => {
      soon.push(run);
      return () => void soon.splice(soon.indexOf(run), 1);
    },
    whenVisible: (run) => {
      seen.run = run;
      return () => (seen.run = () => {});
    },
    changed: (open, again) => told.push(`${open.is === 'read' ? open.item.itemId : open.is}${again ? ' again' : ''}`),
  });
  await fake.settle();
  const flush = () => soon.splice(0).forEach((run) => run());
  return { fake, told, soon, seen, stop, flush };
}

test('O2 the first item is told at once, each later one after ItemChanged', async () => {
  const { fake, told, flush } = await setUp(item('a'));
  expect(told).toEqual(['a']);
  fake.select(item('b'));
  flush();
  fake.select(null);
  flush();
  expect(told).toEqual(['a', 'b', 'none']);
});

test('O2 a burst of ItemChanged is one change, to the item that is open at its end', async () => {
  const { fake, told, soon, flush } = await setUp(item('a'));
  for (const id of ['b', 'c', 'd']) fake.select(item(id));
  expect(soon).toHaveLength(1);
  flush();
  expect(told).toEqual(['a', 'd']);
});

test('O2 the same item announced once more says so; two items without id are never taken for one', async () => {
  const { fake, told, flush } = await setUp(item('a'));
  fake.select(item('a'));
  flush();
  fake.select(item(undefined));
  flush();
  fake.select(item(undefined));
  flush();
  expect(told).toEqual(['a', 'a again', 'undefined', 'undefined']);
});

test('O2 coming back into view finds an item whose ItemChanged was lost, and stays silent about the same one', async () => {
  const { fake, told, seen } = await setUp(item('a'));
  seen.run();
  fake.select(item('b'), false);
  seen.run();
  seen.run();
  expect(told).toEqual(['a', 'b']);
});

test('O2 a client without ItemChanged is watched on sight all the same; stopping stops', async () => {
  const fake = install(makeFakeOutlook());
  fake.deeds.set('mailbox.addHandler', 'throw');
  const { told } = await setUp(null);
  expect(told).toEqual(['none']);
  const other = await setUp(item('a'));
  other.fake.select(item('b'));
  other.stop();
  other.flush();
  expect(other.told).toEqual(['a']);
});
