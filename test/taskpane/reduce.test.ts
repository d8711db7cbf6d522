import { problem } from '../../src/contract/problems';
import { reduce } from '../../src/taskpane/reduce';
import { firstState, type Act, type Effect, type PaneEvent, type PaneState, type View } from '../../src/taskpane/state';
import { becauseChosen } from '../../src/taskpane/verdict';
import { anna, annaRecord, knownOf, stranger, tracking, uuid } from './samples';

type Step = readonly [PaneState, readonly Effect[]];
const run = (state: PaneState, ...events: PaneEvent[]): Step =>
  events.reduce<Step>(
    ([before, effects], event) => {
      const [after, more] = reduce(before, event);
      return [after, [...effects, ...more]];
    },
    [state, []],
  );

const opened: PaneEvent = { is: 'itemChanged', to: 'read', again: false };
const again: PaneEvent = { ...opened, again: true };
const known = knownOf();
const looked = (generation: number, found = known): PaneEvent => ({
  is: 'looked',
  generation,
  found: { at: 'known', known: found },
});
const track: Act = { do: 'track', requestId: uuid(90), regarding: null, because: becauseChosen(known), withBody: true };
const untrack: Act = { do: 'untrack', requestId: uuid(91), own: tracking() };
const clicked = (act: Act): PaneEvent => ({ is: 'clicked', act });
const acted = (generation: number, act: Act, note: string | null = null): PaneEvent => ({
  is: 'acted',
  generation,
  act,
  subject: 'Offer',
  outcome: { tracking: tracking(), created: null, note },
});
const failed = (generation: number, act: Act, code: Parameters<typeof problem>[0] = 'offline'): PaneEvent => ({
  is: 'actFailed',
  generation,
  act,
  subject: 'Offer',
  problem: problem(code),
  kept: false,
});

/** One word for what is shown. */
const shown = ({ view }: PaneState): string =>
  view.at === 'known'
    ? `known/${view.act.is}${view.known.own?.state === 'tracked' ? '/tracked' : ''}${view.canUndo ? '/undo' : ''}`
    : view.at;
const knownState = run(firstState, opened, looked(1))[0];
const runningState = run(knownState, clicked(track))[0];

describe('O1 the pane as a table: what is shown, and what is begun', () => {
  test.each<[string, PaneState, PaneEvent[], string, string[]]>([
    ['nothing has happened', firstState, [], 'starting', []],
    ['no item', firstState, [{ is: 'itemChanged', to: 'none', again: false }], 'nothing', []],
    ['an item', firstState, [opened], 'looking', ['look 1']],
    ['its answer', firstState, [opened, looked(1)], 'known/idle', ['look 1']],
    ['a late answer about the earlier item', firstState, [opened, opened, looked(1)], 'looking', ['look 1', 'look 2']],
    [
      'a late failure of the earlier item',
      firstState,
      [opened, opened, { is: 'lookFailed', generation: 1, problem: problem('offline') }],
      'looking',
      ['look 1', 'look 2'],
    ],
    [
      'a late answer after the item was closed',
      firstState,
      [opened, { is: 'itemChanged', to: 'none', again: false }, looked(1)],
      'nothing',
      ['look 1'],
    ],
    [
      'a failed look',
      firstState,
      [opened, { is: 'lookFailed', generation: 1, problem: problem('badAnswer') }],
      'failed',
      ['look 1'],
    ],
    [
      'a failed look, retried',
      firstState,
      [opened, { is: 'lookFailed', generation: 1, problem: problem('badAnswer') }, { is: 'retried' }],
      'looking',
      ['look 1', 'look 2'],
    ],
    [
      'a failed look, read again',
      firstState,
      [opened, { is: 'lookFailed', generation: 1, problem: problem('badAnswer') }, { is: 'lookedAgain' }],
      'looking',
      ['look 1', 'look 2'],
    ],
    ['the same item once more while it is looked at', firstState, [opened, again], 'looking', ['look 1']],
    ['the same item once more behind its verdict', knownState, [again], 'known/idle', ['look 2']],
    ['the same item once more while something runs', runningState, [again], 'known/running', []],
    ['a click', knownState, [clicked(track)], 'known/running', ['act 2 track']],
    ['a second click meanwhile', knownState, [clicked(track), clicked(untrack)], 'known/running', ['act 2 track']],
    ['a click where there is nothing to act on', firstState, [opened, clicked(track)], 'looking', ['look 1']],
    [
      'an answer of a look that a click has overtaken',
      knownState,
      [again, clicked(track), looked(2)],
      'known/running',
      ['look 2', 'act 3 track'],
    ],
    ['stored', runningState, [acted(2, track)], 'known/idle/tracked', []],
    [
      'untracked offers undo',
      knownState,
      [clicked(untrack), acted(2, untrack)],
      'known/idle/tracked/undo',
      ['act 2 untrack'],
    ],
    [
      'undo goes with the next click',
      knownState,
      [clicked(untrack), acted(2, untrack), clicked(track)],
      'known/running/tracked',
      ['act 2 untrack', 'act 3 track'],
    ],
    ['refused', runningState, [failed(2, track)], 'known/failed', []],
    ['refused and dismissed', runningState, [failed(2, track), { is: 'dismissed' }], 'known/idle', ['drop']],
    ['refused and retried', runningState, [failed(2, track), { is: 'retried' }], 'known/running', ['act 3 track']],
    [
      'changed meanwhile, retried: the present state first',
      runningState,
      [failed(2, track, 'changedMeanwhile'), { is: 'retried' }],
      'looking',
      ['drop', 'look 3'],
    ],
    ['another item while something runs', runningState, [opened], 'looking', ['look 3']],
    ['stored after the item was left', runningState, [opened, acted(2, track)], 'looking', ['look 3']],
    ['a retry with nothing to retry', knownState, [{ is: 'retried' }], 'known/idle', []],
    ['a draft', firstState, [{ is: 'itemChanged', to: 'draft', again: false }], 'looking', ['look 1']],
    [
      'other recipients while a draft is looked at',
      firstState,
      [
        { is: 'itemChanged', to: 'draft', again: false },
        { is: 'itemChanged', to: 'draft', again: true },
      ],
      'looking',
      ['look 1', 'look 2'],
    ],
  ])('%s', (...row) => {
    const [, state, events, word, effects] = row;
    const [after, begun] = run(state, ...events);
    expect(shown(after)).toBe(word);
    expect(
      begun.map((effect) =>
        effect.do === 'drop'
          ? 'drop'
          : `${effect.do} ${effect.generation}${effect.do === 'act' ? ` ${effect.act.do}` : ''}`,
      ),
    ).toEqual(effects);
  });
});

const viewOf = (state: PaneState) => state.view as Extract<View, { at: 'known' }>;

test('O1 tracked is never shown before the server has answered', () => {
  expect(viewOf(runningState).known.own).toBeNull();
  expect(viewOf(run(runningState, failed(2, track))[0]).known.own).toBeNull();
});

test('O1 a retry is the same request; after "too large" it goes without the body', () => {
  const actOf = (events: PaneEvent[]) => (run(runningState, ...events)[1].at(-1) as { act: Act }).act;
  expect(actOf([failed(2, track), { is: 'retried' }])).toEqual(track);
  expect(actOf([failed(2, track, 'tooLarge'), { is: 'retried' }])).toEqual({ ...track, withBody: false });
});

test('O1 a failure on a message that was left is told by its subject, once, until it is read', () => {
  const [state] = run(runningState, opened, failed(2, track), failed(2, track));
  expect(state.news).toMatchObject([
    { id: uuid(90), subject: 'Offer', text: 'It was not tracked.', problem: { code: 'offline' } },
  ]);
  expect(run(state, { is: 'newsRead', id: uuid(90) })[0].news).toEqual([]);
});

test('O1 a success on a message that was left is told only where there is something to know', () => {
  expect(run(runningState, opened, acted(2, track))[0].news).toEqual([]);
  expect(run(runningState, opened, acted(2, track, 'Without its body.'))[0].news).toMatchObject([
    { text: 'Without its body.', problem: null },
  ]);
});

test('O1 a created record stands beside its person at once', () => {
  const create: Act = {
    do: 'create',
    requestId: uuid(92),
    thenRequestId: uuid(93),
    own: null,
    record: { type: 'contact', name: 'Anna', email: 'anna@contoso.example', company: null },
  };
  const [state] = run(firstState, opened, looked(1, knownOf({ people: [stranger] })), clicked(create), {
    is: 'acted',
    generation: 2,
    act: create,
    subject: '',
    outcome: { tracking: tracking(), created: annaRecord, note: null },
  });
  expect(viewOf(state).known.people).toEqual([anna]);
});

test('O1 what a user had begun to fill in belongs to one item: the number rises with every other item only', () => {
  expect(run(knownState, again, clicked(track))[0].item).toBe(knownState.item);
  expect(run(knownState, opened)[0].item).toBe(knownState.item + 1);
});

test('O1 a note goes with the next click, and never to another item', () => {
  const note: PaneEvent = { is: 'noted', generation: 1, note: 'No category.' };
  expect(viewOf(run(knownState, note)[0]).notes).toEqual(['No category.']);
  expect(viewOf(run(knownState, note, clicked(track))[0]).notes).toEqual([]);
  expect(viewOf(run(knownState, opened, looked(2), note)[0]).notes).toEqual([]);
});
