/** What other settings would make of the same mail: pure. */
import type { Candidate } from '../../correlation/mail';
import type { TrialChange } from '../../contract/trial';
import type { Answer } from '../rehearsal/offer';

/** What becomes of one mail under some settings. */
export interface Outcome {
  /** `ask`: a person would be asked first. */
  readonly do: 'link' | 'ask' | 'none';
  /** What two links are compared by: the record, and where there is none the thread. */
  readonly target: string | null;
  readonly record: string | null;
  readonly why: string;
  /** What the sentence may speak of: the mail that decided, and the records of everything that was found. */
  readonly matched: string | null;
  readonly records: readonly string[];
}

/** A tracked mail as it is stored, the same under all settings. */
export interface Standing {
  readonly mailKey: string;
  readonly threadId: string;
}

const MOST_RECORDS = 20;

export function outcomeOf({ decision, correlation }: Answer, standingOf: (mail: Candidate) => Standing): Outcome {
  const { match, regarding, why } = decision;
  if (match === null || decision.do === 'skip')
    return { do: 'none', target: null, record: null, why, matched: null, records: [] };
  const { mailKey, threadId } = standingOf(match.candidate);
  const record = regarding === null ? null : (match.candidate.regarding?.name ?? null);
  const found = correlation.matches.flatMap(({ candidate }) => candidate.regarding?.id ?? []);
  return {
    do: decision.do === 'track' ? 'link' : 'ask',
    target: regarding?.id ?? threadId,
    record,
    why,
    matched: mailKey,
    records: [...new Set(found)].slice(0, MOST_RECORDS),
  };
}

/** null where nothing that a person sees is different. */
export function changeBetween(before: Outcome, after: Outcome): TrialChange | null {
  if (before.do === after.do) return after.do === 'link' && before.target !== after.target ? 'changed' : null;
  if (after.do === 'link') return 'gained';
  if (after.do === 'ask') return 'held';
  return before.do === 'link' ? 'lost' : 'released';
}

export interface Example {
  readonly mailKey: string;
  readonly before: Outcome;
  readonly after: Outcome;
}

const TEN = 10;

/** Counts what changes, and keeps the newest ten of each kind. */
export class Tally {
  mails = 0;
  readonly before = { links: 0, asked: 0 };
  readonly after = { links: 0, asked: 0 };
  readonly changes: Readonly<Record<TrialChange, { count: number; examples: Example[] }>> = {
    gained: { count: 0, examples: [] },
    lost: { count: 0, examples: [] },
    changed: { count: 0, examples: [] },
    held: { count: 0, examples: [] },
    released: { count: 0, examples: [] },
  };

  add(example: Example): void {
    const { before, after } = example;
    this.mails++;
    count(this.before, before);
    count(this.after, after);
    const change = changeBetween(before, after);
    if (change === null) return;
    const { examples } = this.changes[change];
    this.changes[change].count++;
    examples.unshift(example);
    if (examples.length > TEN) examples.pop();
  }
}

function count(into: { links: number; asked: number }, { do: word }: Outcome): void {
  if (word === 'link') into.links++;
  if (word === 'ask') into.asked++;
}
