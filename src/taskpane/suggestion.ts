/** What one click on Track would do. */
import type { Track } from '../contract/tracking';
import type { Chosen, Known } from './state';
import { becauseChosen, becauseOf, chosen, type Verdict } from './verdict';

export type Untracked = Exclude<Verdict, { is: 'tracked' | 'waiting' }>;

export interface Suggestion {
  readonly regarding: Chosen | null;
  readonly because: Track['because'];
}

/** null where there is nothing to suggest. */
export function suggestionOf(verdict: Untracked, known: Known): Suggestion | null {
  if (verdict.is !== 'notTracked' && verdict.is !== 'unknown')
    return { regarding: verdict.regarding && chosen(verdict.regarding), because: becauseOf(verdict.match) };
  const copy = 'copy' in verdict ? verdict.copy : undefined;
  if (copy?.regarding && copy.regarding.state !== 'deleted')
    return {
      regarding: chosen(copy.regarding),
      because: { method: 'hand', matched: copy.activityId, reason: 'Chosen by hand: the record of the other copy.' },
    };
  return verdict.person && { regarding: chosen(verdict.person.record), because: becauseChosen(known) };
}
