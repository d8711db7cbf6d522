/** The topics by which a mail is kept and asked for, where smart matching may read them. */
import type { Keys, TokenReading } from './mail';
import { seriesOf } from './series';
import { behind, topicValue } from './words';
import { wordsOf } from './wordsOf';

/** By the keys they were read from: a mail is asked about, judged and kept by the same ones. */
const known = new WeakMap<Keys, readonly string[]>();

/**
 * What a tracked mail is found by, once each: its subject; what stands behind a one-letter prefix or an unknown mark, or behind tags in
 * brackets; the series it is numbered in. Where that is generic: its words between two people.
 */
export function storedTopics(keys: Keys): readonly string[] {
  const topics = known.get(keys) ?? readTopics(keys);
  if (!known.has(keys)) known.set(keys, topics);
  return topics;
}

const none: readonly string[] = [];

function readTopics(keys: Keys): readonly string[] {
  const { topic, tokens } = keys;
  const value = topicValue(topic) ?? numberedValue(topic, tokens.at(-1));
  const inner = behind(topic);
  const tagged = isTagged(topic);
  if (inner === null && !tagged) return value === null ? pairsOf(keys) : [value];
  const found = new Set(value === null ? none : [value]);
  if (inner !== null) add(found, inner);
  if (tagged) {
    add(found, withoutTags(topic));
    const series = seriesOf(topic);
    if (series !== null) found.add(series);
  }
  return found.size === 0 ? pairsOf(keys) : [...found];
}

/** Whom a mail under a general subject is kept and asked by: its writer with each of the first who get it. */
const MOST_PAIRS = 3;

/** `hello <> anna@… alice@…`: a general subject says something between two people alone. */
function pairsOf({ topic, from, recipients, lists }: Keys): readonly string[] {
  if (from === null) return none;
  const words = wordsOf(topic).join(' ');
  return recipients
    .filter((address) => !lists?.includes(address))
    .slice(0, MOST_PAIRS)
    .map((address) => `${words}${BETWEEN}${[from, address].sort().join(' ')}`);
}

/** No word holds these signs. */
const BETWEEN = ' <> ';

export const isPair = (value: string) => value.includes(BETWEEN);
/** The words of it, for a reader. */
export const pairWords = (value: string) => value.slice(0, value.indexOf(BETWEEN));

/** `Invoice: 4711`: what may be a token is no part of the topic; where the rest says nothing, the number does. */
function numberedValue(topic: string, last: TokenReading | undefined): string | null {
  const word = last && /([^ :]+): ?$/.exec(last.before)?.[1];
  return word === undefined ? null : topicValue(`${topic} ${word.toLowerCase()} ${last?.digits}`);
}

/** The same, and the topic that the mail says it had before. */
export function askedTopics(keys: Keys): readonly string[] {
  const stored = storedTopics(keys);
  const former = keys.formerTopic === undefined ? null : topicValue(keys.formerTopic);
  return former === null || stored.includes(former) ? stored : [...stored, former];
}

function add(into: Set<string>, topic: string): void {
  const value = topicValue(topic);
  if (value !== null) into.add(value);
}

const TAG = /^(?:\[[^[\]]{1,60}\]|\([^()]{1,60}\)) ?/;

const BEHIND = / \[[^[\]]{1,60}\]$/;

const isTagged = (topic: string) => topic.startsWith('[') || topic.startsWith('(') || topic.endsWith(']');

/** The topic behind `[PATCH v2 3/7]`, `[Case 12]` or `(subset)`, or before `[continued]`: the same matter under another mark. */
export function withoutTags(topic: string): string {
  let rest = topic;
  for (let tag = TAG.exec(rest); tag && tag[0].length < rest.length; tag = TAG.exec(rest))
    rest = rest.slice(tag[0].length);
  return rest.endsWith(']') ? rest.replace(BEHIND, '') : rest;
}

/** Without what clients and gateways change of their own accord: quotes, dashes, stops. */
export const undressed = (topic: string): string =>
  DRESSED.test(topic)
    ? topic
        .replace(/["'`´‘’‚“”„«»‹›]/g, '')
        .replace(/[‐-―−]/g, '-')
        .replace(/[!?.,;:]{1,9}(?= |$)/g, '')
    : topic;

const DRESSED = /["'`´‘’‚“”„«»‹›‐-―−!?.,;:]/;
