/** One's own sent mail lies open, and its stamp says that it was to be tracked. */
import { makeOutbox } from '../../src/taskpane/outbox';
import type { Api } from '../../src/client/api';
import { send } from '../../src/client/carry';
import { sentLetter } from '../../src/client/sentLetter';
import type { SentMail } from '../../src/client/letters';
import { problem, type Problem } from '../../src/contract/problems';
import type { Stamp } from '../../src/contract/stamp';
import type { OpenItem } from '../../src/outlook/openItem';
import { makeCalls } from '../../src/outlook/calls';
import { perform } from '../../src/taskpane/perform';
import { meetSentCopy } from '../../src/taskpane/sentCopy';
import type { Known } from '../../src/taskpane/state';
import { install, makeClock, makeFakeOutlook } from '../outlook/fakeOutlook';
import { knownOf, mail, tracking, user, uuid } from './samples';

const stamp: Stamp = { mark: uuid(900), by: 'hand', track: true, regarding: null, token: null };
const sent = { ...mail, direction: 'outgoing', from: user, to: [mail.from!], mark: stamp.mark } as const;
const known: Known = { ...knownOf({}, sent), stamp };
const open = { is: 'read', kind: 'message', item: {} } as unknown as Extract<OpenItem, { is: 'read' }>;

async function setUp(say: (name: string) => Problem | { tracking: unknown }) {
  install(makeFakeOutlook());
  const clock = makeClock();
  const asked: string[] = [];
  const api = {
    call: async (name: string) => {
      asked.push(name);
      const said = say(name);
      if (said instanceof Error) throw said;
      return said;
    },
  } as unknown as Api;
  const ids = { last: 0 };
  const doors = { api, user, now: clock.now, mint: () => uuid((ids.last += 1)), calls: makeCalls(clock) };
  const device = { database: undefined, partition: '', after: clock.after, chance: () => 0 };
  const outbox = await makeOutbox({ ...doors, ...device, user: user.address, alone: (work) => work() });
  return { asked, outbox, doors: { ...doors, outbox: async () => outbox, kept: { track: null } } };
}

test('O5 what the server refused lies in the outbox once, however often the mail is opened', async () => {
  const { outbox, doors } = await setUp(() => problem('unknownRecord'));
  for (let opened = 0; opened < 3; opened += 1) expect(await meetSentCopy(known, open, doors)).toBeNull();
  expect(outbox.post().letters).toHaveLength(1);
});

test('O5 a sent mail whose letter waits is untracked again by a letter behind it: its stamp would have it tracked once more', async () => {
  const line = { away: true };
  const { asked, outbox, doors } = await setUp((name) =>
    line.away ? problem('offline') : { tracking: tracking({ state: name === 'untrack' ? 'untracked' : 'tracked' }) },
  );
  const mailSent = { ...sent, kind: 'message', html: null, conversationId: null, sentAt: sent.sentAt! } as SentMail;
  const letter = sentLetter(stamp, mailSent, { id: uuid(50), at: 0 });
  outbox.heard(problem('offline'));
  await outbox.deliver(letter);
  await perform({ do: 'takeBack', requestId: uuid(51), letter }, known, open, doors);
  expect(outbox.post().letters.map((each) => each.letter.errand.do)).toEqual(['trackSent', 'untrack']);
  line.away = false;
  asked.length = 0;
  await outbox.flush();
  expect(asked.filter((name) => name !== 'me')).toEqual(['trackSent', 'untrack']);
});

describe('Q5 a mail that was called back and then left alone', () => {
  const left: Known = { ...known, stamp: { ...stamp, track: false }, own: tracking({ pending: true }) };
  const untracked = tracking({ state: 'untracked', pending: true });

  test('is tracked no more as soon as its copy is seen, and the pane says so', async () => {
    const { asked, doors } = await setUp(() => ({ tracking: untracked }));
    const met = await meetSentCopy(left, open, doors);
    expect(met).toEqual({ tracking: untracked, note: expect.stringContaining('not tracked any more') as string });
    expect(asked).toEqual(['leaveSent']);
  });

  test('waits without a line behind the letter of its first sending, and is undone by it', async () => {
    const line = { away: true };
    const { asked, outbox, doors } = await setUp((name) =>
      line.away ? problem('offline') : { tracking: name === 'trackSent' ? tracking({ pending: true }) : untracked },
    );
    const first = { ...sent, kind: 'message', html: null, conversationId: null, sentAt: sent.sentAt! } as SentMail;
    outbox.heard(problem('offline'));
    await outbox.deliver(sentLetter(stamp, first, { id: uuid(60), at: 0 }));
    expect(await meetSentCopy({ ...left, own: null }, open, doors)).toBeNull();
    expect(outbox.post().letters.map(({ letter }) => letter.errand.do)).toEqual(['trackSent', 'untrack']);
    line.away = false;
    asked.length = 0;
    await outbox.flush();
    expect(asked.filter((name) => name !== 'me')).toEqual(['trackSent', 'leaveSent']);
  });

  test('is untracked by a choice on the draft, also where its letter arrived after the pane had looked', async () => {
    const { asked, outbox } = await setUp((name) => ({
      tracking: name === 'trackSent' ? tracking({ pending: true }) : untracked,
    }));
    const first = { ...sent, kind: 'message', html: null, conversationId: null, sentAt: sent.sentAt! } as SentMail;
    const draft = { mark: stamp.mark, subject: 'Offer', tracked: false };
    expect(await outbox.leaveSent(draft)).toBeNull();
    await outbox.deliver(sentLetter(stamp, first, { id: uuid(61), at: 0 }));
    expect(await outbox.leaveSent(draft)).toEqual(untracked);
    expect(asked).toEqual(['trackSent', 'leaveSent']);
  });

  test.each<[string, Partial<Known>]>([
    ['was never tracked', { own: null }],
    ['has left and was tracked by hand since', { own: tracking() }],
    ['is untracked already', { own: untracked }],
    ['cannot be asked about', { remembered: { at: 0 } }],
  ])('asks nothing where it %s', async (_what, change) => {
    const { asked, doors } = await setUp(() => ({ tracking: untracked }));
    expect(await meetSentCopy({ ...left, ...change }, open, doors)).toBeNull();
    expect(asked).toEqual([]);
  });
});

test('Q5 a copy whose letter was lost is reported under the id by which it travels', async () => {
  const bodies: { keys: { messageId: string; mark?: string } }[] = [];
  const { doors } = await setUp(() => ({ tracking: tracking() }));
  const call = async (_name: string, { body }: { body: (typeof bodies)[number] }) => {
    bodies.push(body);
    return { tracking: tracking() };
  };
  const outbox = await doors.outbox();
  const api = { call } as unknown as Api;
  const deliver: typeof outbox.deliver = async (letter) => ({ is: 'done', ...(await send(api, letter)) });
  const met = await meetSentCopy(known, open, { ...doors, outbox: async () => ({ ...outbox, deliver }) });
  expect(met?.tracking).toEqual(tracking());
  expect(bodies.map(({ keys }) => [keys.messageId, keys.mark])).toEqual([[known.keys.messageId, stamp.mark]]);
});
