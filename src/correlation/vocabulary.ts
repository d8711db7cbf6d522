/** How often words stand in the subjects of an organisation: what nearly every thread is called proves little. */

export interface Vocabulary {
  /** The newest threads, as far as they are counted. */
  readonly threads: number;
  /** In the opening subjects of how many of them the word stands. */
  countOf(word: string): number;
}
