/** The topics by which a mail is kept and asked for, where smart matching may read them. */
import type { Keys } from './mail';
import { behindLetter, topicOf, type Topic } from './words';

export interface AskedTopic extends Topic {
  /** The mail says that it answers under this topic, if the prefix is one. */
  readonly answers: boolean;
}

/** What a tracked mail is found by: its subject's topic; none where that is generic. */
export function storedTopics(keys: Keys): string[] {
  return askedTopics(keys).map(({ value }) => value);
}

/** At most two, once each: the subject's, and what stands behind a one-letter prefix. */
export function askedTopics(keys: Keys): AskedTopic[] {
  const answers = keys.mailKind !== 'opener';
  const behind = answers ? null : behindLetter(keys.topic);
  const own = topicOf(keys.topic);
  const inner = behind === null ? null : topicOf(behind);
  return [...(own ? [{ ...own, answers }] : []), ...(inner ? [{ ...inner, answers: true }] : [])];
}
