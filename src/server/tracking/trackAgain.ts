/** Tracks a mail that is stored already: by a second person, once more by the same, or after it was taken back. */
import { problem } from '../../contract/problems';
import type { Tracking } from '../../contract/tracking';
import { changeActivity, type Held } from '../store/activities';
import { writeAudit } from '../store/audit';
import type { Ask } from '../store/db';
import { textHash } from '../store/hash';
import { giveReceipt, readReceipts } from '../store/receipts';
import { settleLetter } from '../store/sent';
import { recountThreadPeople } from '../store/threads';
import type { Order } from './order';
import { isUntouched, sendingOf } from './sentAgain';

/** `held` is the row under lock; `now` what it means. */
export async function trackAgain(ask: Ask, order: Order, held: Held, now: Tracking): Promise<void> {
  if (isSentAgain(order, held, now)) return resend(ask, order, held, now);
  if (yieldsTo(order) && (held.state === 'untracked' || (await decidedSince(ask, order, now)))) return;
  if (held.state === 'untracked') await revive(ask, order, held, now);
  else await joinIn(ask, order, held, now);
}

const isRule = ({ onSending, rule }: Order) => onSending === 'rule' || rule !== undefined;
/** Not decided now, or by nobody: it never undoes what a person did with the mail. */
const yieldsTo = ({ onSending, rule }: Order) => onSending !== null || rule !== undefined;

/** Called back before it left, changed and sent again: the last choice of its writer counts, unless somebody decided since. */
function isSentAgain(order: Order, held: Held, { trackedBy }: Tracking): boolean {
  const byRule = order.onSending === 'rule' && held.method === 'hand';
  return sendingOf(order, held) === 'again' && !byRule && isUntouched(held, trackedBy, order.asker);
}

async function resend(ask: Ask, order: Order, held: Held, now: Tracking): Promise<void> {
  const { activityId } = now;
  if (held.state === 'untracked') await revive(ask, order, held, now);
  else if (order.regardingId !== held.regardingId) await move(ask, order, held, now);
  await settleLetter(ask, { orgId: order.asker.orgId, activityId }, null);
}

async function move(ask: Ask, order: Order, held: Held, { activityId }: Tracking): Promise<void> {
  const { asker, because, regardingId } = order;
  const change = { state: held.state, regardingId, method: because.method, reason: because.reason };
  await changeActivity(ask, { orgId: asker.orgId, activityId }, change);
  await audit(ask, order, activityId, { before: held.regardingId, after: regardingId });
}

/** Also where the sender took it back: the letter that comes late, or once more, does not give it again. */
async function decidedSince(ask: Ask, { asker: { orgId, userId } }: Order, { activityId }: Tracking): Promise<boolean> {
  return (await readReceipts(ask, orgId, activityId)).some((receipt) => receipt.userId === userId);
}

/** A blind copy, a list and a shared mailbox name nobody who reads there: their text does. To see the record is not to have the mail. */
export const bringsText = ({ mail }: Order, { textHash: stored }: Held) => stored !== null && textHash(mail) === stored;

/** Who may read it anyway, or brings the very text. */
const hasItBefore = (order: Order, held: Held) => held.seen || bringsText(order, held);

/** Afresh: the record, the reason and the tracker are those of now. */
async function revive(ask: Ask, order: Order, held: Held, { activityId }: Tracking): Promise<void> {
  const { asker, at, because } = order;
  // What somebody may not read, they bring before nobody else's eyes either: not on the record that it was taken from.
  const holds = hasItBefore(order, held);
  const regardingId = holds ? order.regardingId : null;
  const { orgId, userId } = asker;
  const change = { state: 'tracked', regardingId, method: because.method, reason: because.reason } as const;
  await changeActivity(ask, { orgId, activityId }, change, { userId, at });
  await giveReceipt(ask, { orgId, activityId, userId, at, holds: bringsText(order, held) });
  await recountThreadPeople(ask, orgId, held.threadId);
  await audit(ask, order, activityId, { before: held.state, after: regardingId });
}

/**
 * A receipt more. The record that stands is nobody's to overwrite in passing: a different one is the Problem
 * `changedMeanwhile`, and changing it is an act of its own (regard). Where none stands, the new one is taken. A record that the
 * asker may not see, or that of a mail which they may not read, stays as it is: theirs is a receipt and no more.
 */
async function joinIn(ask: Ask, order: Order, held: Held, now: Tracking): Promise<void> {
  const { asker, at, because } = order;
  const { orgId, userId } = asker;
  const { activityId } = now;
  const stands = held.regardingId;
  // A rule has no wish of its own against what a person chose.
  const holds = hasItBefore(order, held);
  const yields = (isRule(order) && stands !== null) || held.hidden || !holds;
  const regardingId = yields ? null : order.regardingId;
  if (regardingId !== null && stands !== null && now.regarding?.id !== regardingId) throw tracked(now);
  const receipts = await readReceipts(ask, orgId, activityId);
  const mine = receipts.some((receipt) => receipt.userId === userId && !receipt.withdrawn);
  const adds = regardingId !== null && stands === null;
  if (mine && !adds) return;
  const how = adds ? because : held;
  const change = {
    state: 'tracked',
    regardingId: adds ? regardingId : held.regardingId,
    method: how.method,
    reason: how.reason,
  } as const;
  await changeActivity(ask, { orgId, activityId }, change);
  if (!mine) await giveReceipt(ask, { orgId, activityId, userId, at, holds: bringsText(order, held) });
  await audit(ask, order, activityId, { before: stands, after: change.regardingId });
}

const tracked = ({ trackedBy, regarding }: Tracking) =>
  problem('changedMeanwhile', `${trackedBy.name} tracked this mail regarding ${regarding?.name}.`);

async function audit(
  ask: Ask,
  { asker, at, because, rule }: Order,
  activityId: string,
  regarding: { before: string | null; after: string | null },
) {
  const what = { action: 'track', entity: 'activity', entityId: activityId, why: because.reason };
  const states = {
    before: { regarding: regarding.before },
    after: { regarding: regarding.after, receipt: asker.userId, ...(rule && { rule }) },
  };
  await writeAudit(ask, { orgId: asker.orgId, at, actor: asker.userId, ...what, ...states });
}
