/** How full somebody's numbers are, in words. */
import type { NumberSpace } from '../contract/sending';
import type { Settings } from '../contract/settings';

/** From here on an administrator should know of it before it happens. */
const NEARLY_FULL = 0.8;

export const isNearlyFull = ({ taken, size }: NumberSpace) => taken >= size * NEARLY_FULL;

/** Rounded down: 100 % is said of a full one only. */
export const shareWords = ({ taken, size }: NumberSpace) =>
  `${taken} of ${size} (${Math.floor((taken * 100) / size)} %)`;

export const daysWords = (days: number | null) =>
  days === null ? 'not used lately' : days > 3650 ? 'over ten years' : days === 1 ? '1 day' : `${days} days`;

export const kindWords = ({ offline }: NumberSpace) => (offline ? 'offline' : 'online');

const afterwards: Record<Settings['whenNumbersRunOut'], string> = {
  widen: 'After that new tokens get one digit more.',
  none: 'After that mail leaves without a token.',
};

/** What to say of one that is nearly full. */
export function warningWords(space: NumberSpace, whenNumbersRunOut: Settings['whenNumbersRunOut']): string {
  const share = `${space.name} has used ${shareWords(space)} of the ${kindWords(space)} numbers.`;
  if (space.daysLeft === null) return `${share} ${afterwards[whenNumbersRunOut]}`;
  const wider = space.daysLeftWider === null ? '' : ` One digit more would last ${daysWords(space.daysLeftWider)}.`;
  return `${share} At the present rate the rest lasts ${daysWords(space.daysLeft)}.${wider} ${afterwards[whenNumbersRunOut]}`;
}
