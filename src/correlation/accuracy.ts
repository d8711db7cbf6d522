/**
 * How often each way of finding a thread was right, over five public archives: the sums of `test/benches/CORRELATION.md`, which
 * `npm run bench:correlation` writes and a test compares. An answer counts as wrong only where the truth itself is beyond doubt.
 */
export interface Measured {
  readonly right: number;
  readonly of: number;
}

export const accuracy = {
  archives: 5,
  mails: 17_667,
  /** "full / all". */
  headers: { right: 8918, of: 8918 },
  /** "Tokens": every reply that carried one, whatever was done to it on its way. */
  tokens: { right: 7264, of: 7264 },
  /** Mails without any token in which one was found all the same. */
  tokensByChance: { right: 0, of: 19_809 },
  /** "stripped / all": nothing but subject, people and time was left. */
  smartAutomatic: { right: 5093, of: 5096 },
  smartSuggested: { right: 8690, of: 8741 },
  /** "stripped, Dynamics / all". */
  dynamics: { right: 4270, of: 4292 },
} as const satisfies Record<string, number | Measured>;
