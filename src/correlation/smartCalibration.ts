/** How sure each rule of smart matching is. */
export const sureness = {
  /** Smart matching: who was on the tracked mail answers, or its writer is addressed: 6,571 of 6,581. */
  direct: 0.99,
  /** Somebody else is on both mails: 1,767 of 1,767. */
  known: 0.98,
  /** Nobody is, but both went to one mailing list: 679 of 703. */
  list: 0.98,
  /** Nobody is, and the words are rare: 85 of 85. */
  rare: 0.97,
  /** Another part of a numbered series: 316 of 316. */
  series: 0.98,
  seriesWords: 0.95,
  seriesName: 0.85,
  lateSeries: 0.5,
  part: 0.6,
  plainList: 0.9,
  /** The same words under another mark: 8 of 15. */
  marked: 0.8,
  /** Forwarded on: 29 of 33. */
  forwarded: 0.85,
  /** An answer in an archive that names no recipients: 703 of 726. */
  unaddressed: 0.96,
  /** No reply prefix there: see `npm run bench:correlation`. */
  unmarked: 0.96,
  /** No reply prefix, and the people turn round: 124 of 124, all of them of one archive. */
  turned: 0.4,
  /** Longer ago than answers take: few. */
  late: 0.8,
  undated: 0.7,
  /** Renamed, and soon answered by who was there: 16 of 16. */
  renamed: 0.9,
  /** Nobody from outside is on both mails: a mailing has many readers. */
  mailing: 0.6,
  aside: 0.95,
  generic: 0.8,
  contested: 0.6,
  /** Two records with one claim. */
  rivalled: 0.5,
} as const;

export type SmartRule = keyof typeof sureness;
