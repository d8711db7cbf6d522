/**
 * Smart matching as Dynamics 365 documents it, for comparison: two mails belong together where their subjects have the same words,
 * up to a difference in number, and enough people in common. Source: Microsoft, "Email message filtering and correlation".
 */
import type { Key } from './mail';

export interface DynamicsRule {
  /** The words of a topic without what HashFilterKeywords takes out, each once, at most HashMaxCount of them, in one order. */
  readonly words: (topic: string) => readonly string[];
  /** HashDeltaSubjectCount: by how many words the subjects may differ. */
  readonly delta: number;
  /** HashMinAddressCount: people who must be on both mails. */
  readonly minimumRecipients: number;
}

/** Each word once, the first `most` of them, in one order. */
export function hashWords(text: string, most: number): readonly string[] {
  return [...new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])].slice(0, most).sort();
}

/** No topic of ours begins so. */
const MARK = '#';

/** By which such a mail is kept and asked for: all its words at once, or each where subjects may differ. */
export function hashKeys(topic: string, { words, delta }: DynamicsRule): Key[] {
  const own = words(topic);
  const values = delta === 0 && own.length > 0 ? [own.join(' ')] : own;
  return values.map((value) => ({ kind: 'topic', value: MARK + value }));
}

export const isHash = ({ kind, value }: Key) => kind === 'topic' && value.startsWith(MARK);
