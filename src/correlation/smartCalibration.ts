/**
 * How sure each rule of smart matching is: right answers of all answers over ten archives, all of them fitted to (patch lists, users'
 * lists, an archive without recipients), whole and stripped of their headers, everything tracked or only what ten people sent. At most 0.99;
 * what was seen fewer than thirty times stays below what it showed. `npm run bench:correlation` prints each rule's reliability.
 */
export const sureness = {
  /** Who was on the tracked mail answers, or its writer is addressed: 22,905 of 22,934. */
  direct: 0.99,
  /** Somebody else is on both mails: 1,988 of 1,991. */
  known: 0.99,
  /** Nobody is, but both went to one mailing list: 1,682 of 1,685. */
  list: 0.99,
  /** The same under a plain subject: 15 of 15. */
  plainList: 0.9,
  /** Nobody is, and the words are rare: 28 of 28. */
  rare: 0.97,
  /** Another part of a numbered series, with words in common, soon: 1,339 of 1,348. */
  series: 0.99,
  /** The same, days later: 64 of 65. */
  seriesWords: 0.97,
  /** Only the name in common, within a day: 97 of 107. */
  seriesName: 0.9,
  /** Only the name, and later: 60 of 143. */
  lateSeries: 0.42,
  /** Parts that one writer sends at once: 154 of 370, most of the others of one list whose parts name no first mail. */
  part: 0.42,
  /** The same words under another mark: 24 of 30. */
  marked: 0.8,
  /** Forwarded on: 93 of 93, few archives. */
  forwarded: 0.95,
  /** An answer in an archive that names no recipients: 401 of 423. */
  unaddressed: 0.95,
  /** No reply prefix there: 5,974 of 6,139. */
  unmarked: 0.97,
  /** No reply prefix, and the people turn round: 11 of 47. */
  turned: 0.23,
  /** Longer ago than answers take: 27 of 27. */
  late: 0.9,
  undated: 0.7,
  /** Renamed, and soon answered by who was there: 82 of 83. */
  renamed: 0.98,
  /** Nobody from outside is on both mails: a mailing has many readers. Not seen. */
  mailing: 0.6,
  /** A numbered subject, and the answer turns to another first: 672 of 683. */
  aside: 0.98,
  /** A general subject between two people: 9 of 9. */
  generic: 0.8,
  /** Its writer used the subject twice: 96 of 115. */
  contested: 0.83,
  /** Two records with one claim. */
  rivalled: 0.5,
} as const;

export type SmartRule = keyof typeof sureness;
