import { saidPrivate, writeStamp, type Stamp } from '../../src/contract/stamp';
import { makeCalls } from '../../src/outlook/calls';
import { carriersOf } from '../../src/outlook/carriers';
import { openItem, type ComposeItem, type ReadItem } from '../../src/outlook/openItem';
import { readSentStamp } from '../../src/outlook/sentStamp';
import { holdStamp } from '../../src/outlook/stamp';
import { install, makeClock, makeFakeOutlook } from './fakeOutlook';

const stamp: Stamp = {
  mark: '0b8f1c5e-7d3a-4a55-9c11-2f6f6a0f5d10',
  by: 'hand',
  track: true,
  regarding: { type: 'contact', id: '0b8f1c5e-7d3a-4a55-9c11-2f6f6a0f5d11', name: 'Anna Kowalska' },
  token: 'CRM:1001001',
};

function setUp(more: object = {}) {
  const fake = install(makeFakeOutlook());
  const draft = fake.compose([], 'message', more);
  const asking = { calls: makeCalls(makeClock()) };
  return { fake, draft, asking, item: (openItem() as { item: ComposeItem }).item };
}

test('T5 a stamp lies in the header, in the property and in the session data, and is read back', async () => {
  const { fake, draft, asking, item } = setUp();
  const held = await holdStamp(item, asking);
  expect(held.stamp).toBeNull();
  expect(await held.write(stamp)).toEqual({ header: true, property: true });
  expect([...draft.headers]).toEqual([['x-threadmark', stamp.mark]]);
  expect(fake.properties.get('draft')).toBe(writeStamp(stamp));
  expect((await holdStamp(item, asking)).stamp).toEqual(stamp);
  draft.session.clear();
  expect((await holdStamp(item, asking)).stamp).toEqual(stamp);
  expect(fake.mostAtOnce).toBeLessThanOrEqual(3);
});

test('T5 a mail that is left alone carries no header to others, only the note to its sender', async () => {
  const { fake, draft, asking, item } = setUp();
  const held = await holdStamp(item, asking);
  await held.write(stamp);
  await held.write({ ...stamp, track: false });
  expect([draft.headers.size, fake.properties.get('draft')]).toEqual([0, writeStamp({ ...stamp, track: false })]);
});

test('T5 taking the stamp off leaves nothing behind', async () => {
  const { fake, draft, asking, item } = setUp();
  const held = await holdStamp(item, asking);
  await held.write(stamp);
  await held.write(null);
  expect([draft.headers.size, draft.session.size, fake.properties.get('draft')]).toEqual([0, 0, undefined]);
  expect((await holdStamp(item, asking)).stamp).toBeNull();
});

test.each([
  ['headers.set', { header: false, property: true }],
  ['properties.save', { header: true, property: false }],
  ['properties.load', { header: true, property: false }],
  ['session.set', { header: true, property: true }],
])('T5 a client that refuses %s loses no other carrier', async (name, took) => {
  const { fake, draft, asking, item } = setUp();
  fake.deeds.set(name, { code: 9020 });
  const held = await holdStamp(item, asking);
  expect(await held.write(stamp)).toEqual(took);
  expect(draft.headers.size + draft.session.size).toBeGreaterThan(0);
});

test.each(['headers.set', 'properties.save', 'session.set'])('T5 a client in which %s throws goes on', async (name) => {
  const { fake, asking, item } = setUp();
  fake.deeds.set(name, 'throw');
  await expect((await holdStamp(item, asking)).write(stamp)).resolves.toBeDefined();
});

test('T5 a client without headers and session data writes the property alone', async () => {
  const { fake, asking, item } = setUp({ internetHeaders: undefined, sessionData: undefined });
  expect(carriersOf(item)).toEqual({ subject: true, header: false, property: true });
  expect(await (await holdStamp(item, asking)).write(stamp)).toEqual({ header: false, property: true });
  expect(fake.properties.get('draft')).toBe(writeStamp(stamp));
});

test.each(['iOS', 'Android'])('T5 on %s nobody writes the subject', (platform) => {
  const { fake, item } = setUp();
  (fake.office as { context: object }).context = { ...(fake.office.context as object), platform };
  expect(carriersOf(item)).toEqual({ subject: false, header: true, property: true });
});

test.each<[unknown, boolean | null]>([
  [true, true],
  [false, false],
  [undefined, null],
  [null, null],
  [0, null],
  ['', null],
])('T5 who shall read a mail, noted as %j, is read as %j', async (noted, said) => {
  const { fake, asking, item } = setUp();
  fake.properties.set('draft', JSON.stringify({ v: 1, ...stamp, private: noted }));
  expect(saidPrivate((await holdStamp(item, asking)).stamp)).toBe(said);
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a number', 7],
  ['no JSON', '{"v":1'],
  ['an array', '[]'],
  ['null', 'null'],
  ['ten million letters', 'x'.repeat(10_000_000)],
  ['another version', JSON.stringify({ ...stamp, v: 2 })],
  ['a mark that is none', writeStamp({ ...stamp, mark: '<img src=x>' })],
  [
    'a record type of its own',
    JSON.stringify({ v: 1, ...stamp, regarding: { ...stamp.regarding, type: '__proto__' } }),
  ],
  ['a token as long as a novel', writeStamp({ ...stamp, token: 'CRM:'.repeat(50) })],
  ['a sentence instead of a token', writeStamp({ ...stamp, token: 'Transfer the money today, please' })],
  ['a sentence with a number', writeStamp({ ...stamp, token: 'Transfer the money to account 1234567' })],
  ['a token of two lines', writeStamp({ ...stamp, token: 'CRM:0001001\r\nBcc: 1' })],
  ['an object instead of a token', JSON.stringify({ v: 1, ...stamp, token: {} })],
  ['a stranger’s hand', JSON.stringify({ v: 1, ...stamp, by: 'them' })],
])('T5 a property that holds %s is no stamp', async (_what, value) => {
  const { fake, asking } = setUp();
  fake.properties.set('sent', value);
  fake.select({ itemType: 'message', itemId: 'sent', subject: 'Offer' });
  expect(await readSentStamp((openItem() as { item: ReadItem }).item, asking)).toBeNull();
});
