/** How the subjects of two mails are alike. */
import type { Candidate, Keys } from './mail';
import { isSeries } from './series';
import { differInTags } from './tags';
import { undressed, withoutTags } from './topics';
import { behind } from './words';

/**
 * To the last character; but for quotes, dashes and stops; under the name that this one had before; but for marks in brackets;
 * as parts of one numbered series.
 */
export type Likeness = 'same' | 'dressed' | 'former' | 'tags' | 'series';

interface Compared {
  readonly shared: string;
  readonly found: Likeness | null;
}

/** One mail against many: those of one thread have one subject, which is compared once. */
export class Resemblance {
  private readonly known = new Map<string, Compared>();
  private dressless: string | null = null;

  constructor(private readonly keys: Keys) {}

  /** `shared`: the stored topic that brought the candidate. null where the two only share that. */
  to(candidate: Candidate, shared: string): Likeness | null {
    if (candidate.topic === this.keys.topic) return this.unlessMarked(candidate, 'same');
    const found = this.comparedWith(candidate.topic, shared);
    return found === 'dressed' ? this.unlessMarked(candidate, found) : found;
  }

  private unlessMarked(candidate: Candidate, likeness: Likeness): Likeness {
    return differInTags(this.keys, candidate) ? 'tags' : likeness;
  }

  private comparedWith(theirs: string, shared: string): Likeness | null {
    const known = this.known.get(theirs);
    if (known?.shared === shared) return known.found;
    const found = this.compare(theirs, shared);
    this.known.set(theirs, { shared, found });
    return found;
  }

  /** Behind a one-letter prefix or an unknown mark the topic counts that the tracked mail has. */
  private compare(theirs: string, shared: string): Likeness | null {
    const { topic, formerTopic } = this.keys;
    if (isSeries(shared) && partOf(theirs) !== partOf(topic)) return 'series';
    if (theirs === behind(topic) || behind(theirs) === topic) return 'same';
    if (theirs === formerTopic) return 'former';
    if (undressed(theirs) === this.undressed) return 'dressed';
    return withoutTags(theirs) === withoutTags(topic) && !differInNumbers(theirs, topic) ? 'tags' : null;
  }

  private get undressed(): string {
    this.dressless ??= undressed(this.keys.topic);
    return this.dressless;
  }
}

const PART = /^\[[^[\]]{0,60}?\b\d{1,3}\/\d{1,3}\]/;

/** `[patch v2 1/3]`: which part of which series. */
export const partOf = (topic: string) => PART.exec(topic)?.[0];

/** Version 2 is not version 3, and part 1 not part 2; but a help desk gives a mail its number only when it answers. */
function differInNumbers(one: string, other: string): boolean {
  const [a, b] = [numbersIn(one), numbersIn(other)];
  return a.join(' ') !== b.join(' ') && (isNumbered(a) === isNumbered(b) || short(a) !== short(b));
}

const numbersIn = (topic: string): readonly string[] => topic.match(/\d+/g) ?? [];
const short = (numbers: readonly string[]) => numbers.filter((number) => number.length < TICKET).join(' ');
const isNumbered = (numbers: readonly string[]) => numbers.some((number) => number.length >= TICKET);

/** Digits that no version has. */
const TICKET = 4;
