/**
 * Mail from one user to another, where the organisation wants one activity for both: every copy is taken as the sender's, so
 * that it does not matter whose is seen first.
 */
import type { Keys } from '../../correlation/mail';
import type { Ask } from '../store/db';
import { glanceSettings } from '../store/settings';
import { isActiveUser } from '../store/users';

export const asSent = (keys: Keys): Keys => ({ ...keys, direction: 'outgoing' });

/** Whether the copy is a colleague's of a mail that a user sent. */
export function isOneForBoth(
  { direction }: Keys,
  { fromUser, internalAsTwo }: { fromUser: boolean; internalAsTwo: boolean },
): boolean {
  return direction === 'incoming' && fromUser && !internalAsTwo;
}

/** The keys under which a mail is stored. */
export async function keysToStore(ask: Ask, orgId: number, keys: Keys): Promise<Keys> {
  if (keys.direction === 'outgoing' || keys.from === null) return keys;
  const [{ internalAsTwo }, fromUser] = await Promise.all([
    glanceSettings(ask, orgId),
    isActiveUser(ask, orgId, keys.from),
  ]);
  return isOneForBoth(keys, { fromUser, internalAsTwo }) ? asSent(keys) : keys;
}
