/** The pane's hands, held against a fake Outlook and a fake server. */
import type { Api } from '../../src/client/api';
import { problem, type Problem } from '../../src/contract/problems';
import { writeStamp, type Stamp } from '../../src/contract/stamp';
import { makeCalls } from '../../src/outlook/calls';
import { watchItem } from '../../src/outlook/watchItem';
import { makeOutbox, type Outbox } from '../../src/taskpane/outbox';
import { makePane } from '../../src/taskpane/pane';
import { makeSettingsCache } from '../../src/taskpane/settingsCache';
import type { Act, View } from '../../src/taskpane/state';
import { becauseChosen, verdictOf } from '../../src/taskpane/verdict';
import { alice, install, makeClock, makeFakeOutlook, type FakeItem, type FakeSettings } from '../outlook/fakeOutlook';
import { annaRecord, candidate, knownOf, lookupReply, settings, tracking, user, uuid } from './samples';

const message = (itemId: string, subject = itemId): FakeItem => ({
  itemType: 'message',
  itemId,
  subject,
  from: { emailAddress: 'anna@contoso.example', displayName: 'Anna' },
  to: [alice],
  cc: [],
  internetMessageId: `<${itemId}@contoso.example>`,
  conversationId: `conv-${itemId}`,
  dateTimeCreated: new Date('2026-05-04T10:00:00Z'),
  itemClass: 'IPM.Note',
  attachments: [],
});

interface Asked {
  readonly name: string;
  readonly body: {
    requestId?: string;
    settingsVersion?: number | null;
    keys?: { messageId: string; inReplyTo: string[] };
    mail?: { html: string | null; text: string | null };
  };
  readonly signal: AbortSignal | undefined;
  readonly answer: (reply: unknown) => void;
  readonly fail: (code: Parameters<typeof problem>[0]) => void;
}

/** What the device keeps, as long as the test lives; locks are not needed for one pane. */
function memoryOutbox(api: Api, { after, now }: ReturnType<typeof makeClock>) {
  const kept = { n: 500, outbox: null as Promise<Outbox> | null };
  const doors = { api, user: user.address, database: undefined, partition: '', after, now, chance: () => 0 };
  const mint = () => uuid((kept.n += 1));
  return () => (kept.outbox ??= makeOutbox({ ...doors, mint, alone: (work) => work() }));
}

async function setUp(first: FakeItem | null, outlook: FakeSettings = {}) {
  const fake = install(makeFakeOutlook(outlook));
  const clock = makeClock();
  const calls = makeCalls(clock);
  const asked: Asked[] = [];
  const api = {
    call: (name: string, { body, signal }: { body: Asked['body']; signal?: AbortSignal }) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
        asked.push({ name, body, signal, answer: resolve, fail: (code) => reject(problem(code)) });
      }),
  } as unknown as Api;
  const stored = new Map<string, string>();
  const cache = makeSettingsCache(
    () => ({ getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => void stored.set(key, value) }),
    'k',
  );
  const signIn = { problem: null as Problem | null };
  const signedIn = async () => {
    if (signIn.problem) throw signIn.problem;
  };
  const outbox = memoryOutbox(api, clock);
  const began: unknown[] = [];
  const pane = makePane({
    beginAgain: (news) => began.push(news),
    api,
    calls,
    user,
    settings: cache,
    signedIn,
    outbox,
    now: clock.now,
    mint: () => uuid(700),
    rest: (run) => run(),
  });
  fake.select(first);
  const stop = watchItem({
    calls,
    soon: (run) => (queueMicrotask(run), () => {}),
    whenVisible: () => () => {},
    changed: pane.open,
  });
  await fake.settle();
  const view = () => pane.state().view;
  const known = () => view() as Extract<View, { at: 'known' }>;
  const last = () => asked.at(-1)!;
  const answer = async (reply: unknown, question = last()) => {
    question.answer(reply);
    await fake.settle();
  };
  const click = async (act: Act) => {
    pane.send({ is: 'clicked', act });
    await fake.settle();
  };
  return { began, fake, clock, pane, asked, view, known, last, answer, click, stop, signIn };
}

const track = (change: Partial<Extract<Act, { do: 'track' }>> = {}): Act => ({
  do: 'track',
  requestId: uuid(90),
  regarding: null,
  because: becauseChosen(knownOf()),
  withBody: true,
  ...change,
});

test('O1 one message costs one Office call and one question, and both the keys and the headers are in it', async () => {
  const { fake, asked, answer, known, last } = await setUp(null);
  fake.headers.set(
    'a',
    'Received: from mx.contoso.example\r\nMessage-ID: <a@contoso.example>\r\nIn-Reply-To: <parent@northwind.example>\r\n',
  );
  fake.calls.length = 0;
  fake.select(message('a'));
  await fake.settle();
  expect(fake.calls).toEqual(['headers']);
  expect(asked.map(({ name }) => name)).toEqual(['lookup']);
  expect(last().body.keys).toMatchObject({ messageId: 'a@contoso.example', inReplyTo: ['parent@northwind.example'] });
  await answer(lookupReply({ candidates: [candidate() as never] }));
  expect(known().known.decision).toMatchObject({ do: 'track', regarding: { type: 'opportunity' } });
  expect(fake.mostAtOnce).toBeLessThanOrEqual(3);
});

test('L1 the settings come with the first answer only; the next question names their version', async () => {
  const { fake, asked, answer, known, last } = await setUp(message('a'));
  expect(last().body.settingsVersion).toBeNull();
  await answer(lookupReply());
  fake.select(message('b'));
  await fake.settle();
  expect(last().body.settingsVersion).toBe(7);
  const { own, candidates, people, settingsVersion } = lookupReply();
  await answer({ own, candidates, people, settingsVersion });
  expect(known().known.settings).toEqual(settings);
  expect(asked).toHaveLength(2);
});

test('O1 a slow answer about an earlier message never shows on a later one, and is called off', async () => {
  const { fake, asked, answer, view, known } = await setUp(message('a', 'Slow'));
  fake.select(message('b', 'Quick'));
  await fake.settle();
  const [slow, quick] = asked;
  expect(slow!.signal!.aborted).toBe(true);
  await answer(lookupReply({ own: tracking() }), slow);
  expect(view().at).toBe('looking');
  await answer(lookupReply(), quick);
  expect(known().known).toMatchObject({ own: null, mail: { subject: 'Quick' } });
});

test('O1 headers that never come are given up after two seconds; the verdict says so', async () => {
  const { fake, clock, asked, answer, known } = await setUp(null);
  fake.deeds.set('headers', 'silent');
  fake.select(message('a'));
  await fake.settle();
  expect(asked).toHaveLength(0);
  clock.pass(2000);
  await fake.settle();
  await answer(lookupReply());
  expect(known().known.headers).toMatchObject({ got: 'nothing' });
});

test('K1 a click on Track reads the body, asks, and only after the answer shows tracked and sets the category', async () => {
  const { fake, answer, click, known, last } = await setUp(message('a'));
  fake.bodies.set('a/html', '<p>Hi</p>').set('a/text', 'Hi');
  await answer(lookupReply());
  await click(track());
  expect(last()).toMatchObject({
    name: 'track',
    body: { requestId: uuid(90), mail: { html: '<p>Hi</p>', text: 'Hi' } },
  });
  expect(known()).toMatchObject({ act: { is: 'running' }, known: { own: null } });
  expect(fake.categories.get('a')).toBeUndefined();
  await answer({ tracking: tracking() });
  expect(known()).toMatchObject({ act: { is: 'idle' }, known: { own: { state: 'tracked' } }, notes: [] });
  expect(fake.categories.get('a')).toEqual(['Tracked to CRM']);
});

test('K1 a refused track leaves it untracked and unmarked; the retry is the same request to the letter', async () => {
  const { fake, answer, click, known, last, pane } = await setUp(message('a'));
  fake.bodies.set('a/html', '<p>Hi</p>');
  await answer(lookupReply());
  await click(track());
  const sent = last().body;
  last().fail('badInput');
  await fake.settle();
  expect(known()).toMatchObject({ act: { is: 'failed', problem: { code: 'badInput' } }, known: { own: null } });
  expect(fake.categories.size).toBe(0);
  fake.bodies.set('a/html', '<p>Changed</p>');
  pane.send({ is: 'retried' });
  await fake.settle();
  expect(last().body).toEqual(sent);
});

test('K1 untrack removes the category, undo sets it again', async () => {
  const { fake, answer, click, known } = await setUp(message('a'));
  fake.masterList.push({ displayName: 'Tracked to CRM', color: 'Preset4' });
  fake.categories.set('a', ['Blue', 'Tracked to CRM']);
  await answer(lookupReply({ own: tracking() }));
  await click({ do: 'untrack', requestId: uuid(91), own: tracking() });
  await answer({ tracking: tracking({ state: 'untracked', version: 2 }) });
  expect(fake.categories.get('a')).toEqual(['Blue']);
  expect(known().canUndo).toBe(true);
  await click({ do: 'restore', requestId: uuid(92), own: known().known.own! });
  await answer({ tracking: tracking({ version: 3 }) });
  expect(fake.categories.get('a')).toEqual(['Blue', 'Tracked to CRM']);
});

test('O1 what is tracked and lacks its mark gets it when it is seen next; where it has it, or tracked it is a colleague’s, nothing is set', async () => {
  const { fake, answer } = await setUp(message('a'));
  await answer(lookupReply({ own: tracking() }));
  expect(fake.categories.get('a')).toEqual(['Tracked to CRM']);
  fake.calls.length = 0;
  fake.select(message('a2'));
  await fake.settle();
  const receipts = [{ address: 'bob@northwind.example', name: 'Bob', at: '2026-05-04T11:00:00.000Z' }];
  await answer(lookupReply({ own: tracking({ receipts }) }));
  expect(fake.categories.get('a2')).toBeUndefined();
  fake.categories.set('b', ['tracked to crm']);
  fake.select(message('b'));
  await fake.settle();
  await answer(lookupReply({ own: tracking() }));
  expect(fake.categories.get('b')).toEqual(['tracked to crm']);
});

describe('without a line', () => {
  /** The message is known, then the server goes away and Track is clicked. */
  async function waiting() {
    const desk = await setUp(message('a', 'Offer'));
    await desk.answer(lookupReply());
    await desk.click(track());
    desk.last().fail('offline');
    await desk.fake.settle();
    const [letter] = desk.pane.state().post.letters;
    return { ...desk, letter: letter!.letter };
  }

  test('O5 a click waits, is shown as waiting and not as tracked, and leaves by itself when the line is back', async () => {
    const { fake, clock, known, last, pane, answer, asked } = await waiting();
    const sent = asked.findLast(({ name }) => name === 'track')!.body;
    expect(pane.state().post).toMatchObject({ away: { code: 'offline' }, letters: [{ letter: { subject: 'Offer' } }] });
    expect(known()).toMatchObject({ act: { is: 'idle' }, known: { own: null } });
    expect(verdictOf(known().known, user.address, pane.state().post)).toMatchObject({ is: 'waiting' });
    expect(fake.categories.size).toBe(0);
    clock.pass(1000);
    await fake.settle();
    expect(last().name).toBe('me');
    await answer({});
    expect(last()).toMatchObject({ name: 'track', body: sent });
    await answer({ tracking: tracking() });
    expect(pane.state().post).toMatchObject({ away: null, letters: [] });
    expect(last().name).toBe('lookup');
    await answer(lookupReply({ own: tracking() }));
    expect(known().known.own).toMatchObject({ state: 'tracked' });
    expect(fake.categories.get('a')).toEqual(['Tracked to CRM']);
  });

  test('O5 what may have arrived is undone by a letter behind it, what never left is simply not sent', async () => {
    const { click, pane, known, letter } = await waiting();
    await click({ do: 'takeBack', requestId: uuid(94), letter });
    expect(pane.state().post.letters.map((each) => each.letter.errand.do)).toEqual(['track', 'untrack']);
    const untrack = pane.state().post.letters[1]!.letter;
    await click({ do: 'takeBack', requestId: uuid(95), letter: untrack });
    expect(pane.state().post.letters.map((each) => each.letter.id)).toEqual([uuid(90)]);
    expect(known().act).toEqual({ is: 'idle' });
  });

  test('O7 a message asked about before shows what the server said then; another one says that it is not known', async () => {
    const { fake, answer, last, known, pane } = await setUp(message('a'));
    await answer(lookupReply({ own: tracking() }));
    await fake.settle();
    fake.select(message('b'));
    await fake.settle();
    last().fail('offline');
    await fake.settle();
    const verdict = () => verdictOf(known().known, user.address, pane.state().post);
    expect(verdict()).toMatchObject({ is: 'unknown', person: { record: { name: 'Anna Kowalska' } } });
    fake.select(message('a'));
    await fake.settle();
    last().fail('offline');
    await fake.settle();
    expect(verdict()).toMatchObject({ is: 'tracked', own: { regarding: { name: 'Contoso renewal' } } });
    expect(known().known.remembered).toEqual({ at: expect.any(Number) });
  });
});

describe('O1 a category that cannot be set is a note beside a tracking that is stored', () => {
  test.each<[string, FakeSettings, [string, { code: number }][], boolean]>([
    ['no categories at all', { mailbox: '1.7' }, [], true],
    [
      'master list refused',
      {},
      [
        ['master.get', { code: 9017 }],
        ['master.add', { code: 9017 }],
      ],
      true,
    ],
    [
      'master list refused, but the name is in it',
      {},
      [
        ['master.get', { code: 9017 }],
        ['master.add', { code: 9017 }],
        ['listed', { code: 0 }],
      ],
      false,
    ],
    ['item refuses', {}, [['categories.add', { code: 5000 }]], true],
  ])('%s', async (_what, outlook, deeds, noted) => {
    const { fake, answer, click, known } = await setUp(message('a'), outlook);
    for (const [name, deed] of deeds) fake.deeds.set(name, deed);
    if (fake.deeds.has('listed')) fake.masterList.push({ displayName: 'Tracked to CRM', color: 'Preset4' });
    await answer(lookupReply());
    await click(track());
    await answer({ tracking: tracking() });
    expect(known().act.is).toBe('idle');
    expect(known().known.own?.state).toBe('tracked');
    expect(known().notes).toHaveLength(noted ? 1 : 0);
  });
});

test('K1 a body that cannot be read does not stop tracking, and the user is told', async () => {
  const { fake, answer, click, known, last } = await setUp(message('a'));
  fake.deeds.set('body.html', { code: 5000 }).set('body.text', { code: 5000 });
  await answer(lookupReply());
  await click(track());
  expect(last().body.mail).toMatchObject({ html: null, text: null });
  await answer({ tracking: tracking() });
  expect(known().notes[0]).toMatch(/^It was tracked without its body, which Outlook did not hand over\. Refused: /);
});

test('O1 a message left while its tracking runs: never another’s body, never another’s category', async () => {
  const { fake, answer, last, pane, asked } = await setUp(message('a', 'Left'));
  fake.bodies.set('a/html', 'body of a').set('b/html', 'body of b').set('b/text', 'body of b');
  await answer(lookupReply());
  pane.send({ is: 'clicked', act: track() });
  fake.select(message('b'));
  await fake.settle();
  const tracked = asked.find(({ name }) => name === 'track')!;
  expect(tracked.body.mail).toMatchObject({ html: null, text: null });
  await answer(lookupReply(), last().name === 'lookup' ? last() : asked.findLast(({ name }) => name === 'lookup'));
  await answer({ tracking: tracking() }, tracked);
  expect(fake.categories.get('b')).toBeUndefined();
  expect(pane.state().news).toMatchObject([{ subject: 'Left', text: expect.stringMatching(/without its body/) }]);
  fake.select(message('a', 'Left'));
  await fake.settle();
  expect(fake.categories.get('a')).toEqual(['Tracked to CRM']);
});

test('O5 what the server refused after the message was left is kept for a decision, with its subject', async () => {
  const { fake, answer, click, last, pane } = await setUp(message('a', 'Left'));
  await answer(lookupReply());
  await click(track());
  const tracked = last();
  fake.select(message('b'));
  await fake.settle();
  tracked.fail('unknownRecord');
  await fake.settle();
  const [kept] = pane.state().post.letters;
  expect(kept).toMatchObject({ letter: { subject: 'Left' }, refused: { code: 'unknownRecord' } });
  expect(pane.state().news).toEqual([]);
});

test('K1 a new contact is created, then the mail tracked to it; each step under its own request id', async () => {
  const { answer, click, known, asked, last } = await setUp(message('a'));
  await answer(lookupReply({ people: [{ address: 'anna@contoso.example', user: null, records: [] }] }));
  await click({
    do: 'create',
    requestId: uuid(92),
    thenRequestId: uuid(93),
    own: null,
    record: { type: 'contact', name: 'Anna', email: 'anna@contoso.example', company: null },
  });
  expect(last()).toMatchObject({ name: 'createRecord', body: { requestId: uuid(92), name: 'Anna' } });
  await answer({ record: annaRecord });
  expect(last()).toMatchObject({
    name: 'track',
    body: { requestId: uuid(93), regarding: { type: 'contact', id: annaRecord.id } },
  });
  await answer({ tracking: tracking() });
  expect(known().known.people[0]!.records).toEqual([annaRecord]);
  expect(asked).toHaveLength(3);
});

test('O1 a new contact on a tracked mail moves it there', async () => {
  const { answer, click, last } = await setUp(message('a'));
  await answer(lookupReply({ own: tracking() }));
  await click({
    do: 'create',
    requestId: uuid(92),
    thenRequestId: uuid(93),
    own: tracking(),
    record: { type: 'lead', name: 'Anna', email: 'anna@contoso.example', company: null },
  });
  await answer({ record: annaRecord });
  expect(last()).toMatchObject({ name: 'regard', body: { requestId: uuid(93), activityId: uuid(10), version: 1 } });
});

test('O1 a failed question leaves no spinner: it says what happened, and Retry asks again', async () => {
  const { fake, last, view, pane, answer } = await setUp(message('a'));
  last().fail('serverFault');
  await fake.settle();
  expect(view()).toMatchObject({ at: 'failed', problem: { code: 'serverFault' } });
  pane.send({ is: 'retried' });
  await fake.settle();
  await answer(lookupReply());
  expect(view().at).toBe('known');
});

test('O2 who cannot sign in is told at once, is asked once, and nothing is asked of the server', async () => {
  const { fake, signIn, asked, view, pane } = await setUp(null);
  signIn.problem = problem('cannotSignIn', 'The sign-in was cancelled. (13002)');
  fake.select(message('a'));
  await fake.settle();
  expect(view()).toMatchObject({ at: 'failed', problem: { code: 'cannotSignIn' } });
  expect(asked).toHaveLength(0);
  signIn.problem = null;
  pane.send({ is: 'retried' });
  await fake.settle();
  expect(asked).toHaveLength(1);
});

describe('O1 an event of Outlook that is lost', () => {
  const mailOf = (id: string) => `Message-ID: <${id}@contoso.example>\r\nDate: Mon, 4 May 2026 10:00:00 +0000\r\n`;

  test('is seen: the pane names the email that it speaks of, by subject and sender', async () => {
    const { fake, pane, answer } = await setUp(message('a', 'Mail ONE'));
    expect(pane.state().of).toEqual({ subject: 'Mail ONE', sender: 'Anna' });
    await answer(lookupReply());
    fake.select(message('b', 'Mail TWO'), false);
    expect(pane.state().of).toEqual({ subject: 'Mail ONE', sender: 'Anna' });
  });

  test('lets no click act on the former email: it is refused, said, and the open one is looked at', async () => {
    const { fake, pane, asked, answer, click, known } = await setUp(message('a', 'Mail ONE'));
    fake.bodies.set('b/html', 'text of TWO');
    await answer(lookupReply());
    fake.select(message('b', 'Mail TWO'), false);
    await click(track());
    expect(asked.map(({ name }) => name)).toEqual(['lookup', 'lookup']);
    expect(pane.state().news).toMatchObject([
      { subject: 'Mail ONE', text: 'It was not tracked. Outlook shows another email now.', problem: null },
    ]);
    await answer(lookupReply());
    expect(pane.state().of).toMatchObject({ subject: 'Mail TWO' });
    expect(known().known.mail.subject).toBe('Mail TWO');
  });

  test.each<[string, Act]>([
    ['untrack', { do: 'untrack', requestId: uuid(91), own: tracking() }],
    ['another record', { do: 'regard', requestId: uuid(91), own: tracking(), regarding: null }],
    ['private', { do: 'setPrivate', requestId: uuid(91), own: tracking(), private: true }],
  ])('refuses %s as well', async (_what, act) => {
    const { fake, asked, answer, click } = await setUp(message('a'));
    await answer(lookupReply({ own: tracking() }));
    fake.select(message('b'), false);
    await click(act);
    expect(asked.map(({ name }) => name)).toEqual(['lookup', 'lookup']);
  });

  test('is found out even where office.js still names the former one: the page starts anew and says why', async () => {
    const { fake, began, asked, answer, click } = await setUp(null);
    fake.headers.set('a', mailOf('a'));
    fake.select(message('a', 'Mail ONE'));
    await fake.settle();
    await answer(lookupReply());
    fake.headers.set('a', mailOf('b')); // what the host says of the item that lies open there
    await click(track());
    expect(asked.map(({ name }) => name)).toEqual(['lookup']);
    expect(began).toMatchObject([{ subject: 'Mail ONE', text: expect.stringMatching(/^It was not tracked/) }]);
  });

  test.each(['silent', { code: 9020 }] as const)(
    'is not suspected where the client says nothing (%j)',
    async (deed) => {
      const { fake, clock, answer, click, last } = await setUp(null);
      fake.headers.set('a', mailOf('a'));
      fake.select(message('a'));
      await fake.settle();
      await answer(lookupReply());
      fake.deeds.set('headers', deed);
      await click(track());
      clock.pass(2000);
      await fake.settle();
      expect(last().name).toBe('track');
    },
  );

  test('is made good by “Look again”, which never ends in an outline that stays', async () => {
    const { fake, pane, view, began, asked } = await setUp(null);
    pane.lookAgain();
    await fake.settle();
    expect([view().at, began]).toEqual(['nothing', [null]]);
    fake.select(message('b', 'Mail TWO'), false);
    pane.lookAgain();
    await fake.settle();
    expect([view().at, asked.length]).toEqual(['looking', 1]);
    fake.select(null, false);
    pane.lookAgain();
    await fake.settle();
    expect(view().at).toBe('nothing');
  });
});

test('O1 no item, then a draft: its people are asked for, and again when they change', async () => {
  const { fake, view, last, answer } = await setUp(null);
  expect(view().at).toBe('nothing');
  const draft = fake.compose([]);
  await fake.settle();
  expect(view()).toMatchObject({ at: 'looking' });
  expect(last().body.keys).toMatchObject({ direction: 'outgoing', recipients: [] });
  await answer(lookupReply({ people: [] }));
  expect(view()).toMatchObject({ at: 'draft', known: { people: [] } });
  draft.setTo([{ emailAddress: 'anna@contoso.example', displayName: 'Anna' }]);
  await fake.settle();
  expect(last().body.keys).toMatchObject({ direction: 'outgoing', recipients: ['anna@contoso.example'] });
  await answer(lookupReply());
  expect(view()).toMatchObject({ at: 'draft', known: { resolved: [{ address: 'anna@contoso.example' }, {}] } });
});

describe('T5 a draft that has inherited the property of the mail it copies begins without that mail’s choice', () => {
  const stamp: Stamp = { mark: uuid(900), by: 'hand', track: true, regarding: null, token: null };
  const copied = async (subject: string, found: Stamp, reply: object) => {
    const { fake, view, last, answer } = await setUp(null);
    fake.properties.set('draft', writeStamp(found));
    const draft = fake.compose([{ emailAddress: 'anna@contoso.example', displayName: 'Anna' }]);
    draft.subject = subject;
    await fake.settle();
    expect(last().body.keys).toMatchObject({ mark: found.mark });
    await answer(lookupReply(reply));
    return { stamp: (view() as Extract<View, { at: 'draft' }>).known.held.stamp, fake };
  };
  const bearing = candidate({ shared: [{ kind: 'mark', value: stamp.mark }] });

  test.each<[string, string, Stamp, object]>([
    ['a copy of a mail that has left', 'Offer', stamp, { own: tracking() }],
    ['a forward of one', 'FW: Offer', stamp, { own: tracking() }],
    ['a forward of one that waits for its copy', 'FW: Offer', stamp, { own: null, candidates: [bearing] }],
    ['a forward, says the stamp', 'VB: Offert', { ...stamp, plain: true }, { own: null }],
  ])('%s', async (_what, subject, found, reply) => {
    const made = await copied(subject, found, reply);
    expect([made.stamp, made.fake.properties.get('draft')]).toEqual([null, undefined]);
  });

  test.each<[string, string, Stamp, object]>([
    ['a draft that was opened again', 'Offer', { ...stamp, plain: true }, { own: null }],
    ['a forward that was opened again', 'FW: Offer', stamp, { own: null, candidates: [candidate()] }],
    ['a mail that was called back', 'Offer', stamp, { own: tracking({ pending: true }) }],
    ['one that was called back and renamed', 'Order', stamp, { own: null, candidates: [bearing] }],
  ])('but %s keeps its own', async (_what, subject, found, reply) => {
    const made = await copied(subject, found, reply);
    expect(made.stamp?.mark).toBe(stamp.mark);
    expect(made.fake.properties.get('draft')).toBe(writeStamp(found));
  });
});

test('O1 a mistake of our own is told as a problem too, never a pane that stands still', async () => {
  const { view, answer } = await setUp(message('a'));
  await answer({ candidates: null, settings, own: null, people: [] });
  expect((view() as { problem: Problem }).problem.code).toBe('clientRefused');
});
