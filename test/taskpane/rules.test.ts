/** What is tracked though nobody clicked, held against a fake Outlook: what the device remembers, and what comes of being late. */
import type { Api } from '../../src/client/api';
import { defaultPreferences } from '../../src/contract/defaultPreferences';
import { problem } from '../../src/contract/problems';
import { defaultSettings, type Settings } from '../../src/contract/settings';
import { makeCalls } from '../../src/outlook/calls';
import { openItem } from '../../src/outlook/openItem';
import type { ReadOpen } from '../../src/taskpane/marks';
import { makeOutbox } from '../../src/taskpane/outbox';
import { perform } from '../../src/taskpane/perform';
import { reduce } from '../../src/taskpane/reduce';
import { followRules } from '../../src/taskpane/rules';
import { firstState, type Act, type Known, type PaneState } from '../../src/taskpane/state';
import { alice, install, makeClock, makeFakeOutlook, type FakeItem } from '../outlook/fakeOutlook';
import { knownOf, settings, tracking, user, uuid } from './samples';

const NAME = defaultSettings.categoryName;
const FAILED = defaultSettings.categoryFailed;

const item = (itemId: string): FakeItem => ({
  itemType: 'message',
  itemId,
  subject: itemId,
  from: { emailAddress: 'anna@contoso.example', displayName: 'Anna' },
  to: [alice],
  cc: [],
  internetMessageId: `<${itemId}@contoso.example>`,
  conversationId: itemId,
  dateTimeCreated: new Date('2026-05-04T10:00:00Z'),
  itemClass: 'IPM.Note',
  attachments: [],
});

const withSettings = (change: Partial<Settings>, part: Partial<Known> = {}): Known => ({
  ...knownOf(),
  settings: { ...settings, settings: { ...defaultSettings, ...change } },
  ...part,
});
const categories = { useCategories: true };
const untracked = (version: number) => ({ own: tracking({ state: 'untracked', version }) });

async function setUp(answer: (name: string) => unknown = () => ({ tracking: tracking() })) {
  const fake = install(makeFakeOutlook());
  fake.headers.set('a', withSettings({}).mail.headers ?? '');
  fake.select(item('a'));
  const clock = makeClock();
  const asked: string[] = [];
  const api = {
    call: async (name: string) => {
      asked.push(name);
      const said = answer(name);
      if (said instanceof Error) throw said;
      return said;
    },
  } as unknown as Api;
  const doors = { api, now: clock.now, mint: () => uuid(700), calls: makeCalls(clock) };
  const device = { database: undefined, partition: '', after: clock.after, chance: () => 0 };
  const outbox = await makeOutbox({ ...doors, ...device, user: user.address, alone: (work) => work() });
  const offered = new Set<string>();
  const follow = async (known: Known, names: readonly string[]) => {
    fake.categories.set('a', [...names]);
    const said: (Act | string)[] = [];
    const refused = { times: 0 };
    await followRules(known, openItem() as ReadOpen, {
      ...doors,
      offered,
      outbox: async () => outbox,
      send: (event) => void said.push(event.is === 'clicked' ? event.act : event.note),
      refuse: async () => void (refused.times += 1),
    });
    await fake.settle();
    return { said, refused: refused.times };
  };
  return { fake, asked, outbox, doors: { ...doors, outbox: async () => outbox, kept: { track: null } }, follow };
}

const ruleIn = ([act]: readonly (Act | string)[]) =>
  typeof act === 'object' && act.do === 'track' ? (act.rule ?? null) : null;

test('K5 the category is offered in Outlook’s own list, once', async () => {
  const { fake, follow } = await setUp();
  await follow(withSettings(categories), []);
  await follow(withSettings(categories), []);
  expect(fake.masterList.map(({ displayName }) => displayName)).toContain(NAME);
  expect(fake.calls.filter((call) => call.startsWith('master.get'))).toHaveLength(1);
});

test('K5 with the setting off no category is read', async () => {
  const { fake, follow } = await setUp();
  const mine = { preferences: { ...defaultPreferences, incoming: 'none' as const } };
  expect((await follow(withSettings({}, mine), [NAME])).said).toEqual([]);
  expect(fake.calls).not.toContain('categories.get');
});

test('K5 after an untracking the category is left, until this device has seen the mail without it', async () => {
  const { follow } = await setUp();
  const known = withSettings(categories, untracked(2));
  expect((await follow(known, [NAME])).said).toEqual([expect.stringMatching(/does not say which was later/)]);
  expect((await follow(known, [])).said).toEqual([]);
  expect(ruleIn((await follow(known, [NAME])).said)).toMatchObject({ by: 'category', yields: false });
  // Tracked and untracked elsewhere since: what was seen then tells nothing any more.
  const later = withSettings(categories, untracked(4));
  expect((await follow(later, [NAME])).said).toEqual([expect.stringMatching(/does not say which was later/)]);
});

test('K5 K6 what was taken back before it left is tracked by no rule, and by the category once that is set anew', async () => {
  const { outbox, doors, follow, fake } = await setUp(() => problem('offline'));
  const known = withSettings(categories);
  fake.categories.set('a', [NAME]);
  const act = { do: 'track', requestId: uuid(90), regarding: null, withBody: false } as const;
  const because = { method: 'hand', matched: null, reason: 'Chosen by hand.' } as const;
  outbox.heard(problem('offline'));
  await perform({ ...act, because }, known, openItem() as ReadOpen, doors);
  const [waiting] = outbox.post().letters;
  await perform({ do: 'takeBack', requestId: uuid(91), letter: waiting!.letter }, known, openItem() as ReadOpen, doors);
  expect(fake.categories.get('a')).toEqual([]);
  expect(outbox.post().letters).toEqual([]);
  const all = withSettings({ incomingChoice: 'forced', incoming: 'all' });
  expect((await follow(all, [])).said).toEqual([]);
  expect(ruleIn((await follow(known, [NAME])).said)).toMatchObject({ by: 'category' });
});

test('K5 what waits or was refused is not begun again; the category beside the one for failures asks for it', async () => {
  const { outbox, doors, follow } = await setUp(() => problem('unknownRecord'));
  const known = withSettings(categories);
  const [act] = (await follow(known, [NAME])).said;
  await expect(perform(act as Act, known, openItem() as ReadOpen, doors)).rejects.toMatchObject({
    code: 'unknownRecord',
  });
  expect(outbox.post().letters).toHaveLength(1);
  expect((await follow(known, [NAME])).said).toEqual([]);
  expect(ruleIn((await follow(known, [NAME, FAILED])).said)).toMatchObject({ by: 'category' });
  expect(outbox.post().letters).toEqual([]);
});

test('K5 who is spared gets the category for failures, and the sentence why', async () => {
  const { follow } = await setUp();
  const { said, refused } = await follow(withSettings({ ...categories, neverTrack: ['contoso.example'] }), [NAME]);
  expect([said, refused]).toEqual([[expect.stringMatching(/anna@contoso\.example is never tracked/)], 1]);
});

test('K5 O7 what this device never asked about waits until the server can be asked', async () => {
  const { follow } = await setUp();
  const known = withSettings(categories, { remembered: { at: null } });
  expect((await follow(known, [NAME])).said).toEqual([expect.stringMatching(/when the server can be asked/)]);
  expect((await follow(known, [])).said).toEqual([]);
});

test('O1 K6 a rule that is late acts on nothing: not after a click, on another message, or over a failure', () => {
  const act = { do: 'track', requestId: uuid(90), regarding: null, withBody: true } as unknown as Act;
  const view = { at: 'known', known: knownOf(), act: { is: 'idle' }, canUndo: false, notes: [] } as const;
  const state: PaneState = { ...firstState, generation: 5, view };
  const effectsOf = (before: PaneState, generation: number) =>
    reduce(before, { is: 'clicked', act, generation })[1].map((effect) => effect.do);
  expect(effectsOf(state, 5)).toEqual(['act']);
  expect(effectsOf(state, 4)).toEqual([]);
  const failed = { ...view, act: { is: 'failed', act, problem: problem('erased') } } as const;
  expect(effectsOf({ ...state, view: failed }, 5)).toEqual([]);
});

test('O1 K6 whoever went on before the text was read has not asked for it: nothing is sent', async () => {
  const { fake, asked, doors, follow } = await setUp();
  const known = withSettings({ incomingChoice: 'forced', incoming: 'all' });
  const [act] = (await follow(known, [])).said;
  const open = openItem() as ReadOpen;
  fake.select(item('b'));
  expect(await perform(act as Act, known, open, doors)).toMatchObject({ tracking: 'overtaken' });
  expect(asked).toEqual([]);
});

test('K6 a device that does not know what its reader chose tracks nothing', async () => {
  const { follow } = await setUp();
  expect((await follow(withSettings({}), [])).said).toEqual([]);
  const mine = { preferences: { ...defaultPreferences, incoming: 'all' as const } };
  expect(ruleIn((await follow(withSettings({}, mine), [])).said)).toMatchObject({ by: 'incoming', yields: true });
});
