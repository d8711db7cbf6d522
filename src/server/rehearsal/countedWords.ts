/** The words of the newest threads, as the database counts them when it is asked. */
import type { Vocabulary } from '../../correlation/policy';
import { NEWEST_THREADS } from '../../correlation/vocabulary';

export class CountedWords implements Vocabulary {
  private readonly counts = new Map<string, number>();
  private readonly newest: (readonly string[])[] = [];
  private begun = 0;

  get threads(): number {
    return this.newest.length;
  }

  countOf(word: string): number {
    return this.counts.get(word) ?? 0;
  }

  /** A thread was begun under a subject of these words, each once. */
  add(words: readonly string[]): void {
    const place = this.begun++ % NEWEST_THREADS;
    for (const word of this.newest[place] ?? []) this.change(word, -1);
    // Written anew: a part of a text keeps the whole of it in memory.
    const own = words.length > 1 ? words.join(' ').split(' ') : words;
    this.newest[place] = own;
    for (const word of own) this.change(word, 1);
  }

  private change(word: string, by: number): void {
    const count = this.countOf(word) + by;
    if (count > 0) this.counts.set(word, count);
    else this.counts.delete(word);
  }
}
