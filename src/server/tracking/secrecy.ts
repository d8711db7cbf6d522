/**
 * Whether a mail is for its owner and the people on it alone, from the moment it is stored: as a person said, as its writer
 * marked it, or as the mail that it answers, whose words it may quote.
 */
import { answersPrivate, talkKeys } from '../../correlation/privateTalk';
import type { Keys } from '../../correlation/mail';
import { writeAudit } from '../store/audit';
import type { Held, PrivateBecause } from '../store/activities';
import { readCandidates } from '../store/candidates';
import type { Ask } from '../store/db';
import { changePrivate, isPrivate } from '../store/receipts';
import type { Order } from './order';
import { sendingOf } from './sentAgain';

export interface Secrecy {
  readonly private: boolean;
  /** null: nobody said anything. */
  readonly because: PrivateBecause | null;
}

export async function secrecyOf(ask: Ask, order: Order): Promise<Secrecy> {
  const { asker, keys, because } = order;
  if (order.private !== null) return { private: order.private, because: 'chosen' };
  if (order.marked) return { private: true, because: 'marked' };
  const { matched } = because;
  const byMatch = order.answersPrivate || (matched !== null && (await isPrivate(ask, asker.orgId, matched)));
  const answers = byMatch || (await isAnswer(ask, asker.orgId, keys, null));
  return answers ? { private: true, because: 'answers' } : { private: false, because: null };
}

/** `self`: its number, where it is stored already. */
async function isAnswer(ask: Ask, orgId: number, keys: Keys, self: string | null): Promise<boolean> {
  const candidates = await readCandidates(ask, orgId, talkKeys(keys), []);
  const others = candidates.filter(({ activityId }) => activityId !== self);
  return answersPrivate(keys, others, null);
}

/** What is said of a mail that is stored already: by its owner now, or by whoever sent it, before anybody chose otherwise. */
export async function honour(ask: Ask, order: Order, held: Held, activityId: string): Promise<void> {
  const { private: wanted } = order;
  if (wanted === null || wanted === held.private || !mayDecide(order, held, wanted)) return;
  await change(ask, order, { activityId, wanted, because: 'chosen' });
}

function mayDecide(order: Order, held: Held, wanted: boolean): boolean {
  if (order.onSending === null) return held.mine;
  if (!held.mine && order.asker.address !== order.keys.from) return false;
  return sendingOf(order, held) === 'again' || (wanted && held.privateBecause !== 'chosen');
}

type Place = Pick<Order, 'asker' | 'at' | 'keys'>;

/** Only its sent copy tells what it answers: until somebody said otherwise it is as private as that. */
export async function followTalk(ask: Ask, order: Place, held: Held, activityId: string): Promise<void> {
  if (!held.pending || held.private || held.privateBecause !== null) return;
  if (await isAnswer(ask, order.asker.orgId, order.keys, activityId))
    await change(ask, order, { activityId, wanted: true, because: 'answers' });
}

interface Wanted {
  readonly activityId: string;
  readonly wanted: boolean;
  readonly because: PrivateBecause;
}

async function change(ask: Ask, { asker, at }: Place, { activityId, wanted, because }: Wanted): Promise<void> {
  const { orgId, userId } = asker;
  await changePrivate(ask, { orgId, activityId }, { private: wanted, because });
  const what = { action: 'setPrivate', entity: 'activity', entityId: activityId, why: '' };
  const states = { before: { private: !wanted }, after: { private: wanted } };
  await writeAudit(ask, { orgId, at, actor: userId, ...what, ...states });
}
