/** The words of a topic, and how much they tell: what equal subjects prove when strangers may have written them. */

import { GENERAL, STEMS } from './generalWords';
import type { Vocabulary } from './policy';
import { prefixes } from './prefixes';
import { readSubject } from './subject';
import { ASCII, wordsOf } from './wordsOf';

/** Say nothing about the matter, in the usual languages. */
const EMPTY = `
a an and are as at be but by can do for from has have how i if in is it its my new not of on or our so that the this to up us was we what when where who why will with you your
about many much there very
der die das den dem ein eine und oder für von vom zu zum zur mit im in am auf aus bei nicht ist sind ihr ihre unser unsere wir sie
le la les un une des du de et ou pour par sur dans avec au aux notre votre nos vos est el los las una y o para por con en su sus del al
il lo gli i di da e per con nel della delle un il mio suo os as um uma e para com em no na dos das
en het een van voor met op te aan och att för med på till av er og til fra på i na do w z ze o od dla się ve ile için bir и в на по для о от из с не
`;

const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));
const empty = list(EMPTY);
const common = list(GENERAL);

/**
 * How much equal words prove, in ordinary words: about 1 for "printer", 0 for "the", little for "invoice". Digits are significant.
 * `vocabulary`: how rare they are in this organisation; the lists are what is believed before it has written much.
 */
export function weightOf(topic: string, vocabulary?: Vocabulary): number {
  let sum = 0;
  for (const word of new Set(topic.split(' '))) sum += learned(word, weight(word), vocabulary);
  return sum;
}

/** The lists count as much as so many threads. */
const BELIEVED_AS = 200;
/** Rarer than believed is worth little more, or a word that nobody here ever wrote would prove anything; but what others write daily may be rare here. */
const AT_MOST = 1.25;
const AT_MOST_COMMON = 2.5;

/** Half the decimal places of the share of threads that have the word: one of a hundred weighs 1. The thread that it was found in does not count. */
function learned(word: string, believed: number, vocabulary?: Vocabulary): number {
  if (believed === 0 || vocabulary === undefined) return believed;
  const others = Math.max(0, vocabulary.countOf(word) - 1);
  const share = (others + BELIEVED_AS * 10 ** (-2 * believed)) / (vocabulary.threads + BELIEVED_AS);
  return Math.min(-Math.log10(share) / 2, believed * (common.has(word) ? AT_MOST_COMMON : AT_MOST));
}

const IDEOGRAPHS = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}ー]+$/u;

function weight(word: string): number {
  if (empty.has(word)) return 0;
  if (common.has(word)) return 0.25;
  if (ASCII.test(word) ? /[0-9]/.test(word) : /\p{N}/u.test(word)) return numberWeight(word);
  if (word.charCodeAt(0) > 0x0e00 && IDEOGRAPHS.test(word)) return unspacedWeight(word);
  if (word.length < 4) return word.length / 6;
  return word.length < 7 ? 1 : word.length < 11 ? 1.25 : 1.5;
}

/** Longest first, and what only joins the others: Japanese particles and polite endings. */
const STEM = new RegExp(`${[...list(STEMS)].sort((a, b) => b.length - a.length).join('|')}|[\\u3040-\\u309f]`, 'gu');

/** No blanks stand between such words: two signs are about one, general ones taken out. */
function unspacedWeight(word: string): number {
  const rest = word.replace(STEM, '');
  return rest.length === 0 ? 0.25 : Math.min(4, rest.length / 2);
}

function numberWeight(word: string): number {
  if (word.length < 3) return 0.25;
  return /\p{L}/u.test(word) ? 1.25 : 1;
}

/** What a word must weigh to be asked for: three letters, or three digits, in neither list. "Hello", "Invoice 7", "(no subject)" have none. */
const TELLING = 0.5;

/** The words of a topic in order, one space between them; null where it is generic: equal by accident every day. */
export function topicValue(topic: string): string | null {
  const words = wordsOf(topic);
  return words.some((word) => weight(word) >= TELLING) ? words.join(' ') : null;
}

const LETTER = /^(?:r|i|rp) ?: ?(?=\S)/;

/** Behind the one-letter prefix that only Italian clients mean as one, and the mark of a list behind that: believed where a tracked mail has that very topic. */
export function behindLetter(topic: string): string | null {
  return LETTER.test(topic) ? readSubject(topic, true).topic : null;
}

/** A reply prefix behind a sign. */
const BEHIND_SIGN = /[*)}>|~=#_:-] ?(\p{L}[\p{L}.]{0,15}) ?(?:[[(^*]?\d{1,3}[\])]?)? ?:/gu;
/** No mark is longer. */
const LONGEST_MARK = 60;

/**
 * Behind a mark that nobody knows and a reply prefix: `acme: re: x`, `*** bulk *** re: x`, `spam 5.3: re: x`. The mark ends in a sign: `question
 * re: x` has none. null where there is no mark; believed where a tracked mail has that very topic.
 */
export function behindMark(topic: string): string | null {
  if (topic.startsWith('[')) return null;
  for (const found of topic.slice(0, LONGEST_MARK).matchAll(BEHIND_SIGN)) {
    const known = prefixes.get(found[1] ?? '');
    if (known?.kind !== 'reply' || known.by !== 'person') continue;
    return readSubject(topic.slice(found.index + found[0].indexOf(found[1] ?? ''))).topic || null;
  }
  return null;
}

/** The one or the other, where there is a colon. */
export const behind = (topic: string): string | null =>
  topic.includes(':') ? (behindLetter(topic) ?? behindMark(topic)) : null;
