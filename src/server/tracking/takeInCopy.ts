/** Another copy of a stored mail that one of us sent: what the copy knows is known from now on, whichever came first. */
import { storedKeys } from '../../correlation/keys';
import type { Key, Keys } from '../../correlation/mail';
import { defaultSettings } from '../../contract/settings';
import { addKeys, addMissingParties, type Party } from '../store/activities';
import type { Ask } from '../store/db';
import { meetCopy } from '../store/sent';
import { readLayouts } from '../store/settings';
import { joinThreads } from '../store/threads';
import { hashesOf } from './byDynamics';
import { keepCopy } from './keepEvidence';
import { kinThreads } from './kinThreads';
import { isUnmet } from './meetSentCopy';
import { dedupeKeys } from './twins';

export interface SeenCopy {
  readonly orgId: number;
  readonly activityId: string;
  readonly keys: Keys;
  readonly parties: readonly Party[];
}

export async function takeInCopy(ask: Ask, { orgId, activityId, keys, parties }: SeenCopy): Promise<void> {
  if (!isUnmet(keys)) {
    const copy = { messageId: keys.messageId, dedupeKey: dedupeKeys(keys).usual, sentAt: dateOf(keys) };
    await meetCopy(ask, { orgId, activityId }, copy);
  }
  await addKeys(ask, orgId, activityId, await keysOf(ask, orgId, keys));
  await addMissingParties(ask, orgId, activityId, parties);
  await keepCopy(ask, orgId, activityId, keys);
  const threads = await kinThreads(ask, orgId, keys, activityId);
  if (threads.length > 1) await joinThreads(ask, orgId, threads);
}

/** What an appointment is found by in another mailbox, or since it was moved. */
export async function takeInKeys(ask: Ask, { orgId, activityId, keys }: Omit<SeenCopy, 'parties'>): Promise<void> {
  await addKeys(ask, orgId, activityId, await keysOf(ask, orgId, keys));
  await keepCopy(ask, orgId, activityId, keys);
}

/** What a tracked mail is found by. The id of a mail that has none yet is ours, and nobody can answer to it. */
export async function keysOf(ask: Ask, orgId: number, keys: Keys): Promise<Key[]> {
  const [layouts, hashes] = await Promise.all([readLayouts(ask, orgId), hashesOf(ask, orgId, keys.topic)]);
  const stored = storedKeys(keys, layouts.length === 0 ? [defaultSettings.token] : layouts).concat(hashes);
  return isUnmet(keys) ? stored.filter(({ kind }) => kind !== 'id') : stored;
}

function dateOf({ sentAt }: Keys): Date | null {
  const sent = new Date(sentAt ?? '');
  return Number.isNaN(sent.getTime()) || sent.getUTCFullYear() < 1 ? null : sent;
}
