/** The rules of smart matching by the name an administrator gives them. */
import { dynamicsStrategy } from './dynamics';
import type { Vocabulary } from '../policy';
import { smart } from './smart';
import type { Strategy } from './strategy';

export const smartRules: Readonly<Record<'threadmark' | 'dynamics', Strategy>> = {
  threadmark: smart,
  dynamics: dynamicsStrategy(),
};

/** As a store counted them: words that stand nowhere are left out. */
export function readVocabulary(counts: {
  readonly threads: number;
  readonly words: readonly { readonly word: string; readonly threads: number }[];
}): Vocabulary {
  const known = new Map(counts.words.map(({ word, threads }) => [word, threads]));
  return { threads: counts.threads, countOf: (word) => known.get(word) ?? 0 };
}
