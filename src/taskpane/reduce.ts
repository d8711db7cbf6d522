/** The pane as a pure machine: what happened -> what it is in now, and what is to be done. */
import type { ResolvedPerson } from '../contract/records';
import { waitingFor } from './waiting';
import {
  letterIdOf,
  type Act,
  type Effect,
  type Found,
  type News,
  type Outcome,
  type PaneEvent,
  type PaneState,
  type View,
} from './state';

type Step = readonly [PaneState, readonly Effect[]];
type Happened<W extends PaneEvent['is']> = Extract<PaneEvent, { is: W }>;
type KnownView = Extract<View, { at: 'known' }>;

const stay = (state: PaneState): Step => [state, []];
const show = (state: PaneState, view: View): Step => [{ ...state, view }, []];

export function reduce(state: PaneState, event: PaneEvent): Step {
  switch (event.is) {
    case 'itemChanged':
      return itemChanged(state, event);
    case 'looked':
      return event.generation === state.generation ? show(state, viewOf(event.found)) : stay(state);
    case 'lookFailed':
      return event.generation === state.generation
        ? show(state, { at: 'failed', problem: event.problem })
        : stay(state);
    case 'clicked':
      return clicked(state, event);
    case 'acted':
      return acted(state, event);
    case 'actFailed':
      return actFailed(state, event);
    case 'noted':
      return noted(state, event);
    case 'retried':
      return retried(state);
    case 'lookedAgain':
      return look(state, { at: 'looking' });
    case 'dismissed':
      return dismissed(state);
    case 'posted':
      return posted(state, event);
    case 'told':
      return stay(told(state, event.news));
    case 'newsRead':
      return stay({ ...state, news: state.news.filter(({ id }) => id !== event.id) });
  }
}

const viewOf = (found: Found): View =>
  found.at === 'draft' ? found : { at: 'known', known: found.known, act: { is: 'idle' }, canUndo: false, notes: [] };

function look(state: PaneState, view: View): Step {
  const generation = state.generation + 1;
  return [{ ...state, generation, view }, [{ do: 'look', generation }]];
}

/** The same item announced once more is looked at afresh behind the verdict that stands; never under a running act. */
function itemChanged(before: PaneState, { to, again, of }: Happened<'itemChanged'>): Step {
  const state = again ? before : { ...before, item: before.item + 1, of: of ?? null };
  const { view } = state;
  if (to === 'none') return show({ ...state, generation: state.generation + 1 }, { at: 'nothing' });
  if (!again) return look(state, { at: 'looking' });
  if (to === 'draft') return look(state, view.at === 'draft' ? view : { at: 'looking' });
  return view.at === 'known' && view.act.is === 'idle' ? look(state, view) : stay(state);
}

/** One act at a time: a second click while one runs is no second act. */
function clicked(state: PaneState, { act, generation: seen }: Happened<'clicked'>): Step {
  const { view } = state;
  if (view.at !== 'known' || view.act.is === 'running') return stay(state);
  if (seen !== undefined && (seen !== state.generation || view.act.is !== 'idle')) return stay(state);
  const generation = state.generation + 1;
  const next: KnownView = {
    ...view,
    act: { is: 'running', act },
    canUndo: false,
    notes: [],
    newcomer: null,
    ruled: null,
  };
  return [{ ...state, generation, view: next }, [{ do: 'act', generation, act, known: view.known }]];
}

const isRunning = (state: PaneState, generation: number) =>
  state.generation === generation && state.view.at === 'known' && state.view.act.is === 'running';

function acted(state: PaneState, event: Happened<'acted'>): Step {
  const { view } = state;
  const { act, outcome, subject } = event;
  if (!isRunning(state, event.generation) || view.at !== 'known')
    return outcome.note === null
      ? stay(state)
      : stay(told(state, { id: act.requestId, subject, text: outcome.note, problem: null }));
  const own = typeof outcome.tracking === 'string' ? view.known.own : outcome.tracking;
  const known = { ...view.known, own, people: withCreated(view.known.people, outcome) };
  const idle: KnownView = { ...view, known, act: { is: 'idle' }, canUndo: false };
  if (outcome.tracking === 'overtaken') return look(state, idle);
  const notes = outcome.note === null ? [] : [outcome.note];
  const [newcomer, ruled] = act.do === 'track' ? [outcome.created, act.rule ?? null] : [null, null];
  const canUndo = act.do === 'untrack' && outcome.tracking !== 'waiting';
  return show(state, { ...idle, canUndo, notes, newcomer, ruled });
}

/** The new record stands by its address at once, without another question. */
function withCreated(people: readonly ResolvedPerson[], { created }: Outcome): readonly ResolvedPerson[] {
  const email = created?.email?.toLowerCase();
  if (!created || email === undefined) return people;
  return people.map((person) =>
    person.address.toLowerCase() === email ? { ...person, records: [created, ...person.records] } : person,
  );
}

function actFailed(state: PaneState, event: Happened<'actFailed'>): Step {
  const { act, problem, subject } = event;
  if (isRunning(state, event.generation) && state.view.at === 'known')
    return show(state, {
      ...state.view,
      act: problem.code === 'anotherOpen' ? { is: 'idle' } : { is: 'failed', act, problem },
    });
  if (event.kept) return stay(state); // it stands in the list of refused letters
  return stay(told(state, { id: act.requestId, subject, text: FAILED[act.do], problem }));
}

export const FAILED: Record<Happened<'actFailed'>['act']['do'], string> = {
  track: 'It was not tracked.',
  regard: 'Its record was not changed.',
  untrack: 'It is still tracked.',
  restore: 'Its tracking was not restored.',
  setPrivate: 'Who reads it was not changed.',
  takeBack: 'It could not be taken back.',
  create: 'The record was not created, or the mail not tracked to it.',
};

/** Old news makes room: three pieces are as much as anybody reads. */
const told = (state: PaneState, news: News): PaneState => ({
  ...state,
  news: [...state.news.filter(({ id }) => id !== news.id), news].slice(-3),
});

function noted(state: PaneState, { generation, note, tracking }: Happened<'noted'>): Step {
  const { view } = state;
  if (generation !== state.generation || view.at !== 'known') return stay(state);
  const own = tracking ?? view.known.own;
  return show(state, { ...view, known: { ...view.known, own }, notes: [...view.notes, note] });
}

/** Where the present state is another than the one shown, repeating the act would fail again: look first. */
const LOOK_FIRST = new Set(['changedMeanwhile', 'unknownTracking', 'requestReused', 'unknownRecord']);

function retried(state: PaneState): Step {
  const { view } = state;
  if (view.at === 'failed') return look(state, { at: 'looking' });
  if (view.at !== 'known' || view.act.is !== 'failed') return stay(state);
  const { act, problem } = view.act;
  if (LOOK_FIRST.has(problem.code)) {
    const [next, effects] = look(state, { at: 'looking' });
    return [next, [dropOf(act), ...effects]];
  }
  const again = act.do === 'track' && problem.code === 'tooLarge' ? { ...act, withBody: false } : act;
  return clicked({ ...state, view: { ...view, act: { is: 'idle' } } }, { is: 'clicked', act: again });
}

/** The letter of an act that failed is not wanted any more. */
function dismissed(state: PaneState): Step {
  const { view } = state;
  if (view.at !== 'known') return stay(state);
  const [next] = show(state, { ...view, act: { is: 'idle' } });
  return [next, view.act.is === 'failed' ? [dropOf(view.act.act)] : []];
}

const dropOf = (act: Act): Effect => ({ do: 'drop', id: letterIdOf(act) });

/** What waited for the open mail has left, or the line is back: what is shown is looked at afresh, behind what stands. */
function posted(before: PaneState, { post }: Happened<'posted'>): Step {
  const state = { ...before, post };
  const { view } = state;
  const back = before.post.away !== null && post.away === null;
  if (view.at === 'failed') return back ? look(state, { at: 'looking' }) : stay(state);
  if (view.at === 'draft') return back ? look(state, view) : stay(state);
  if (view.at !== 'known' || view.act.is !== 'idle') return stay(state);
  const left = waitingFor(before.post, view.known).length > waitingFor(post, view.known).length;
  return back || (left && post.away === null) ? look(state, view) : stay(state);
}
