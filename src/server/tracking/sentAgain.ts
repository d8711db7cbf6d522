/** A mail that was called back, changed and sent again: the last letter about it is what counts, as long as it has not left. */
import type { Keys } from '../../correlation/mail';
import type { Tracking } from '../../contract/tracking';
import { addMissingParties, changeActivity, type Held, type Party } from '../store/activities';
import { writeAudit } from '../store/audit';
import type { Ask } from '../store/db';
import { readReceipts, withdrawReceipt } from '../store/receipts';
import { keepOnly, replaceBody, retitle, settleLetter } from '../store/sent';
import { recountThreadPeople } from '../store/threads';
import type { Asker } from './acts';
import { keepRewritten } from './keepEvidence';
import { isUnmet } from './meetSentCopy';
import type { Order } from './order';

/**
 * How a letter stands to the mail that is stored: `again`: it tells what the mail has become; `over`: of an earlier sending;
 * `late`: its mail has left meanwhile; `other`: no letter, or the same once more.
 */
export type Sending = 'again' | 'over' | 'late' | 'other';

export function sendingOf({ keys, onSending }: Pick<Order, 'keys' | 'onSending'>, held: Held): Sending {
  if (onSending === null) return 'other';
  if (!isUnmet(keys)) return held.pending ? 'again' : 'other';
  if (!held.pending) return held.topic === keys.topic ? 'late' : 'over';
  const [asked, stored] = [Date.parse(keys.sentAt ?? ''), held.sentAt.getTime()];
  return asked > stored ? 'again' : asked < stored ? 'over' : 'other';
}

/** Nobody decided anything about it since its sender's last letter. */
export const isUntouched = (held: Held, trackedBy: Tracking['trackedBy'], asker: Asker) =>
  held.pending && held.version === held.letterVersion && trackedBy.address === asker.address;

/** Subject, people and text become those of the letter; its keys are taken in like those of any copy. Blind copies only a letter of the sender names. */
export async function rewrite(ask: Ask, order: Order, activityId: string, parties: readonly Party[]): Promise<void> {
  const { asker, keys, mail } = order;
  const { orgId } = asker;
  const place = { orgId, activityId };
  const sentAt = isUnmet(keys) ? new Date(keys.sentAt ?? NaN) : null;
  await retitle(ask, place, { subject: mail.subject, topic: keys.topic, sentAt });
  await replaceBody(ask, place, mail);
  const replaced: readonly Party['role'][] = isUnmet(keys) ? ['to', 'cc', 'bcc'] : ['to', 'cc'];
  for (const role of replaced) {
    const addresses = parties.filter((party) => party.role === role).map(({ address }) => address);
    await keepOnly(ask, place, { roles: [role], addresses });
  }
  await addMissingParties(ask, orgId, activityId, parties);
  await keepRewritten(ask, order, activityId);
}

/** What the copy itself shows, where the last letter was lost. */
export async function correct(
  ask: Ask,
  place: { readonly orgId: number; readonly activityId: string },
  { keys, subject, held }: { readonly keys: Keys; readonly subject: string | undefined; readonly held: Held },
): Promise<void> {
  if (!held.pending || subject === undefined || keys.topic === held.topic || keys.kind === 'appointment') return;
  await retitle(ask, place, { subject, topic: keys.topic, sentAt: null });
}

export interface Leaving {
  readonly asker: Asker;
  readonly at: Date;
  readonly activityId: string;
  readonly held: Held;
  /** When its writer chose so. */
  readonly chosenAt: Date;
  readonly reason: string;
}

/** Takes back what its sender holds of a mail that has not left, unless they chose otherwise later. */
export async function leaveAlone(ask: Ask, { asker, at, activityId, held, chosenAt, reason }: Leaving): Promise<void> {
  const { orgId, userId } = asker;
  if (!held.pending || held.state === 'untracked' || held.sentAt > chosenAt) return;
  const valid = (await readReceipts(ask, orgId, activityId)).filter(({ withdrawn }) => !withdrawn);
  if (!valid.some((receipt) => receipt.userId === userId)) return;
  await withdrawReceipt(ask, { orgId, activityId, userId, at });
  const state = valid.length > 1 ? 'tracked' : 'untracked';
  await changeActivity(ask, { orgId, activityId }, { ...held, state, reason });
  await settleLetter(ask, { orgId, activityId }, chosenAt);
  await recountThreadPeople(ask, orgId, held.threadId);
  const what = { action: 'untrack', entity: 'activity', entityId: activityId, why: reason };
  const states = { before: { state: held.state }, after: { state } };
  await writeAudit(ask, { orgId, at, actor: userId, ...what, ...states });
}
