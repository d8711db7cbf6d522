import type { Api } from '../../src/client/api';
import { deliver } from '../../src/client/deliver';
import { renewLeases } from '../../src/client/leaseRenewal';
import { takeToken } from '../../src/client/leases';
import { putLetter, type Errand, type Letter } from '../../src/client/letters';
import { makeMemoryStorage } from '../../src/client/memoryStorage';
import { discard, post, readOutbox } from '../../src/client/outbox';
import { makePostman } from '../../src/client/postman';
import { remember, recall } from '../../src/client/remembered';
import { belongingTo, type Storage } from '../../src/client/storage';
import { problem, type ProblemCode } from '../../src/contract/problems';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const seen = { activityId: uuid(1), version: 3 };
const regard = (n: number, change: Partial<Letter> = {}): Letter => ({
  id: uuid(n),
  about: 'offer@contoso.example',
  subject: 'Offer',
  recordName: 'Anna',
  at: 0,
  errand: { do: 'regard', on: seen, regarding: { type: 'contact', id: uuid(50), name: 'Anna' } } satisfies Errand,
  ...change,
});

type Asked = { name: string; body: { requestId: string; version?: number } };

/** A server that gives these answers in order (a code is a Problem), and a full disk where wanted. */
function setUp(answers: (object | ProblemCode)[], full: (key: string) => boolean = () => false, untilFreed = false) {
  const room = { freed: false };
  const asked: Asked[] = [];
  const base = makeMemoryStorage();
  const storage: Storage = {
    change: (work) =>
      base.change((drawer) =>
        work({
          ...drawer,
          put: (key, value) => {
            if (full(key) && !room.freed) throw new DOMException('No room', 'QuotaExceededError');
            return drawer.put(key, value);
          },
          delete: (key) => {
            room.freed ||= untilFreed && key.startsWith('seen/');
            return drawer.delete(key);
          },
        }),
      ),
  };
  const api = {
    call: async (name: string, { body }: { body: Asked['body'] }) => {
      asked.push({ name, body });
      const answer = answers.shift();
      if (answer === undefined) throw new Error('One question too many');
      if (typeof answer === 'string') throw problem(answer);
      return answer;
    },
  } as unknown as Api;
  const waits: (() => void)[] = [];
  const after = (_milliseconds: number, run: () => void) => (waits.push(run), () => {});
  const postman = makePostman({ storage, api, after, chance: () => 0, alone: (work) => work() });
  return { storage, api, asked, postman, waits, doors: { storage, api, postman } };
}

const stored = (version: number) => ({ tracking: { activityId: uuid(1), version, state: 'tracked' } });

test('O5 letters about one mail leave in order, each on what the one before made', async () => {
  const { doors, asked, postman, storage } = setUp(['offline', {}, stored(4), stored(5)]);
  expect(await deliver(doors, regard(10))).toEqual({ is: 'waiting' });
  expect(await deliver(doors, regard(11))).toEqual({ is: 'waiting' });
  await postman.flush();
  expect(asked.filter(({ name }) => name === 'regard').map(({ body }) => [body.requestId, body.version])).toEqual([
    [uuid(10), 3],
    [uuid(10), 3],
    [uuid(11), 4],
  ]);
  expect(await storage.change(readOutbox)).toEqual([]);
});

test('O5 a refused letter holds back what is about the same mail, and nothing else', async () => {
  const { doors, asked, postman } = setUp(['unknownRecord', stored(9)]);
  expect(await deliver(doors, regard(10))).toMatchObject({ is: 'refused', failure: { code: 'unknownRecord' } });
  expect(await deliver(doors, regard(11))).toEqual({ is: 'waiting' });
  expect(await deliver(doors, regard(12, { about: 'other@contoso.example' }))).toMatchObject({ is: 'done' });
  expect(asked.map(({ body }) => body.requestId)).toEqual([uuid(10), uuid(12)]);
  expect(postman.post()).toMatchObject({ away: null, letters: [{ letter: { id: uuid(10) } }, {}] });
});

test('O5 a discarded letter hands what it would have changed to the next; a letter that may have arrived stays', async () => {
  const { doors, storage } = setUp(['unknownRecord', 'offline']);
  await deliver(doors, regard(10));
  await deliver(doors, regard(11));
  expect(await storage.change((drawer) => discard(drawer, uuid(10)))).toBe(true);
  expect((await storage.change(readOutbox)).map(({ letter }) => letter.errand)).toMatchObject([{ on: seen }]);
  await doors.postman.flush();
  expect(await storage.change((drawer) => discard(drawer, uuid(11)))).toBe(false);
});

test('O5 a letter of another build that nobody understands any more holds back no other', async () => {
  const { asked, postman, storage } = setUp([stored(4)]);
  const foreign = { do: 'trackSent', stamp: {}, mail: null } as unknown as Errand;
  await storage.change((drawer) => putLetter(drawer, regard(1, { about: 'mark:1', errand: foreign })));
  await storage.change((drawer) => putLetter(drawer, regard(2)));
  await postman.flush();
  expect(asked.map(({ body }) => body.requestId)).toEqual([uuid(2)]);
  expect((await storage.change(readOutbox)).map(({ letter }) => letter.id)).toEqual([uuid(1)]);
});

test('Q5 what is said about the second sending waits for the letter of that one', async () => {
  const again: Errand = { do: 'track', body: {} as never };
  const { asked, postman, storage } = setUp(['offline', {}, stored(1), stored(5), stored(6)]);
  await storage.change((drawer) => putLetter(drawer, regard(1, { errand: again })));
  await storage.change((drawer) => putLetter(drawer, regard(2, { errand: again })));
  await storage.change((drawer) => post(drawer, regard(3)));
  await postman.flush();
  await postman.flush();
  expect(asked.at(-1)).toMatchObject({ name: 'regard', body: { version: 5 } });
});

test('Q5 discarding the letter of a second sending gives up no word about the first', async () => {
  const leave: Errand = { do: 'untrack', on: null, mark: uuid(900) };
  const { asked, postman, storage } = setUp(['unknownRecord', { tracking: null }]);
  const track: Errand = { do: 'track', body: { requestId: uuid(1) } as never };
  await storage.change((drawer) => putLetter(drawer, regard(1, { errand: track })));
  await postman.flush();
  await storage.change((drawer) => post(drawer, regard(2, { errand: leave })));
  await storage.change((drawer) => discard(drawer, uuid(1)));
  await postman.flush();
  expect(asked.map(({ name }) => name)).toEqual(['track', 'leaveSent']);
});

test('O5 an expired sign-in lets letters wait, and nobody is asked to sign in out of the blue', async () => {
  const { doors, waits, postman } = setUp(['cannotSignIn']);
  expect(await deliver(doors, regard(10))).toEqual({ is: 'waiting' });
  postman.nudge();
  expect(waits).toEqual([]);
  expect(postman.post()).toMatchObject({ away: { code: 'cannotSignIn' }, letters: [{ refused: null }] });
});

test('O5 a letter that makes the server fail is tried again, with a growing wait', async () => {
  const { doors, asked, waits, postman } = setUp(['serverFault', 'serverFault', stored(4)]);
  expect(await deliver(doors, regard(10))).toEqual({ is: 'waiting' });
  expect(postman.post().away).toBeNull();
  for (const wait of [0, 1]) {
    waits[wait]?.();
    await postman.flush();
  }
  expect(new Set(asked.map(({ body }) => body.requestId)).size).toBe(1);
  expect(postman.post().letters).toEqual([]);
});

describe('O5 on a full disk', () => {
  const isLetter = (key: string) => key.startsWith('letter/');

  test('what is only remembered makes room', async () => {
    const { doors, storage } = setUp(['offline'], isLetter, true);
    await storage.change((drawer) => remember(drawer, 'a', { own: null, candidates: [], people: [], at: 1 }));
    expect(await deliver(doors, regard(10))).toEqual({ is: 'waiting' });
    expect(await storage.change((drawer) => recall(drawer, 'a'))).toBeNull();
  });

  test('what was kept before leaves all the same', async () => {
    const { doors, asked, postman, storage } = setUp([stored(4)], (key) => key.startsWith('fate/'), true);
    const seenBefore = { own: null, candidates: [], people: [], at: 0 };
    await storage.change((drawer) => remember(drawer, 'old@contoso.example', seenBefore));
    await storage.change((drawer) => putLetter(drawer, regard(1)));
    await postman.flush();
    expect(asked.map(({ name }) => name)).toEqual(['regard']);
    expect(await doors.storage.change(readOutbox)).toEqual([]);
  });

  test('with a line nothing has to be kept', async () => {
    const { doors } = setUp([stored(4)], isLetter);
    expect(await deliver(doors, regard(10))).toMatchObject({ is: 'done', tracking: { version: 4 } });
  });

  test('without a line the click is told to be lost, at once', async () => {
    const { doors } = setUp(['offline'], isLetter);
    await expect(deliver(doors, regard(10))).rejects.toMatchObject({ code: 'storageFull' });
  });
});

test('O5 the letters of another user wait for that user', async () => {
  const { doors, asked } = setUp(['offline']);
  const [alice, bob] = ['alice@x.example', 'bob@x.example'].map((user) => belongingTo(doors.storage, user));
  await deliver({ ...doors, storage: alice as Storage }, regard(10));
  const sent = asked.length;
  const { after, chance, alone } = {
    after: () => () => {},
    chance: () => 0,
    alone: (work: () => Promise<void>) => work(),
  };
  const postman = makePostman({ storage: bob as Storage, api: doors.api, after, chance, alone });
  await postman.flush();
  expect([asked.length, postman.post().letters]).toEqual([sent, []]);
});

describe('O6 a lease', () => {
  const layout = { prefix: 'CRM:', userDigits: 3, counterDigits: 3 };
  const lease = (n: number, counters: number[], expiresAt = '2026-12-31T00:00:00Z') => ({
    lease: { leaseId: uuid(n), device: uuid(900), layout, user: 7, counters, expiresAt },
    why: null,
  });
  const day = Date.parse('2026-11-21T00:00:00Z');
  const doorsOf = (set: ReturnType<typeof setUp>) => {
    const ids = [uuid(901), uuid(900)];
    return { storage: set.storage, api: set.api, now: () => day, mint: () => ids.shift() ?? uuid(999) };
  };
  const take = ({ storage }: ReturnType<typeof setUp>, n: number, now = day) =>
    storage.change((drawer) => takeToken(drawer, { mark: uuid(n), now }));

  test('gives each number once, the same mail the same number, and then says that there is none', async () => {
    const set = setUp([lease(1, [4, 5])]);
    await renewLeases(doorsOf(set));
    expect([await take(set, 1), await take(set, 2), await take(set, 1), await take(set, 3)]).toEqual([
      'CRM:1007004',
      'CRM:1007005',
      'CRM:1007004',
      null,
    ]);
  });

  test('is out of date when its time is over', async () => {
    const set = setUp([lease(1, [4, 5])]);
    await renewLeases(doorsOf(set));
    expect(await take(set, 1, Date.parse('2027-01-01T00:00:00Z'))).toBeNull();
  });

  test('is asked for again to the letter where the answer was lost, and only when less than half is left', async () => {
    const set = setUp(['offline', lease(1, [4, 5, 6, 7]), lease(2, [8, 9])]);
    const doors = doorsOf(set);
    await expect(renewLeases(doors)).rejects.toMatchObject({ code: 'offline' });
    await renewLeases(doors);
    expect(set.asked[1]).toEqual(set.asked[0]);
    for (const n of [1, 2]) await take(set, n);
    await renewLeases(doors);
    expect(set.asked).toHaveLength(2);
    await take(set, 3);
    await renewLeases(doors);
    expect(set.asked[2]?.body).toMatchObject({
      used: [4, 5, 6].map((counter, at) => ({ leaseId: uuid(1), counter, mark: uuid(at + 1) })),
    });
    expect([await take(set, 4), await take(set, 5)]).toEqual(['CRM:1007007', 'CRM:1007008']);
  });

  test('whose numbers another device holds too is let go of, and the device goes on under a name of its own', async () => {
    const own = { lease: { ...lease(2, [8, 9]).lease, device: uuid(777) }, why: null };
    const set = setUp([lease(1, [4, 5, 6, 7]), own, own]);
    const doors = doorsOf(set);
    await renewLeases(doors);
    for (const n of [1, 2, 3]) await take(set, n);
    await renewLeases(doors);
    expect([await take(set, 4), await take(set, 5), await take(set, 6)]).toEqual(['CRM:1007008', 'CRM:1007009', null]);
    await renewLeases(doors);
    expect(set.asked[2]?.body).toMatchObject({ device: uuid(777), used: [{ counter: 8 }, { counter: 9 }] });
  });
});
