/** What is clicked without a line becomes letters; what the server refuses of them can be sent shorter. */
import type { Api } from '../../src/client/api';
import { problem, type Problem } from '../../src/contract/problems';
import { makeCalls } from '../../src/outlook/calls';
import { openItem } from '../../src/outlook/openItem';
import { makeOutbox } from '../../src/taskpane/outbox';
import { perform } from '../../src/taskpane/perform';
import type { Act, Known } from '../../src/taskpane/state';
import { install, makeClock, makeFakeOutlook, alice } from '../outlook/fakeOutlook';
import { annaRecord, knownOf, stranger, tracking, user, uuid } from './samples';

const item = {
  ...{ itemType: 'message' as const, itemId: 'AAMk1', subject: 'Offer', from: alice, sender: alice, to: [], cc: [] },
  ...{ internetMessageId: '<1@x.example>', conversationId: 'c', dateTimeCreated: new Date(0), itemClass: 'IPM.Note' },
  attachments: [],
};
const known: Known = knownOf({ people: [stranger] });
const creates: Act = {
  do: 'create',
  requestId: uuid(40),
  thenRequestId: uuid(41),
  own: null,
  record: { type: 'contact', name: 'Anna Kowalska', email: 'anna@contoso.example', company: null },
};
type Asked = { readonly name: string; readonly body: { readonly requestId: string; readonly regarding?: object } };

async function setUp(say: (name: string) => Problem | object) {
  const fake = install(makeFakeOutlook());
  fake.headers.set(item.itemId, known.mail.headers ?? '');
  fake.select(item);
  const open = openItem();
  if (open.is !== 'read') throw new Error('not a read form');
  const clock = makeClock();
  const asked: Asked[] = [];
  const call = async (name: string, { body }: { body: Asked['body'] }) => {
    asked.push({ name, body });
    const said = say(name);
    if (said instanceof Error) throw said;
    return said;
  };
  const api = { call } as unknown as Api;
  const ids = { last: 0 };
  const mint = () => uuid((ids.last += 1));
  const device = { database: undefined, partition: '', after: clock.after, chance: () => 0, now: clock.now, mint };
  const outbox = await makeOutbox({ ...device, api, user: user.address, alone: (work) => work() });
  const doors = { api, calls: makeCalls(clock), outbox: async () => outbox, now: clock.now, kept: { track: null } };
  const act = async (what: Act) => {
    const outcome = perform(what, known, open, doors);
    outcome.catch(() => undefined); // looked at below, once Outlook has answered
    for (let turn = 0; turn < 20; turn++) await fake.settle();
    return outcome;
  };
  return { asked, outbox, act };
}

const served = (name: string) => (name === 'createRecord' ? { record: annaRecord } : { tracking: tracking() });
const names = (asked: readonly Asked[]) => asked.map(({ name }) => name).filter((name) => name !== 'me');

describe('O5 a record that is created without a line', () => {
  test('waits with the mail as one letter; back on the line it is made first, then the mail tracked to it, each once', async () => {
    const line = { away: true };
    const { asked, outbox, act } = await setUp((name) => (line.away ? problem('offline') : served(name)));
    outbox.heard(problem('offline'));
    expect(await act(creates)).toMatchObject({ tracking: 'waiting', created: null });
    expect(outbox.post().letters.map(({ letter }) => [letter.id, letter.recordName])).toEqual([
      [uuid(41), 'Anna Kowalska'],
    ]);
    line.away = false;
    asked.length = 0;
    await outbox.flush();
    expect(names(asked)).toEqual(['createRecord', 'track']);
    const [, created, tracked] = asked;
    expect(created?.body).toEqual({ requestId: uuid(40), ...('record' in creates && creates.record) });
    expect(tracked?.body).toMatchObject({
      requestId: uuid(41),
      regarding: { type: annaRecord.type, id: annaRecord.id },
    });
    expect(outbox.post().letters).toEqual([]);
  });

  test('is made once although the line broke between the two', async () => {
    const line = { broken: true };
    const { asked, outbox, act } = await setUp((name) =>
      name === 'track' && line.broken ? problem('offline') : served(name),
    );
    outbox.heard(problem('offline'));
    await act(creates);
    await outbox.flush();
    line.broken = false;
    await outbox.flush();
    const made = asked.filter(({ name }) => name === 'createRecord').map(({ body }) => body.requestId);
    expect(new Set(made)).toEqual(new Set([uuid(40)]));
    expect(outbox.post().letters).toEqual([]);
  });

  test('for a mail that waits to be tracked becomes its record', async () => {
    const { outbox, act } = await setUp(() => problem('offline'));
    outbox.heard(problem('offline'));
    const because = { method: 'hand', matched: null, reason: 'Chosen by hand.' } as const;
    await act({ do: 'track', requestId: uuid(39), regarding: null, because, withBody: true });
    await act(creates);
    expect(outbox.post().letters.map(({ letter }) => letter.errand.do)).toEqual(['track', 'regard']);
  });

  test('that somebody else made meanwhile is refused, and waits for a decision', async () => {
    const line = { away: true };
    const { outbox, act } = await setUp((name) =>
      line.away ? problem('offline') : name === 'me' ? {} : problem('alreadyExists'),
    );
    outbox.heard(problem('offline'));
    await act(creates);
    line.away = false;
    await outbox.flush();
    expect(outbox.post().letters.map(({ refused }) => refused?.code)).toEqual(['alreadyExists']);
  });
});

test('O5 a letter that was too large leaves without its body', async () => {
  const { asked, outbox, act } = await setUp((name) =>
    name === 'track' && asked.filter((each) => each.name === 'track').length === 1 ? problem('tooLarge') : served(name),
  );
  const because = { method: 'hand', matched: null, reason: 'Chosen by hand.' } as const;
  const tracks: Act = { do: 'track', requestId: uuid(39), regarding: null, because, withBody: true };
  await expect(act(tracks)).rejects.toMatchObject({ code: 'tooLarge' });
  await outbox.withoutBody(uuid(39));
  await outbox.flush();
  expect(asked.at(-1)).toMatchObject({
    name: 'track',
    body: { requestId: uuid(39), mail: { html: null, text: null } },
  });
  expect(outbox.post().letters).toEqual([]);
});
