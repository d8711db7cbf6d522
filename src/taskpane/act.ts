/** Carries out a click, and tells the machine how it went. */
import { aboutOf } from '../client/letters';
import { problem, type Problem } from '../contract/problems';
import type { Tracking } from '../contract/tracking';
import { openItem, sameItem, type OpenItem } from '../outlook/openItem';
import { asProblem } from './asProblem';
import type { Marking } from './marking';
import type { Mark } from './marks';
import type { PerformDoors } from './perform';
import { FAILED } from './reduce';
import { letterIdOf, type Act, type Effect, type Known, type News, type Outcome, type PaneEvent } from './state';

export interface ActDoors extends Omit<PerformDoors, 'kept'> {
  /** Another item lies open: looks at that one, and says why. */
  readonly follow: (news: News | null) => void;
}

interface ActHands {
  readonly send: (event: PaneEvent) => void;
  readonly marking: Marking;
  readonly stopLooking: () => void;
}

/** Carries out a click, and marks the item as the server has it. */
export function makeAct(held: { readonly open: OpenItem }, doors: ActDoors, hands: ActHands) {
  const { send, marking, stopLooking } = hands;
  const kept = { track: null };

  async function act({ generation, act, known }: Extract<Effect, { do: 'act' }>) {
    const { open } = held;
    if (open.is !== 'read') return;
    stopLooking();
    const { subject } = known.mail;
    if (!sameItem(open, openItem())) return refuse({ generation, act, subject, problem: problem('anotherOpen') });
    const [outcome, failed] = await tell(async () => {
      const { perform } = await import(/* webpackChunkName: "outbox" */ './perform');
      return perform(act, known, open, { ...doors, kept });
    });
    if (outcome === null) {
      if (failed.code === 'anotherOpen') return refuse({ generation, act, subject, problem: failed });
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

  function refuse(what: { generation: number; act: Act; subject: string; problem: Problem }) {
    const { act: refused, subject, problem: why } = what;
    send({ is: 'actFailed', ...what, kept: true });
    const text = `${FAILED[refused.do]} ${why.sentence}`;
    const clicked = refused.do !== 'track' || refused.rule === undefined;
    if (clicked) doors.follow({ id: refused.requestId, subject, text, problem: null });
    else if (!sameItem(held.open, openItem())) doors.follow(null);
  }

  /** A category that is seen there later was set later. */
  async function forget(wanted: Mark['wanted'], { keys }: Known, { version }: Tracking) {
    if (wanted === 'removed') await (await doors.outbox()).keepRuleMemory(aboutOf(keys), { bare: version });
  }
  return act;
}

async function tell(work: () => Promise<Outcome>): Promise<[Outcome, null] | [null, Problem]> {
  try {
    return [await work(), null];
  } catch (error) {
    return [null, asProblem(error)];
  }
}
