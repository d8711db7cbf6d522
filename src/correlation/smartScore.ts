/** How likely a tracked mail with the same topic is of the same matter: what the facts prove together. */
import type { Likeness } from './likeness';
import type { MailKind } from './mail';
import { sureness, type SmartRule } from './smartCalibration';
import type { Facts } from './smartFacts';

/** Days beyond which no facts would help. */
export function reach(likeness: Likeness, kind: MailKind): number {
  if (likeness === 'series') return kind === 'opener' ? TOGETHER : SERIES;
  if (likeness === 'tags') return TAGGED;
  return kind === 'opener' ? OPENING : LONGEST;
}

/** Parts of a series are sent within six hours, and answered within ten days. */
const TOGETHER = 0.25;
const SERIES = 10;
const TAGGED = 30;
const OPENING = 21;
const LONGEST = 400;

/** What the facts prove. */
export interface Score {
  readonly rule: SmartRule;
  /** Of ten answers given at 0.9, nine of ten are right: measured on public archives. */
  readonly confidence: number;
  /** Whether it may link without being asked. */
  readonly links: boolean;
  /** What speaks against it, in words; empty where it links. */
  readonly against: readonly string[];
}

/** null where the two are more likely strangers than of one matter. */
export function score(facts: Facts): Score | null {
  if (facts.likeness === 'series') return scoreSeries(facts);
  if (facts.likeness === 'tags') return scoreTagged(facts);
  // Clients change the dressing of what they answer; two people who write about one event dress it differently as well.
  if (facts.likeness === 'dressed') return scoreDressed(facts);
  return facts.kind === 'opener' ? scoreOpener(facts) : scoreAnswer(facts);
}

function scoreDressed(facts: Facts): Score | null {
  const found = isDirect(facts) && facts.kind !== 'opener' ? scoreAnswer(facts) : null;
  return found?.links ? suggestion('marked', 'Quotes, dashes or stops of the subject differ.') : found;
}

/** Somebody answers whoever wrote to them. */
const isDirect = ({ addressed, sender }: Facts) => addressed !== null || sender === 'recipient' || sender === 'thread';
const isKnown = (facts: Facts) => isDirect(facts) || facts.common !== null || facts.sender === 'writer';

/** Days within which even a plain subject means the same. */
const SOON = 4;

/** Days within which an answer is believed: the rarer the words and the closer the people, the longer. A plain subject is used again soon. */
function longest(facts: Facts): number {
  const weight = facts.weight();
  if (weight < 1) return isDirect(facts) ? 10 : SOON;
  const people = isDirect(facts) ? 3 : isKnown(facts) || facts.list !== null ? 1.5 : 0.5;
  return Math.min(365, 15 * people * weight);
}

function scoreAnswer(facts: Facts): Score | null {
  const { days, withoutPeople, likeness } = facts;
  const known = isKnown(facts);
  if (days === null) return known && !facts.generic ? suggestion('undated', 'One of the mails has no date.') : null;
  if (days < -2 || days > LONGEST) return null;
  if (facts.generic) return scoreGeneric(facts);
  if (likeness === 'former') return scoreRenamed(facts);
  if (days > SOON && days > longest(facts)) return known && facts.weight() >= 1 ? suggestion('late', lie(days)) : null;
  if (facts.kind === 'forward' && !isDirect(facts))
    return suggestion('forwarded', 'It is forwarded, perhaps not for the first time.');
  if (isAside(facts)) return suggestion('aside', ANSWERS_ANOTHER);
  if (known) return link(isDirect(facts) ? 'direct' : 'known');
  if (facts.list !== null) return facts.weight() < 1 ? suggestion('plainList', ON_A_LIST) : link('list');
  if (withoutPeople) return suggestion('unaddressed', 'Neither mail names its recipients.');
  // A mailing is answered by many under one subject: where our own people are known, somebody else must be on both.
  if (facts.unnamed || facts.weight() < 2) return null;
  return facts.knowsOwn ? suggestion('mailing', 'Nobody from outside is on both mails.') : link('rare');
}

/** Two people who write to each other under `Hello` answer at once, or write of something else. */
function scoreGeneric(facts: Facts): Score | null {
  const { days, kind } = facts;
  if (days === null || days < 0 || days > TWO_DAYS || kind !== 'reply' || !isDirect(facts)) return null;
  return suggestion('generic', 'Its subject is a general one.');
}

const TWO_DAYS = 2;

/** A patch or a part is sent again under its name: an answer at once that turns to another first may be to the other sending. */
const isAside = ({ numbered, threaded, addressed, sender, days }: Facts) =>
  numbered && !threaded && sender === 'recipient' && addressed !== null && addressed > 0 && (days ?? 0) < 1;
const ANSWERS_ANOTHER = 'It answers somebody else, and what is numbered is often sent twice.';

const ON_A_LIST = 'Only a mailing list is on both mails, and the subject is a plain one.';
const lie = (days: number) => `${Math.round(days)} days lie between them.`;

/** An equal subject without a reply prefix is a new matter, unless the people turn round; archives without people lose prefixes too. */
function scoreOpener(facts: Facts): Score | null {
  const { days, likeness } = facts;
  if (days === null || days < -1 || likeness !== 'same' || facts.generic || !mayAnswer(facts, days)) return null;
  return facts.weight() < 1 ? null : suggestion(facts.withoutPeople ? 'unmarked' : 'turned', OPENS);
}

function mayAnswer({ sender, addressed, withoutPeople }: Facts, days: number): boolean {
  if (withoutPeople) return days <= (sender === 'writer' ? 7 : OPENING);
  return addressed !== null && (sender === 'recipient' || sender === 'own') && days <= 14;
}

const OPENS = 'Its subject does not say that it is an answer.';

/** Who renames a thread means to begin something of its own, often enough. */
function scoreRenamed(facts: Facts): Score | null {
  return isDirect(facts) && (facts.days ?? LONGEST) <= SOON ? suggestion('renamed', 'The subject was renamed.') : null;
}

/** The same words under another mark. */
function scoreTagged(facts: Facts): Score | null {
  const { days, kind } = facts;
  if (days === null || days < -1 || kind === 'opener' || !isDirect(facts) || facts.weight() < 2) return null;
  return days <= Math.min(TAGGED, longest(facts)) ? suggestion('marked', 'The marks in brackets differ.') : null;
}

/** Parts of one series are sent by one writer at once, and answered by whoever got them. */
function scoreSeries(facts: Facts): Score | null {
  const { days, kind, sender } = facts;
  if (days === null) return null;
  if (kind === 'opener') return sender === 'writer' && Math.abs(days) <= TOGETHER ? suggestion('part', PART) : null;
  if (!isDirect(facts) || days < -1 || days > SERIES) return null;
  const words = facts.words();
  if (words >= (facts.weight() < NAMED ? UNNAMED_WORDS : NAMED_WORDS))
    return days <= AT_ONCE || (facts.threaded && words >= UNNAMED_WORDS)
      ? link('series')
      : suggestion('seriesWords', LATER_PART);
  return suggestion(days <= AT_ONCE ? 'seriesName' : 'lateSeries', ONLY_NUMBERED);
}

/** The parts of a series are answered within a day, or another series has begun under the same name; what says that it answers may come later. */
const AT_ONCE = 1;
/** What the words of two parts must weigh that are in both: the name says less than one word of the matter, and `patch` or `part` nothing. */
const NAMED_WORDS = 1;
const UNNAMED_WORDS = 2;
const LATER_PART = 'It answers another part of the series, days later.';
const ONLY_NUMBERED = 'The two have only the name of the series in common.';

/** `[1/2]` and `[Invoice 1/2]` begin mails of any matter. */
const NAMED = 0.5;
const PART = 'It is another part of the series.';

const link = (rule: SmartRule): Score => ({ rule, confidence: sureness[rule], links: true, against: [] });
const suggestion = (rule: SmartRule, against: string): Score => ({
  rule,
  confidence: sureness[rule],
  links: false,
  against: [against],
});
