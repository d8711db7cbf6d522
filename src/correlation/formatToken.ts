/** A token as it stands in a subject. */
import type { TokenLayout } from './policy';

/** What a token says. `user` is base tracking number + n. */
export interface Token {
  readonly layout: TokenLayout;
  readonly offline: boolean;
  readonly user: number;
  readonly counter: number;
}

/** As it stands in a subject. Throws a RangeError where a number does not fit its digits. */
export function formatToken({ layout, offline, user, counter }: Token): string {
  return `${layout.prefix}${offline ? 1 : 0}${padded(user, layout.userDigits)}${padded(counter, layout.counterDigits)}`;
}

function padded(value: number, digits: number): string {
  const text = String(value);
  if (!/^\d+$/.test(text) || text.length > digits) throw new RangeError(`${text} does not fit ${digits} digits`);
  return text.padStart(digits, '0');
}
