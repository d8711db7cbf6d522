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
}

export function dedupeKeys({ kind, direction, messageId, from, topic }: Keys): DedupeKeys {
  const usual = `${kind}:${direction}:${messageId}`;
  return { usual: shortHash(usual), distinct: shortHash(JSON.stringify([usual, from, topic])) };
}

/** `taken`: the Message-ID belongs to another stored mail already. */
export interface Found {
  readonly twin: Twin | null;
  readonly taken: boolean;
}

export async function findTwin(ask: Ask, orgId: number, keys: Keys): Promise<Found> {
  const { usual, distinct } = dedupeKeys(keys);
  const stored = await readTwins(ask, orgId, [usual, distinct]);
  const copy = stored.find(({ dedupeKey }) => dedupeKey === distinct);
  if (copy !== undefined) return { twin: copy, taken: true };
  const first = stored.find(({ dedupeKey }) => dedupeKey === usual);
  if (first === undefined) return { twin: null, taken: false };
  return isSameMail(first, keys) ? { twin: first, taken: false } : { twin: null, taken: true };
}

/**
 * Same sender, and the same topic or one that a gateway put a tag around. An appointment may be renamed and stay itself.
 * Better one copy too many, in the same thread, than a stranger's mail shown as tracked.
 */
function isSameMail(stored: Twin, { kind, from, topic }: Keys): boolean {
  if (kind === 'appointment') return true;
  const sameSender = stored.from === from || stored.from === null || from === null;
  const asked = storableText(topic);
  return sameSender && (stored.topic.includes(asked) || asked.includes(stored.topic));
}
