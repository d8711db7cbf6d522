/**
 * Tracks a mail. The same letter twice is one tracking; the same mail tracked by two people is one activity with two
 * receipts; what one person sent and another received are two activities of one thread.
 */
import { isMarkedPrivate } from '../../correlation/privateTalk';
import { textDigest } from '../../correlation/textDigest';
import { problem } from '../../contract/problems';
import type { Track, Tracking } from '../../contract/tracking';
import { holdActivity, type Held } from '../store/activities';
import type { Ask } from '../store/db';
import { mustNotBeErased } from '../store/erased';
import { once } from '../store/requests';
import { recountThreadPeople } from '../store/threads';
import { holdSenders } from '../store/users';
import type { Act } from './acts';
import { keysToStore } from './betweenUsers';
import { cleanMail } from './cleanMail';
import { findStored } from './findStored';
import { refreshAppointment } from './moved';
import { settleThreads } from './kinThreads';
import { mustFindTarget } from './mustFindRecord';
import { mustReadTracking } from './mustReadTracking';
import { welcome } from './newcomer';
import type { Order } from './order';
import { asKept } from './asKept';
import { followTalk, honour } from './secrecy';
import { rewrite, sendingOf } from './sentAgain';
import { takeInCopy } from './takeInCopy';
import { bringsText, trackAgain } from './trackAgain';
import { partiesOf, trackNew } from './trackNew';
import { letterOf, type MailWorkshop } from './workshop';

export const track =
  (workshop: MailWorkshop): Act<'track'> =>
  async (asker, { body }) => {
    const { store, clock } = workshop;
    const at = clock();
    const mail = await cleanMail(workshop, asker.orgId, body.mail);
    const reply = await store.change(asker, (ask) =>
      once(ask, letterOf('track', asker, body, at), async () => {
        const regardingId = body.regarding === null ? null : await mustFindTarget(ask, asker.orgId, body.regarding);
        const { keys, because, rule } = body;
        const chosen = { regardingId, ...saidOf(body), answersPrivate: false, ...(rule && { rule }) };
        const activityId = await trackOne(ask, { asker, at, keys, mail, because, ...chosen, onSending: null });
        const created = await welcome(ask, asker, body, at);
        const tracking = await mustReadTracking(ask, asker.orgId, activityId);
        return created === null ? { tracking } : { tracking, created };
      }),
    );
    await settleThreads(store, asker.orgId, body.keys);
    return reply;
  };

/** Who shall read it, as far as anybody said. */
export const saidOf = ({ private: isPrivate, sensitivity }: Pick<Track, 'private' | 'sensitivity'>) => ({
  private: isPrivate ?? null,
  marked: isMarkedPrivate(sensitivity),
});

/** A lost race is followed by another look; more than three in a row for one mail do not happen by chance. */
const ATTEMPTS = 4;

/** Gives the activity's id. Two who track the same new mail at once: the later finds what the earlier stored. */
export async function trackOne(ask: Ask, given: Order): Promise<string> {
  const { orgId, userId } = given.asker;
  const keys = await keysToStore(ask, orgId, given.keys);
  const order = { ...given, keys, mail: await asKept(ask, orgId, given.mail) };
  await mustNotBeErased(ask, orgId, addressesOf(order), keys.sentAt);
  if (keys.direction === 'outgoing') await holdSenders(ask, orgId, userId, keys.from);
  const text = textDigest(order.mail.text, order.mail.html);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { tracking, free } = await findStored(ask, order.asker, keys, text);
    const stored = tracking ?? (keys === given.keys ? null : await findEarlier(ask, given));
    if (stored !== null) return again(ask, order, stored);
    const activityId = await trackNew(ask, order, free);
    if (activityId !== null) return activityId;
  }
  throw problem('changedMeanwhile');
}

const addressesOf = ({ keys, mail }: Order) => [
  ...[keys.from, ...keys.recipients],
  ...partiesOf(mail).map(({ address }) => address),
];

/** What was tracked as an activity of its own stays one, whatever the organisation wants since. */
const findEarlier = async (ask: Ask, { asker, keys }: Order) => (await findStored(ask, asker, keys)).tracking;

async function again(ask: Ask, order: Order, { activityId }: Tracking): Promise<string> {
  const { asker, keys } = order;
  const { orgId } = asker;
  const held = await holdActivity(ask, orgId, activityId);
  if (held === null) throw problem('unknownTracking');
  // Whoever may not read it adds nobody to it, themselves least of all.
  if (keys.direction === 'outgoing' && held.seen) await takeIn(ask, order, held, activityId);
  await honour(ask, order, held, activityId);
  const now = await mustReadTracking(ask, orgId, activityId);
  const { meeting, subject } = order.mail;
  if (keys.kind === 'appointment' && meeting && held.seen)
    await refreshAppointment(ask, { ...order, subject, meeting }, held, now);
  await trackAgain(ask, order, held, now);
  return activityId;
}

/** What the letter or copy knows besides: all of it where the mail has changed since, and nothing where it was called back. */
async function takeIn(ask: Ask, order: Order, held: Held, activityId: string): Promise<void> {
  const { keys, mail, asker } = order;
  const sending = sendingOf(order, held);
  if (sending === 'over') return;
  // Who reads it on its record alone does not become one of its people by saying so.
  const isTheirs = held.mine || asker.address === keys.from || bringsText(order, held);
  const all = partiesOf(mail).filter(({ address }) => isTheirs || address !== asker.address);
  if (sending === 'again') await rewrite(ask, order, activityId, all);
  const parties = sending === 'late' ? all.filter(({ role }) => role === 'bcc') : all;
  await takeInCopy(ask, { orgId: asker.orgId, activityId, keys, parties });
  if (order.private === null) await followTalk(ask, order, held, activityId);
  if (sending === 'again') await recountThreadPeople(ask, asker.orgId, held.threadId);
}
