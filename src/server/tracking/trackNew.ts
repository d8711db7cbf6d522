/** Stores a mail that nobody tracked before, with everything that hangs on it, and joins the threads it connects. */
import { v7 } from 'uuid';
import { normalAddress } from '../../correlation/addresses';
import { isDirectoryName } from '../../correlation/directoryName';
import { learnedAliases } from '../../correlation/keys';
import type { Keys } from '../../correlation/mail';
import { peopleOn } from '../../correlation/participants';
import { dateDoubt, laterThan } from '../../correlation/sentTime';
import { textDigest } from '../../correlation/textDigest';
import { subjectWords } from '../../correlation/vocabulary';
import type { StrategyName } from '../../correlation/match';
import type { Track } from '../../contract/tracking';
import { addActivity, addAliases, addContent, findMessageId, type NewActivity, type Party } from '../store/activities';
import { writeAudit } from '../store/audit';
import type { Ask } from '../store/db';
import { textHash } from '../store/hash';
import { giveReceipt } from '../store/receipts';
import { addThreadPeople, joinThreads, startThread } from '../store/threads';
import { keepOrder } from './keepEvidence';
import { kinThreads } from './kinThreads';
import { isUnmet } from './meetSentCopy';
import { meetingToStore } from './meetingToStore';
import type { Order } from './order';
import { secrecyOf, type Secrecy } from './secrecy';
import { keysOf } from './takeInCopy';
import { dedupeKeys, type DedupeKeys } from './twins';

/** Null where somebody else stored the same mail in the same moment. `free`: its key; not the usual one where another mail has this Message-ID already. */
export async function trackNew(ask: Ask, order: Order, free: keyof DedupeKeys): Promise<string | null> {
  const { orgId } = order.asker;
  const threads = await kinThreads(ask, orgId, order.keys, order.because.matched);
  const threadId = threads.length === 0 ? v7() : await joinThreads(ask, orgId, threads);
  const activity = describe(order, threadId, { free, secrecy: await secrecyOf(ask, order) });
  if (!(await addActivity(ask, orgId, activity))) return null;
  const parties = withOthers(partiesOf(order.mail), order.keys);
  await Promise.all([
    threads.length === 0
      ? startThread(ask, orgId, threadId, activity.private ? [] : subjectWords(order.keys.topic))
      : null,
    storeContent(ask, order, activity.activityId, parties),
    addThreadPeople(ask, orgId, threadId, peopleOn(order.keys, order.mail)),
    giveReceipt(ask, { orgId, activityId: activity.activityId, userId: order.asker.userId, at: order.at }),
    learn(ask, order),
    audit(ask, order, activity),
    keepOrder(ask, order, { activityId: activity.activityId, free }),
  ]);
  return activity.activityId;
}

/** The longest reason that a Tracking may carry. */
const LONGEST_REASON = 2000;
const SHARED_ID = 'Another mail with the same Message-ID is tracked as well; this one is kept as a mail of its own.';

function describe(
  { asker, at, keys, mail, because, regardingId }: Order,
  threadId: string,
  { free, secrecy }: { readonly free: keyof DedupeKeys; readonly secrecy: Secrecy },
): NewActivity {
  const sent = sentDate(keys, at);
  const reason = [free === 'usual' ? null : SHARED_ID, sent.doubt, because.reason].filter(Boolean).join(' ');
  return {
    activityId: v7(),
    dedupeKey: dedupeKeys(keys, textDigest(mail.text, mail.html))[free],
    threadId,
    kind: keys.kind,
    direction: keys.direction,
    messageId: keys.messageId,
    topic: keys.topic,
    subject: mail.subject,
    from: keys.from,
    lists: keys.lists ?? [],
    sentAt: sent.at,
    indexDepth: keys.conversationIndex?.depth ?? null,
    regardingId,
    method: because.method,
    reason: reason.slice(0, LONGEST_REASON),
    matchedId: because.matched,
    trackedBy: asker.userId,
    trackedAt: at,
    pending: isUnmet(keys),
    private: secrecy.private,
    privateBecause: secrecy.because,
    textHash: textHash(mail),
    meeting: mail.meeting ? meetingToStore(mail.meeting, keys, mail.subject) : null,
  };
}

/** A Date header may name the 39th of May, the year 275,000, or a day that no mail can have come from yet. */
function sentDate({ kind, sentAt, remarks }: Keys, otherwise: Date): { at: Date; doubt: string | null } {
  const later = kind === 'message' && sentAt !== null ? laterThan(otherwise, sentAt) : null;
  if (later !== null) return { at: otherwise, doubt: later.doubt };
  const sent = new Date(sentAt ?? otherwise);
  const at = Number.isNaN(sent.getTime()) || sent.getUTCFullYear() < 1 ? otherwise : sent;
  return { at, doubt: dateDoubt(remarks) ?? null };
}

export function partiesOf({ from, to, cc, bcc }: Track['mail']): Party[] {
  const parties = (role: Party['role'], people: Track['mail']['to']) =>
    people
      .filter(({ address }) => !isDirectoryName(address))
      .map((person) => ({ role, address: normalAddress(person.address), person }));
  return [
    ...parties('from', from === null ? [] : [from]),
    ...parties('to', to),
    ...parties('cc', cc),
    ...parties('bcc', bcc),
  ];
}

/** Whom its keys name and its head does not: who answers go to, who really sent it. */
function withOthers(parties: readonly Party[], { from, recipients }: Keys): Party[] {
  const shown = new Set([from, ...parties.map(({ address }) => address)]);
  const others = recipients.filter((address) => !shown.has(address) && !isDirectoryName(address));
  return [...parties, ...others.map((address): Party => ({ role: 'also', address, person: { address, name: '' } }))];
}

async function storeContent(
  ask: Ask,
  { asker: { orgId }, keys, mail }: Order,
  activityId: string,
  parties: readonly Party[],
) {
  await addContent(ask, orgId, activityId, {
    parties,
    keys: await keysOf(ask, orgId, keys),
    attachments: mail.attachments,
    html: mail.html,
    text: mail.text,
  });
}

/** A reply that was linked by token or index names our mail by an id that a relay gave it: the next reply shall match by it. */
async function learn(ask: Ask, { asker: { orgId }, keys, because: { method, matched } }: Order): Promise<void> {
  if (matched === null || !isStrategy(method) || method === 'replyTo') return;
  const matchedId = await findMessageId(ask, orgId, matched);
  if (matchedId !== null) await addAliases(ask, orgId, matched, learnedAliases(keys as Keys, method, matchedId));
}

const NO_STRATEGY: ReadonlySet<Track['because']['method']> = new Set([
  'hand',
  'folder',
  'sent',
  'category',
  'incoming',
]);
const isStrategy = (method: Track['because']['method']): method is StrategyName => !NO_STRATEGY.has(method);

async function audit(ask: Ask, { asker, at, because, regardingId, rule }: Order, activity: NewActivity) {
  const { activityId, direction, private: isPrivate } = activity;
  const flag = { ...(isPrivate && { private: true }), ...(rule && { rule }) };
  const after = { state: 'tracked', direction, regarding: regardingId, method: because.method, ...flag };
  const what = { action: 'track', entity: 'activity', entityId: activityId, before: null, after, why: because.reason };
  await writeAudit(ask, { orgId: asker.orgId, at, actor: asker.userId, ...what });
}
