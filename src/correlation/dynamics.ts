/**
 * Smart matching as Dynamics 365 documents it, for comparison: two mails belong together where their subjects have the same words,
 * up to a difference in number, and enough people in common; nothing is weighed. Source: Microsoft, "Email message filtering and
 * correlation".
 */
import type { Candidate, Key, Keys } from './mail';
import { HASH } from './strategies/dynamics';

interface Knobs {
  /** The words of a topic without what HashFilterKeywords takes out, each once, at most HashMaxCount of them, in one order. */
  readonly words: (topic: string) => readonly string[];
  /** HashDeltaSubjectCount: by how many words the subjects may differ. */
  readonly delta: number;
  /** HashMinAddressCount: people who must be on both mails. */
  readonly minimumRecipients: number;
}

export interface DynamicsRule {
  /** By which a mail is kept and asked for. */
  readonly keysOf: (topic: string) => Key[];
  /** Of a candidate that shares such a key. */
  readonly isAlike: (keys: Keys, candidate: Candidate) => boolean;
}

export function makeDynamicsRule(knobs: Knobs): DynamicsRule {
  return {
    keysOf: (topic) => hashKeys(knobs.words(topic), knobs),
    isAlike: (keys, candidate) =>
      inCommon(keys, candidate) >= knobs.minimumRecipients &&
      areAlike(knobs.words(keys.topic), knobs.words(candidate.topic), knobs),
  };
}

/** Lists among them: the rule knows addresses alone. */
const inCommon = ({ from, recipients }: Keys, { people, lists = [] }: Candidate) =>
  [...people, ...lists].filter((address) => address === from || recipients.includes(address)).length;

/** Each word once, the first `most` of them, in one order. */
export function hashWords(text: string, most: number): readonly string[] {
  return [...new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])].slice(0, most).sort();
}

/** All words at once, or each where subjects may differ. */
function hashKeys(words: readonly string[], { delta }: Knobs): Key[] {
  const values = delta === 0 && words.length > 0 ? [words.join(' ')] : words;
  return values.map((value) => ({ kind: 'topic', value: HASH + value }));
}

/** In number, and in all words but so many. */
function areAlike(own: readonly string[], theirs: readonly string[], { delta }: Knobs): boolean {
  const common = own.filter((word) => theirs.includes(word)).length;
  return Math.abs(own.length - theirs.length) <= delta && common >= Math.max(own.length, theirs.length) - delta;
}
