/**
 * A record goes to somebody else, or to nobody: its owner gives it, or an administrator with a reason. Whoever had it sees it
 * from then on as its sharing says, and the mail on it as the people on it do.
 */
import { problem } from '../../contract/problems';
import { writeAudit } from '../store/audit';
import type { Ask } from '../store/db';
import { giveAll, giveRecord, holdOwned, mustFindKeeper, type Owned } from '../store/ownership';
import { findSharing } from '../store/sharing';
import { mustFindStaff } from '../store/staff';
import { once } from '../store/requests';
import type { Act, Asker } from './acts';
import { mustFindRecord } from './mustFindRecord';
import { letterOf, type Workshop } from './workshop';

export const handOver =
  ({ store, clock }: Workshop): Act<'handOver'> =>
  (asker, { body, params }) =>
    store.change(asker, (ask) => {
      const at = clock();
      return once(ask, letterOf('handOver', asker, { ...body, ...params }, at), async () => {
        const { orgId, userId: actor } = asker;
        const { id } = await mustFindRecord(ask, orgId, params);
        const why = body.reason?.trim() ?? '';
        const owned = await holdOwned(ask, orgId, id);
        mayGive(asker, owned, why);
        if (body.to === null && owned.access === 'owner')
          throw problem('badInput', 'to: only its owner sees it, so it needs one; choose first who sees it.');
        const keeper = body.to === null ? null : await mustFindKeeper(ask, orgId, body.to);
        const to = keeper?.userId ?? null;
        if (to !== owned.ownerId) {
          await giveRecord(ask, orgId, id, to);
          const states = { before: { owner: owned.owner }, after: { owner: keeper?.address ?? null } };
          await writeAudit(ask, {
            orgId,
            at,
            actor,
            action: 'handOver',
            entity: 'record',
            entityId: id,
            why,
            ...states,
          });
        }
        return { sharing: await findSharing(ask, asker, id) };
      });
    });

function mayGive({ userId, role }: Asker, { ownerId }: Owned, why: string): void {
  if (ownerId === userId) return;
  if (role !== 'administrator') throw problem('notAllowed', 'Only its owner hands it over, or an administrator.');
  if (why.length < 3) throw problem('badInput', 'reason: say why, as it is not yours; the audit keeps it.');
}

/** Of somebody who leaves, or has left: everything at once, seen by its giver or not. */
export const handOverAll =
  ({ store, clock }: Workshop): Act<'handOverAll'> =>
  (asker, { body, params }) =>
    store.change(
      asker,
      (ask) => {
        const at = clock();
        return once(ask, letterOf('handOverAll', asker, { ...body, ...params }, at), () =>
          giveTheirs(ask, { asker, at, from: Number(params.userId), to: body.to, why: body.reason.trim() }),
        );
      },
      'long',
    );

interface Giving {
  readonly asker: Asker;
  readonly at: Date;
  readonly from: number;
  readonly to: string;
  readonly why: string;
}

async function giveTheirs(ask: Ask, { asker: { orgId, userId: actor }, at, from, to, why }: Giving) {
  const giver = await mustFindStaff(ask, { orgId, userId: from });
  const keeper = await mustFindKeeper(ask, orgId, to);
  if (keeper.userId === from) throw problem('badInput', 'to: these records are theirs already.');
  const given = await giveAll(ask, orgId, from, keeper.userId);
  const states = { before: { owner: giver.address }, after: { owner: keeper.address } };
  for (const entityId of given)
    await writeAudit(ask, { orgId, at, actor, action: 'handOver', entity: 'record', entityId, why, ...states });
  return { records: given.length };
}
