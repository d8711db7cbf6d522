/** Whether a stored mail and the one in question are the same mail, seen from two mailboxes or at two times. */
import type { Keys } from '../../correlation/mail';
import type { Ask } from '../store/db';
import { shortHash } from '../store/hash';
import { storableText } from '../store/storable';
import { readTwins, type Twin } from '../store/trackings';

export interface DedupeKeys {
  /** Of the first mail that comes with this Message-ID in this direction: sent and received copy are two activities. */
  readonly usual: string;
  /** Of another mail that carries the same Message-ID: an imposter, or a resend with other content. */
  readonly distinct: string;
  /** Of a third, a fourth: some machines give every mail one Message-ID. */
  readonly dated: string;
}

export function dedupeKeys({ kind, direction, messageId, from, topic, sentAt }: Keys): DedupeKeys {
  const usual = `${kind}:${direction}:${messageId}`;
  const distinct = JSON.stringify([usual, from, topic]);
  return {
    usual: shortHash(usual),
    distinct: shortHash(distinct),
    dated: shortHash(JSON.stringify([distinct, sentAt])),
  };
}

/** `free`: under which key it can be stored. Other than `usual`: the Message-ID belongs to another stored mail already. */
export interface Found {
  readonly twin: Twin | null;
  readonly free: keyof DedupeKeys;
}

export async function findTwin(ask: Ask, orgId: number, keys: Keys): Promise<Found> {
  const dedupe = dedupeKeys(keys);
  const stored = await readTwins(ask, orgId, Object.values(dedupe));
  const under = (name: keyof DedupeKeys) => stored.find(({ dedupeKey }) => dedupeKey === dedupe[name]);
  const [first, second, third] = [under('usual'), under('distinct'), under('dated')];
  const copy = third ?? [second, first].find((each) => each !== undefined && isSameMail(each, keys));
  return { twin: copy ?? null, free: !first ? 'usual' : !second ? 'distinct' : 'dated' };
}

/**
 * Same sender, about the same time, and the same topic or one that a gateway put a tag around. An appointment may be renamed or moved
 * and stay itself. Better one copy too many, in the same thread, than a stranger's mail shown as tracked.
 */
function isSameMail(stored: Twin, { kind, from, topic, sentAt, lists }: Keys): boolean {
  if (kind === 'appointment') return true;
  // Its own date could not be believed: it stands under the moment in which it was tracked.
  const undated = stored.sentAt.toISOString() === stored.tracking.trackedAt;
  const hours = undated ? 0 : Math.abs(Date.parse(sentAt ?? '') - stored.sentAt.getTime()) / 3_600_000 || 0;
  // Of a list's mail an older pane took the list for its writer.
  const isListed = stored.from !== null && lists?.includes(stored.from) === true;
  const sameSender =
    stored.from === from || isListed ? hours < DAILY : (stored.from === null || from === null) && hours < 1;
  const asked = storableText(topic);
  return sameSender && (stored.topic.includes(asked) || asked.includes(stored.topic));
}

/** Machines that know one Message-ID send one mail a day. The engine says the same of a copy. */
const DAILY = 12;
