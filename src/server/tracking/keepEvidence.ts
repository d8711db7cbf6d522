/** Keeps by what tracked mail was judged, in the transaction that tracks it. */
import type { Keys } from '../../correlation/mail';
import { peopleOn } from '../../correlation/participants';
import type { Ask } from '../store/db';
import { changeEvidence, keepTracked, readEvidenceOf } from '../store/evidence';
import type { Order } from './order';
import { isUnmet } from './meetSentCopy';
import { dedupeKeys, type DedupeKeys } from './twins';

/** Of a mail that is tracked now. */
export async function keepOrder(
  ask: Ask,
  order: Order,
  { activityId, free }: { activityId: string; free: keyof DedupeKeys },
) {
  const { asker, keys, at } = order;
  const mailKey = dedupeKeys(keys)[free];
  await keepTracked(ask, asker.orgId, { mailKey, at, seenBy: asker.userId, activityId, keys, blind: blindOf(order) });
}

/** Of a mail that is tracked already, seen in another copy: what either knows is known. */
export async function keepCopy(ask: Ask, orgId: number, activityId: string, keys: Keys): Promise<void> {
  const known = await readEvidenceOf(ask, orgId, activityId);
  if (known !== null) await changeEvidence(ask, { orgId, activityId }, { keys: mergeKeys(known, keys) });
}

/** Of a mail that was called back and changed: what its last letter says. */
export async function keepRewritten(ask: Ask, order: Order, activityId: string): Promise<void> {
  const { asker, keys } = order;
  await changeEvidence(ask, { orgId: asker.orgId, activityId }, { keys, blind: blindOf(order) });
}

function blindOf({ keys, mail }: Order): string[] {
  const open = new Set(peopleOn(keys, mail));
  return peopleOn(keys).filter((address) => !open.has(address));
}

/** The copy's own id stands before what the mail was called until then. */
function mergeKeys(known: Keys, copy: Keys): Keys {
  const both = (a: readonly string[], b: readonly string[], most: number) => [...new Set([...a, ...b])].slice(0, most);
  const met = isUnmet(copy) ? known.messageId : copy.messageId;
  const former = isUnmet(known) || known.messageId === met ? [] : [known.messageId];
  const aliases = both([...former, ...known.aliases], copy.aliases, 20).filter((id) => id !== met);
  const mark = copy.mark ?? known.mark;
  return {
    ...known,
    messageId: met,
    aliases,
    inReplyTo: both(known.inReplyTo, copy.inReplyTo, 20),
    references: known.references.length >= copy.references.length ? known.references : copy.references,
    conversationIndex: copy.conversationIndex ?? known.conversationIndex,
    conversation: copy.conversation ?? known.conversation,
    tokens: copy.tokens.length > 0 ? copy.tokens : known.tokens,
    recipients: both(known.recipients, copy.recipients, 500),
    sentAt: isUnmet(copy) ? known.sentAt : (copy.sentAt ?? known.sentAt),
    ...(mark === undefined ? {} : { mark }),
  };
}
