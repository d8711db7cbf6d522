/** Tracking tokens: prefix, designator (0 online, 1 offline), user number, activity counter (Microsoft: "tracking token structure"). */
import type { Token } from './formatToken';
import type { TokenReading } from './mail';
import type { TokenLayout } from './policy';
import { prefixes } from './prefixes';

export { formatToken, type Token } from './formatToken';

/** The longest legal token has 1 + 10 + 9 digits, the shortest 3. */
const MOST_DIGITS = 20;
const FEWEST_DIGITS = 3;
const MOST_READINGS = 20;
/** Characters at the end of a subject in which tokens are looked for. */
const LONGEST = 4000;
/** Room for the longest prefix and the character before it, which must not be a letter or digit. */
const BEFORE = 21;
/** Zero-width and direction marks, soft hyphen, byte order mark: mail clients put them between anything. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Digits, or what may be some in another script; most subjects hold neither. */
const PERHAPS = /[0-9]{3}|[^\x20-\x7e]/;

/** Every whole run of digits that could be a token under some layout; the last ones where there are many, tokens stand at the end. */
export function tokenReadings(subject: string): TokenReading[] {
  const end = subject.slice(-LONGEST);
  if (!PERHAPS.test(end)) return [];
  const text = end.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, ' ');
  const found: TokenReading[] = [];
  for (const run of text.matchAll(/\p{Nd}+/gu)) {
    if (run[0].length < FEWEST_DIGITS || run[0].length > MOST_DIGITS || !/^[0-9]+$/.test(run[0])) continue;
    found.push({ digits: run[0], before: text.slice(Math.max(0, run.index - BEFORE), run.index) });
  }
  return found.slice(-MOST_READINGS);
}

/** The token a reading is under the first layout that fits, or null: prefix whole and not the tail of a word, digits to the last one. */
export function readToken(reading: TokenReading, layouts: readonly TokenLayout[]): Token | null {
  for (const layout of layouts) {
    if (reading.digits.length !== 1 + layout.userDigits + layout.counterDigits) continue;
    if (!/^[01]/.test(reading.digits) || !hasPrefix(reading.before, layout.prefix)) continue;
    const user = Number(reading.digits.slice(1, 1 + layout.userDigits));
    return {
      layout,
      offline: reading.digits.startsWith('1'),
      user,
      counter: Number(reading.digits.slice(1 + layout.userDigits)),
    };
  }
  return null;
}

/** Compared as text, so no character of a prefix means anything special. Some gateways put a blank before the digits. */
function hasPrefix(before: string, prefix: string): boolean {
  const wanted = fold(prefix);
  const text = fold(before);
  const tail = text.endsWith(wanted) ? text : text.trimEnd();
  if (!tail.endsWith(wanted)) return false;
  const previous = tail.slice(0, tail.length - wanted.length);
  return !/^[\p{L}\p{N}]/u.test(wanted) || !/[\p{L}\p{N}]$/u.test(previous);
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, ' ').toLowerCase();
}

/** The counter after this one; after the highest number it restarts at zero. */
export function nextCounter(counter: number, counterDigits: number): number {
  return (counter + 1) % 10 ** counterDigits;
}

/** Sentences saying what is wrong with a layout; empty where it can be used. */
export function layoutFaults({ prefix, userDigits, counterDigits }: TokenLayout): string[] {
  const faults: string[] = [];
  if (prefix.length < 1 || prefix.length > 20) faults.push('The prefix must have 1 to 20 characters.');
  if (/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(prefix)) faults.push('The prefix must not hold control characters.');
  // An override or isolate would turn round the subject that stands behind it (Unicode UAX 9).
  if (/[\u202a-\u202e\u2066-\u2069]/.test(prefix)) faults.push('The prefix must not turn the direction of writing.');
  if (prefix.length > 0 && fold(prefix).trim() === '')
    faults.push('The prefix must have a character that can be seen.');
  if (prefix !== prefix.trim()) faults.push('The prefix must not begin or end with a blank.');
  if (/\p{Nd}$/u.test(prefix.trimEnd()))
    faults.push('The prefix must not end in a digit: nobody could tell where the number begins.');
  if (isReplyPrefix(prefix)) faults.push('This prefix means “reply” or “forward” in mail; choose another.');
  if (!isBetween(userDigits, 1, 10)) faults.push('User numbers must have 1 to 10 digits.');
  if (!isBetween(counterDigits, 1, 9)) faults.push('The counter must have 1 to 9 digits.');
  return faults;
}

function isReplyPrefix(prefix: string): boolean {
  const word = fold(prefix).replace(/[:：\s]+$/u, '');
  if (word === 'r' || word === 'i') return true;
  return [...prefixes.keys()].some((known) => undotted(known) === undotted(word));
}

/** Turkish writes ı and İ; capitals and small letters meet only without their dots. */
const undotted = (word: string) => word.replaceAll('ı', 'i').replaceAll('\u0307', '');

const isBetween = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most;
