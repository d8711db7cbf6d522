/** Keeps the state, obeys the machine: the one loop of the pane that does things. */
import { Problem, problem } from '../contract/problems';
import type { OpenItem } from '../outlook/openItem';
import { watchRecipients } from '../outlook/readDraft';
import { look, type LookDoors } from './look';
import { makeMarks } from './marks';
import { perform } from './perform';
import { reduce } from './reduce';
import { firstState, type Effect, type PaneEvent, type PaneState } from './state';

export type PaneDoors = LookDoors;

export interface Pane {
  readonly state: () => PaneState;
  readonly subscribe: (changed: () => void) => () => void;
  readonly send: (event: PaneEvent) => void;
  /** Another item lies open; `again`: the same one was announced once more. */
  readonly open: (open: OpenItem, again: boolean) => void;
  readonly stop: () => void;
}

export function makePane(doors: PaneDoors): Pane {
  const listeners = new Set<() => void>();
  const held: Held = { state: firstState, open: { is: 'none' }, looking: null, leaveDraft: stayed };

  const send = (event: PaneEvent) => {
    const [state, effects] = reduce(held.state, event);
    if (state !== held.state) {
      held.state = state;
      for (const changed of listeners) changed();
    }
    for (const effect of effects) void (effect.do === 'look' ? lookNow(effect) : actNow(effect));
  };
  const { lookNow, actNow, marks } = makeHands(doors, held, send);

  return {
    state: () => held.state,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    send,
    open(open, again) {
      held.open = open;
      held.leaveDraft();
      held.leaveDraft =
        open.is === 'draft' ? watchRecipients(open.item, doors.calls, () => send(draftChanged)) : stayed;
      if (open.is === 'none') held.looking?.abort();
      send({ is: 'itemChanged', to: open.is, again });
      marks.catchUp(open);
    },
    stop() {
      held.looking?.abort();
      held.leaveDraft();
      listeners.clear();
    },
  };
}

const stayed = () => {};
const draftChanged: PaneEvent = { is: 'itemChanged', to: 'draft', again: true };

/** What carries the effects out, and tells the machine how it went. */
function makeHands(doors: PaneDoors, held: Held, send: (event: PaneEvent) => void) {
  const marks = makeMarks(doors.calls);
  const kept = { track: null };

  async function lookNow({ generation }: Extract<Effect, { do: 'look' }>) {
    held.looking?.abort();
    const interest = (held.looking = new AbortController());
    if (held.open.is === 'none') return;
    try {
      send({ is: 'looked', generation, found: await look(held.open, doors, interest.signal) });
    } catch (error) {
      if (!interest.signal.aborted) send({ is: 'lookFailed', generation, problem: asProblem(error) });
    }
  }

  async function actNow({ generation, act, known }: Extract<Effect, { do: 'act' }>) {
    const { open } = held;
    if (open.is !== 'read') return;
    held.looking?.abort();
    const { subject } = known.mail;
    try {
      const outcome = await perform(act, known, open, { ...doors, kept });
      send({ is: 'acted', generation, act, subject, outcome });
    } catch (error) {
      return send({ is: 'actFailed', generation, act, subject, problem: asProblem(error) });
    }
    if (act.do === 'regard') return;
    const { categoryName: name, categoryColor: color } = known.settings.settings;
    const note = await marks.put(open, { wanted: act.do === 'untrack' ? 'removed' : 'set', category: { name, color } });
    if (note !== null) send({ is: 'noted', generation, note });
  }

  return { lookNow, actNow, marks };
}

interface Held {
  state: PaneState;
  open: OpenItem;
  looking: AbortController | null;
  leaveDraft: () => void;
}

/** Known failures as they are; a mistake of the pane's own is told as one, with its words for the administrator. */
const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : problem('clientRefused', error instanceof Error ? error.message : String(error));
