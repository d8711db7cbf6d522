/** Keeps the state, obeys the machine: the one loop of the pane that does things. */
import { nameOf, openItem, sameItem, type OpenItem } from '../outlook/openItem';
import { watchRecipients } from '../outlook/watchRecipients';
import { makeAct } from './act';
import { asProblem } from './asProblem';
import { withOutbox } from './heardOutbox';
import { look as lookAt } from './look';
import type { LookDoors } from './lookDoors';
import { makeMarking } from './marking';
import type { ReadOpen } from './marks';
import { reduce } from './reduce';
import { firstState, type Effect, type Known, type News, type PaneEvent, type PaneState } from './state';

export interface PaneDoors extends Omit<LookDoors, 'learn'> {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A new request id (UUID). */
  readonly mint: () => string;
  /** Runs once what is shown has been painted. */
  readonly rest: (run: () => void) => void;
  /** Starts the page anew, which has Outlook tell the open item again; `news` is what it says then. */
  readonly beginAgain: (news: News | null) => void;
}

export interface Pane {
  readonly state: () => PaneState;
  readonly subscribe: (changed: () => void) => () => void;
  readonly send: (event: PaneEvent) => void;
  /** Another item lies open; `again`: the same one was announced once more. */
  readonly open: (open: OpenItem, again: boolean) => void;
  /** Somebody wants to know what lies open at this moment. */
  readonly lookAgain: () => void;
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
  const open = (now: OpenItem, again: boolean) => {
    held.open = now;
    held.leaveDraft();
    held.leaveDraft = now.is === 'draft' ? watchRecipients(now.item, doors.calls, () => send(draftChanged)) : stayed;
    if (now.is === 'none') held.looking?.abort();
    send({ is: 'itemChanged', to: now.is, again, of: nameOf(now) });
    hands.marking.catchUp(now);
  };
  /** Another item lies open than the one shown: looks at that one. */
  const follow = (news: News | null) => {
    const now = openItem();
    if (sameItem(now, held.open)) return doors.beginAgain(news);
    if (news) send({ is: 'told', news });
    open(now, false);
  };
  const hands = makeHands({ ...doors, follow }, held, send);

  return {
    state: () => held.state,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    send,
    open,
    lookAgain: () =>
      held.open.is !== 'none' && sameItem(openItem(), held.open) ? send({ is: 'lookedAgain' }) : follow(null),
    stop() {
      held.looking?.abort();
      held.leaveDraft();
      listeners.clear();
    },
  };
}

const stayed = () => {};
const draftChanged: PaneEvent = { is: 'itemChanged', to: 'draft', again: true };

interface HandDoors extends PaneDoors {
  readonly follow: (news: News | null) => void;
}

/** What carries the effects out, and tells the machine how it went. */
function makeHands(given: HandDoors, held: Held, send: (event: PaneEvent) => void) {
  const doors = withOutbox(given, send);
  const stopLooking = () => held.looking?.abort();
  const marking = makeMarking(given.calls, given.user.address);
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
    if (known.mail.direction !== 'outgoing' && known.mail.kind === 'message') return;
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

  return { look, act: makeAct(held, doors, { send, marking, stopLooking }), drop, marking };
}

const mayRule = ({ own, stamp, settings: { settings }, preferences }: Known) =>
  own?.state !== 'tracked' &&
  stamp === null &&
  (settings.useCategories || settings.incomingChoice !== 'free' || (preferences?.incoming ?? null) !== null);

interface Held {
  state: PaneState;
  open: OpenItem;
  looking: AbortController | null;
  leaveDraft: () => void;
}
