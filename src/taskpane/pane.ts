/** Keeps the state, obeys the machine: the one loop of the pane that does things. */
import { aboutOf } from '../client/letters';
import { Problem, problem } from '../contract/problems';
import type { Tracking } from '../contract/tracking';
import type { Keys } from '../correlation/mail';
import type { OpenItem } from '../outlook/openItem';
import { watchRecipients } from '../outlook/watchRecipients';
import type { Asked } from './asked';
import { look as lookAt } from './look';
import type { LookDoors } from './lookDoors';
import { makeMarking, type Marking } from './marking';
import type { Mark, ReadOpen } from './marks';
import { reduce } from './reduce';
import type { Outbox } from './outbox';
import { firstState, letterIdOf, type Effect, type Known, type Outcome, type PaneEvent, type PaneState } from './state';

export interface PaneDoors extends Omit<LookDoors, 'learn'> {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A new request id (UUID). */
  readonly mint: () => string;
  /** Runs once what is shown has been painted. */
  readonly rest: (run: () => void) => void;
}

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
    for (const effect of effects) void hands[effect.do](effect as never);
  };
  const hands = makeHands(doors, held, send);

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
      hands.marking.catchUp(open);
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
function makeHands(given: PaneDoors, held: Held, send: (event: PaneEvent) => void) {
  const doors = withOutbox(given, send);
  const marking = makeMarking(given.calls);
  const offered = new Set<string>();

  async function look({ generation }: Extract<Effect, { do: 'look' }>) {
    held.looking?.abort();
    const interest = (held.looking = new AbortController());
    const { open } = held;
    if (open.is === 'none') return;
    try {
      const found = await lookAt(open, doors, interest.signal);
      send({ is: 'looked', generation, found });
      marking.pay(open, found);
      if (found.at !== 'known' || open.is !== 'read') return;
      void meet(generation, found.known, open);
      if (mayRule(found.known)) follow(generation, found.known, open).catch(() => undefined); // the next look tries again
    } catch (error) {
      if (!interest.signal.aborted) send({ is: 'lookFailed', generation, problem: asProblem(error) });
    }
  }

  /** A mail of one's own, tracked when it was sent: from now on it is known as what lies here. */
  async function meet(generation: number, known: Known, open: ReadOpen) {
    if (known.mail.direction !== 'outgoing') return;
    const met = await import(/* webpackChunkName: "outbox" */ './sentCopy').then(
      ({ meetSentCopy }) => meetSentCopy(known, open, doors),
      () => null, // not fetched before the line broke: it is met another time
    );
    if (met === null) return;
    send({ is: 'noted', generation, ...met });
    if (met.tracking) await marking.agree(open, known, met.tracking);
  }

  /** What bears the category, or what the rule for incoming mail takes; fetched where there is either. */
  async function follow(generation: number, known: Known, open: ReadOpen) {
    const { followRules } = await import(/* webpackChunkName: "rules" */ './rules');
    await followRules(known, open, {
      ...doors,
      offered,
      send: (event) => send({ ...event, generation }),
      refuse: () => marking.put(open, known, 'failed'),
    });
  }

  const drop = async ({ id }: Extract<Effect, { do: 'drop' }>) => (await doors.outbox()).discard(id);

  return { look, act: makeAct(held, doors, send, marking), drop, marking };
}

type Heard = ReturnType<typeof withOutbox>;

/** Carries out a click, and marks the item as the server has it. */
function makeAct(held: Held, doors: Heard, send: (event: PaneEvent) => void, marking: Marking) {
  const kept = { track: null };

  async function act({ generation, act, known }: Extract<Effect, { do: 'act' }>) {
    const { open } = held;
    if (open.is !== 'read') return;
    held.looking?.abort();
    const { subject } = known.mail;
    const [outcome, failed] = await tell(async () => {
      const { perform } = await import(/* webpackChunkName: "outbox" */ './perform');
      return perform(act, known, open, { ...doors, kept });
    });
    if (outcome === null) {
      const refused = (await doors.outbox()).post().letters.some(({ letter }) => letter.id === letterIdOf(act));
      send({ is: 'actFailed', generation, act, subject, problem: failed, kept: refused });
      if (act.do === 'track' && act.rule?.by === 'category' && failed.status >= 400)
        await marking.put(open, known, 'failed');
      return;
    }
    send({ is: 'acted', generation, act, subject, outcome });
    if (act.do === 'regard' || act.do === 'setPrivate') return;
    const { tracking } = outcome;
    if (typeof tracking === 'string') return marking.owe(known);
    const wanted = act.do === 'untrack' || tracking.state === 'untracked' ? 'removed' : 'set';
    const note = await marking.put(open, known, wanted, () => void forget(wanted, known, tracking));
    if (note !== null) send({ is: 'noted', generation, note });
  }

  /** A category that is seen there later was set later. */
  async function forget(wanted: Mark['wanted'], { keys }: Known, { version }: Tracking) {
    if (wanted === 'removed') await (await doors.outbox()).keepRuleMemory(aboutOf(keys), { bare: version });
  }
  return act;
}

const mayRule = ({ own, stamp, settings: { settings }, preferences }: Known) =>
  own?.state !== 'tracked' &&
  stamp === null &&
  (settings.useCategories || settings.incomingChoice !== 'free' || (preferences?.incoming ?? null) !== null);

/** The machine hears of letters from the first time that somebody asks for the outbox. */
function withOutbox(doors: PaneDoors, send: (event: PaneEvent) => void) {
  const held: { heard: Outbox | null } = { heard: null };
  const outbox = async () => {
    const here = await doors.outbox();
    if (held.heard === here) return here;
    held.heard = here;
    here.subscribe(() => send({ is: 'posted', post: here.post() }));
    void here.flush();
    return here;
  };
  const learnNow = async (keys: Keys, asked: Asked) => {
    const here = await outbox();
    here.heard(null);
    here.learn(keys, asked);
  };
  /** Where it cannot be fetched there is nothing to keep it in; an act that needs it will say so. */
  const learn = (keys: Keys, asked: Asked) => doors.rest(() => void learnNow(keys, asked).catch(() => undefined));
  return { ...doors, outbox, learn };
}

async function tell(work: () => Promise<Outcome>): Promise<[Outcome, null] | [null, Problem]> {
  try {
    return [await work(), null];
  } catch (error) {
    return [null, asProblem(error)];
  }
}

interface Held {
  state: PaneState;
  open: OpenItem;
  looking: AbortController | null;
  leaveDraft: () => void;
}

/** Known failures as they are; a mistake of the pane's own is told as one, with its words for the administrator. */
function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (!(error instanceof Error)) return problem('clientRefused', String(error));
  /** webpack's name for a script that could not be fetched. */
  if (error.name === 'ChunkLoadError') return problem('offline', 'This part of the pane could not be loaded.');
  return problem('clientRefused', error.message);
}
