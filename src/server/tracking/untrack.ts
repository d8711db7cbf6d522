/** Taking back one's own tracking, and undoing that. The stored mail stays, so that nothing tracks it again by itself. */
import type { Body } from '../../contract/endpoints';
import { problem } from '../../contract/problems';
import type { Tracking } from '../../contract/tracking';
import { changeActivity, holdActivity, type Held } from '../store/activities';
import { writeAudit } from '../store/audit';
import type { Ask } from '../store/db';
import { giveReceipt, readReceipts, withdrawReceipt, type Receipt } from '../store/receipts';
import { once } from '../store/requests';
import { recountThreadPeople } from '../store/threads';
import type { Act, Asker } from './acts';
import { mustReadTracking } from './mustReadTracking';
import { letterOf, type Workshop } from './workshop';

interface Step {
  readonly ask: Ask;
  readonly asker: Asker;
  readonly at: Date;
  readonly activityId: string;
  readonly held: Held;
  readonly receipts: readonly Receipt[];
}

export const untrack = (workshop: Workshop): Act<'untrack'> => onOwnReceipt(workshop, 'untrack', takeBack);
export const restore = (workshop: Workshop): Act<'restore'> => onOwnReceipt(workshop, 'restore', giveBack);

/** Both acts: own receipt only, on the version that the asker saw. */
function onOwnReceipt(
  { store, clock }: Workshop,
  act: 'untrack' | 'restore',
  work: (step: Step) => Promise<Tracking['state']>,
): (asker: Asker, input: { readonly body: Body<'untrack'> }) => Promise<{ tracking: Tracking }> {
  return (asker, { body }) =>
    store.change(asker, (ask) => {
      const at = clock();
      return once(ask, letterOf(act, asker, body, at), async () => {
        const { orgId } = asker;
        const { activityId, version } = body;
        const held = await mustHold(ask, asker, { activityId, version });
        const receipts = await readReceipts(ask, orgId, activityId);
        const state = await work({ ask, asker, at, activityId, held, receipts });
        await changeActivity(ask, { orgId, activityId }, { ...held, state });
        if (state !== held.state) await recountThreadPeople(ask, orgId, held.threadId);
        await audit({ ask, asker, at, activityId, held, receipts }, act, state);
        return { tracking: await mustReadTracking(ask, orgId, activityId) };
      });
    });
}

/** Under lock, and as the asker last saw it. For whoever may neither read it nor ever tracked it, there is nothing. */
export async function mustHold(
  ask: Ask,
  { orgId, userId }: Asker,
  { activityId, version }: { readonly activityId: string; readonly version: number },
): Promise<Held> {
  const held = await holdActivity(ask, orgId, activityId);
  if (held === null) throw problem('unknownTracking');
  const known = held.seen || (await readReceipts(ask, orgId, activityId)).some((receipt) => receipt.userId === userId);
  if (!known) throw problem('unknownTracking');
  if (held.version !== version) throw problem('changedMeanwhile');
  return held;
}

async function takeBack({
  ask,
  asker: { orgId, userId },
  at,
  activityId,
  held,
  receipts,
}: Step): Promise<Tracking['state']> {
  if (held.state === 'untracked') throw problem('unknownTracking');
  const valid = receipts.filter(({ withdrawn }) => !withdrawn);
  if (!valid.some((receipt) => receipt.userId === userId)) {
    throw problem('notAllowed', 'Only people who tracked this mail can take that back, each for themselves.');
  }
  await withdrawReceipt(ask, { orgId, activityId, userId, at });
  return valid.length > 1 ? 'tracked' : 'untracked';
}

async function giveBack({ ask, asker: { orgId, userId }, at, activityId, receipts }: Step): Promise<Tracking['state']> {
  if (!receipts.some((receipt) => receipt.userId === userId && receipt.withdrawn)) {
    throw problem('notAllowed', 'There is nothing of yours to restore on this mail.');
  }
  await giveReceipt(ask, { orgId, activityId, userId, at });
  return 'tracked';
}

async function audit(
  { ask, asker, at, activityId, held }: Step,
  action: string,
  state: Tracking['state'],
): Promise<void> {
  const what = { action, entity: 'activity', entityId: activityId, why: '' };
  const states = {
    before: { state: held.state, regarding: held.regardingId },
    after: { state, regarding: held.regardingId },
  };
  await writeAudit(ask, { orgId: asker.orgId, at, actor: asker.userId, ...what, ...states });
}
