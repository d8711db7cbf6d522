/** Which threads a new mail belongs to: what it matched, its nearest known ancestor, its known answers, its other copies. */
import type { Key, Keys } from '../../correlation/mail';
import { problem } from '../../contract/problems';
import type { Ask, Store } from '../store/db';
import { findThreadOf, findThreads, joinThreads } from '../store/threads';

/** Only the nearest ancestor counts: a header block that lists a hundred strangers' mails must not tie them together. */
export async function kinThreads(ask: Ask, orgId: number, keys: Keys, matched: string | null): Promise<string[]> {
  const ancestors = ancestorKeys(keys);
  const relatives = relativeKeys(keys);
  const [found, chosen] = await Promise.all([
    findThreads(ask, orgId, [...ancestors, ...relatives]),
    matched === null ? null : matchedThread(ask, orgId, matched),
  ]);
  const nearest = found.find(({ key }) => key < ancestors.length);
  const threads = found
    .filter(({ key }) => key >= ancestors.length || key === nearest?.key)
    .map(({ threadId }) => threadId);
  return [...new Set(chosen === null ? threads : [chosen, ...threads])];
}

/**
 * Two kindred mails that are stored in the same moment do not see each other. So each looks again after it was stored: the
 * later one finds the earlier and joins what belongs together.
 */
export async function settleThreads(store: Store, orgId: number, keys: Keys): Promise<void> {
  const threads = await store.look(orgId, (ask) => kinThreads(ask, orgId, keys, null));
  if (threads.length > 1) await store.change(orgId, (ask) => joinThreads(ask, orgId, threads));
}

/** Nearest first; each id as a mail's own and as one learned later. */
function ancestorKeys({ inReplyTo, references }: Keys): Key[] {
  const ids = [...new Set([...inReplyTo, ...references.toReversed()])];
  return ids.flatMap((value): Key[] => [
    { kind: 'id', value },
    { kind: 'alias', value },
  ]);
}

/** Mails that mention this one, and its copy in the other direction. */
function relativeKeys({ messageId, aliases }: Keys): Key[] {
  const own: Key[] = [messageId, ...aliases].map((value) => ({ kind: 'mention', value }));
  return [...own, { kind: 'id', value: messageId }, { kind: 'alias', value: messageId }];
}

/** A match that was untracked meanwhile is still a stored mail; one that never was stored here is not. */
async function matchedThread(ask: Ask, orgId: number, matched: string): Promise<string> {
  const threadId = await findThreadOf(ask, orgId, matched);
  if (threadId === null) throw problem('unknownTracking', 'The mail it was matched with is not stored.');
  return threadId;
}
