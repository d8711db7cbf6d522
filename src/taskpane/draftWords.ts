/** The sentences about a mail or meeting that is being written. */
import type { Stamp } from '../contract/stamp';
import type { SendPlan } from '../correlation/planSend';
import { listWords } from '../ui/words';
import type { DraftKnown } from './draftKnown';

export interface DraftWords {
  readonly headline: string;
  readonly why: string;
  /** Whether it will be tracked, as far as it can be told now. */
  readonly tracked: boolean;
}

export function wordsOf(known: DraftKnown, stamp: Stamp | null, plan: SendPlan): DraftWords {
  if (isSettled(known)) {
    const regarding = known.own?.regarding;
    const headline = regarding ? `Tracked regarding ${regarding.name}` : 'Tracked without record';
    return {
      headline,
      why: 'Further changes to it are told to its guests by Outlook, not tracked again.',
      tracked: true,
    };
  }
  if (stamp?.by === 'hand') return chosenWords(stamp, known.own?.state === 'tracked');
  if (plan.do === 'leave') return { headline: 'Will not be tracked', why: plan.why, tracked: false };
  if (plan.do === 'ask') return { headline: 'May be tracked when it is sent', why: plan.why, tracked: false };
  return { headline: willBe(stamp?.regarding?.name), why: plan.why, tracked: true };
}

/** A meeting that was sent is tracked for good; a message that lies here as a draft was called back. */
export const isSettled = ({ kind, own }: DraftKnown) => kind === 'appointment' && own?.state === 'tracked';

const CHOSEN = 'You chose to track it. It is tracked when it is sent.';
const CALLED_BACK = 'It was sent and called back. What is tracked follows when you send it again.';

const chosenWords = ({ track, regarding }: Stamp, calledBack: boolean): DraftWords =>
  track
    ? { headline: willBe(regarding?.name), why: calledBack ? CALLED_BACK : CHOSEN, tracked: true }
    : { headline: 'Will not be tracked', why: 'You chose to leave it alone.', tracked: false };

const willBe = (name: string | undefined) =>
  name === undefined ? 'Will be tracked without record' : `Will be tracked regarding ${name}`;

/** One line: by what replies find their way, and what this client cannot write. */
export function carrierLine({ carriers, kind }: DraftKnown, token: string | null): string {
  const can = [
    token !== null && 'the token in its subject',
    carriers.header && 'a hidden header',
    carriers.property && 'a note on your own copy',
  ].filter((word) => word !== false);
  const cannot = [
    kind === 'message' && !carriers.subject && 'the subject',
    kind === 'message' && !carriers.header && 'a hidden header',
    !carriers.property && 'a note on your own copy',
  ].filter((word) => word !== false);
  const carries = can.length > 0 ? `It carries ${listWords(can)}.` : 'It carries nothing of ours.';
  return cannot.length > 0 ? `${carries} This Outlook does not let us write ${listWords(cannot)}.` : carries;
}
