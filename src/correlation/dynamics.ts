/**
 * Smart matching as Dynamics 365 documents it, for comparison: two mails belong together where their subjects have the same words,
 * up to a difference in number, and enough people in common; nothing is weighed. Source: Microsoft, "Email message filtering and
 * correlation".
 */
import type { Candidate, Key, Keys } from './mail';

interface Knobs {
  /** The words of a topic without what HashFilterKeywords takes out, each once, at most HashMaxCount of them, in one order. */
  readonly words: (topic: string) => readonly string[];
  /** HashDeltaSubjectCount: by how many words the subjects may differ. */
  readonly delta: number;
  /** HashMinAddressCount: people who must be on both mails. */
  readonly minimumRecipients: number;
}

/** Takes the place of our own rule; the pane never does, so what obeys it is not built into it. */
export interface DynamicsRule {
  /** By which a mail is kept and asked for. */
  readonly keysOf: (topic: string) => Key[];
  /** The candidates that belong to the mail, and somebody who is on both. */
  readonly alike: (keys: Keys, candidates: readonly Candidate[]) => readonly Alike[];
}

export interface Alike {
  readonly candidate: Candidate;
  readonly witness: string | null;
}

export function makeDynamicsRule(knobs: Knobs): DynamicsRule {
  return {
    keysOf: (topic) => hashKeys(knobs.words(topic), knobs),
    alike: (keys, candidates) => {
      const own = knobs.words(keys.topic);
      const people = new Set(keys.from === null ? keys.recipients : [keys.from, ...keys.recipients]);
      return candidates
        .filter((one) => one.shared.some(isHash))
        .flatMap((candidate) => {
          const common = candidate.people.filter((address) => people.has(address));
          const fits = common.length >= knobs.minimumRecipients && areAlike(own, knobs.words(candidate.topic), knobs);
          return fits ? [{ candidate, witness: common[0] ?? null }] : [];
        });
    },
  };
}

/** Each word once, the first `most` of them, in one order. */
export function hashWords(text: string, most: number): readonly string[] {
  return [...new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])].slice(0, most).sort();
}

/** No topic of ours begins so. */
const MARK = '#';

/** All words at once, or each where subjects may differ. */
function hashKeys(words: readonly string[], { delta }: Knobs): Key[] {
  const values = delta === 0 && words.length > 0 ? [words.join(' ')] : words;
  return values.map((value) => ({ kind: 'topic', value: MARK + value }));
}

const isHash = ({ kind, value }: Key) => kind === 'topic' && value.startsWith(MARK);

/** In number, and in all words but so many. */
function areAlike(own: readonly string[], theirs: readonly string[], { delta }: Knobs): boolean {
  const common = own.filter((word) => theirs.includes(word)).length;
  return Math.abs(own.length - theirs.length) <= delta && common >= Math.max(own.length, theirs.length) - delta;
}
