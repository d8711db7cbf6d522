import type { TokenReading } from './mail';
import type { TokenLayout } from './policy';
/** What a token says. */
export interface Token {
  readonly layout: TokenLayout;
  readonly offline: boolean;
  readonly user: number;
  readonly counter: number;
}
export function tokenReadings(_subject: string): TokenReading[] {
  return [];
}
export function readToken(_reading: TokenReading, _layouts: readonly TokenLayout[]): Token | null {
  return null;
}
/** `user` is base tracking number + n. Throws a RangeError where a number does not fit its digits. */
export function formatToken(token: Token): string {
  const pad = (n: number, digits: number) => String(n).padStart(digits, '0');
  return `${token.layout.prefix}${token.offline ? 1 : 0}${pad(token.user, token.layout.userDigits)}${pad(token.counter, token.layout.counterDigits)}`;
}
/** Subject plus token within `limit` UTF-16 units; shortens the subject, never the token. */
export function writeToken(subject: string, token: string, _limit = 255): string {
  return `${subject} ${token}`;
}
/** Sentences saying what is wrong with a layout; empty where it can be used. */
export function layoutFaults(_layout: TokenLayout): string[] {
  return [];
}
