/** Whether a mail is private by itself: as it is marked, or as the mail that it answers. What a person says counts more. */
import { askedKeys } from './keys';
import type { Candidate, Key, KeyKind, Keys, Mail } from './mail';

/** Meant for its people alone; what is confidential is so to a whole company (RFC 2156, 5.3.4). */
export const isMarkedPrivate = (sensitivity: Mail['sensitivity'] | undefined): boolean =>
  sensitivity === 'private' || sensitivity === 'personal';

const IDS: readonly KeyKind[] = ['id', 'alias'];
const TALK: readonly KeyKind[] = ['index', 'conversation'];

/** What to ask a store for, to learn whether it answers a private mail. */
export const talkKeys = (keys: Keys): Key[] =>
  askedKeys(keys).filter(({ kind }) => IDS.includes(kind) || TALK.includes(kind));

/**
 * Its own other copy; else the nearest known mail that it names, which decides; where it names none, whatever is private in
 * its conversation. `candidates`: others than itself; `matched`: the one that its evidence chose.
 */
export function answersPrivate(keys: Keys, candidates: readonly Candidate[], matched: string | null): boolean {
  const hidden = candidates.filter((each) => each.private === true);
  if (hidden.length === 0) return false;
  const named = (some: readonly Candidate[], id: string) =>
    some.filter(({ shared }) => shared.some(({ kind, value }) => IDS.includes(kind) && value === id));
  if (hidden.some(({ activityId }) => activityId === matched) || named(hidden, keys.messageId).length > 0) return true;
  for (const id of [...keys.inReplyTo, ...[...keys.references].reverse()]) {
    if (named(candidates, id).length > 0) return named(hidden, id).length > 0;
  }
  return keys.mailKind !== 'opener' && hidden.some(({ shared }) => shared.some(({ kind }) => TALK.includes(kind)));
}
