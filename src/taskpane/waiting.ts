/** The letters on their way that are about the open mail, and what they say will become of it. */
import { aboutOf } from '../client/letters';
import type { Waiting } from '../client/outbox';
import type { Post } from '../client/postman';
import type { Known } from './state';

/** In the order in which they leave. None where the first was refused: that one stands in the list of refused letters. */
export function waitingFor({ letters }: Post, { keys }: Pick<Known, 'keys'>): readonly Waiting[] {
  const about = aboutOf(keys);
  const mine = letters.filter(({ letter }) => letter.about === about);
  return mine[0]?.refused ? [] : mine;
}

/** The mail will be tracked once they have left; null where none waits. */
export function willBeTracked(waiting: readonly Waiting[]): boolean | null {
  const last = waiting.at(-1);
  return last === undefined ? null : last.letter.errand.do !== 'untrack';
}

export function waitingHeadline(waiting: readonly Waiting[]): string {
  const last = waiting.at(-1)?.letter;
  switch (last?.errand.do) {
    case 'untrack':
      return 'Waiting to be untracked';
    case 'restore':
      return 'Waiting to be tracked again';
    case 'regard':
      return last.recordName === null ? 'Waiting to lose its record' : `Waiting to move to ${last.recordName}`;
    default:
      return last?.recordName ? `Waiting to be tracked regarding ${last.recordName}` : 'Waiting to be tracked';
  }
}
