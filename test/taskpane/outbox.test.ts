/** What the pane keeps on this device, and for whom. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { Api } from '../../src/client/api';
import { aboutOf, type Letter } from '../../src/client/letters';
import { problem } from '../../src/contract/problems';
import { makeOutbox } from '../../src/taskpane/outbox';
import { makeClock } from '../outlook/fakeOutlook';
import { knownOf, lookupReply, settings, tracking, uuid } from './samples';

const letter: Letter = {
  id: uuid(1),
  about: 'mail@contoso.example',
  subject: 'Offer',
  recordName: null,
  at: 0,
  errand: { do: 'untrack', on: { activityId: uuid(2), version: 1 } },
};

test.each([
  ['its owner finds it again', 'alice@northwind.example', 1],
  ['where Outlook does not say whose it is, nobody does', '', 0],
])('P1 a letter outlives the pane that put it: %s', async (_what, user, found) => {
  const { after, now } = makeClock();
  const api = { call: () => Promise.reject(problem('offline')) } as unknown as Api;
  const device = { api, user, database: new IDBFactory(), partition: '', after, now, chance: () => 0 };
  const open = () => makeOutbox({ ...device, mint: () => uuid(9), alone: (work) => work() });
  const first = await open();
  expect(await first.deliver(letter)).toEqual({ is: 'waiting' });
  const second = await open();
  await second.flush();
  expect(second.post().letters).toHaveLength(found);
});

test('O5 a letter that the handler of a send put leaves as soon as the pane looks at anything', async () => {
  const { after, now } = makeClock();
  const line = { there: false, arrived: () => {} };
  const call = async (name: string) => {
    if (!line.there) throw problem('offline');
    if (name === 'untrack') line.arrived();
    return name === 'lease' ? { lease: null, why: null } : { tracking: tracking() };
  };
  const api = { call } as unknown as Api;
  const device = { api, user: 'alice@northwind.example', database: new IDBFactory(), partition: '', after, now };
  const open = () => makeOutbox({ ...device, chance: () => 0, mint: () => uuid(9), alone: (work) => work() });
  const [handler, pane] = [await open(), await open()];
  await pane.flush();
  await handler.deliver(letter);
  line.there = true;
  const arrived = new Promise<void>((resolve) => (line.arrived = resolve));
  pane.learn(knownOf().keys, { reply: lookupReply(), settings });
  await arrived;
  await pane.flush();
  expect(pane.post().letters).toEqual([]);
});

test('O7 what was tracked stays known as tracked, though the answer before it is kept a moment later', async () => {
  const { after, now } = makeClock();
  const call = async (name: string) => (name === 'lease' ? { lease: null, why: null } : { tracking: tracking() });
  const api = { call } as unknown as Api;
  const device = { api, user: 'alice@northwind.example', database: new IDBFactory(), partition: '', after, now };
  const pane = await makeOutbox({ ...device, chance: () => 0, mint: () => uuid(9), alone: (work) => work() });
  const { keys } = knownOf();
  pane.learn({ ...keys, messageId: 'earlier@contoso.example' }, { reply: lookupReply(), settings });
  pane.learn(keys, { reply: lookupReply(), settings });
  await pane.deliver({ ...letter, about: aboutOf(keys) });
  expect((await pane.recall(keys)).own).toEqual(tracking());
});
