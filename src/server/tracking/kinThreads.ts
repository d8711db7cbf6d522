/** Which threads a new mail belongs to: what it matched, its nearest known ancestor, its known answers, its other copies. */
import { correlate } from '../../correlation/correlate';
import { decide } from '../../correlation/decide';
import { joinedBy } from '../../correlation/joins';
import { askedKeys } from '../../correlation/keys';
import type { Key, Keys } from '../../correlation/mail';
import { problem } from '../../contract/problems';
import { readCandidates } from '../store/candidates';
import type { Ask, Store } from '../store/db';
import { readSettings } from '../store/settings';
import { findThreadOf, findThreads, joinThreads } from '../store/threads';
import { serverPolicy } from './serverPolicy';

/**
 * Of what its headers merely list only the nearest ancestor counts: a block that names a hundred strangers' mails must not tie them
 * together. What the engine is sure of counts with all its threads, as for a late parent whose answers stand in several.
 */
export async function kinThreads(ask: Ask, orgId: number, keys: Keys, matched: string | null): Promise<string[]> {
  const ancestors = ancestorKeys(keys);
  const relatives = relativeKeys(keys);
  const [found, chosen, sure] = await Promise.all([
    findThreads(ask, orgId, [...ancestors, ...relatives]),
    matched === null ? null : matchedThread(ask, orgId, matched),
    sureThreads(ask, orgId, keys),
  ]);
  const nearest = found.find(({ key }) => key < ancestors.length);
  const threads = found
    .filter(({ key }) => key >= ancestors.length || key === nearest?.key)
    .map(({ threadId }) => threadId);
  return [...new Set([...(chosen === null ? [] : [chosen]), ...threads, ...sure])];
}

/** Asked only for mail that names others. */
async function sureThreads(ask: Ask, orgId: number, keys: Keys): Promise<string[]> {
  if (keys.inReplyTo.length + keys.references.length === 0) return [];
  const people = keys.from === null ? keys.recipients : [keys.from, ...keys.recipients];
  const [candidates, stored] = await Promise.all([
    readCandidates(ask, orgId, askedKeys(keys), people),
    readSettings(ask, orgId),
  ]);
  const policy = serverPolicy(stored);
  const correlation = correlate(keys, candidates, policy);
  return joinedBy(keys, policy, correlation, decide(correlation, keys, policy)).map(({ threadId }) => threadId);
}

/**
 * Two kindred mails that are stored in the same moment do not see each other. So each looks again after it was stored: the
 * later one finds the earlier and joins what belongs together.
 */
export async function settleThreads(store: Store, orgId: number, keys: Keys): Promise<void> {
  const threads = await store.look(orgId, (ask) => kinThreads(ask, orgId, keys, null));
  if (threads.length > 1) await store.change(orgId, (ask) => joinThreads(ask, orgId, threads));
}

/** Nearest first. An id that was learned later may be a stranger's mail: that is judged. */
function ancestorKeys({ inReplyTo, references }: Keys): Key[] {
  return [...new Set([...inReplyTo, ...references.toReversed()])].map((value) => ({ kind: 'id', value }));
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
