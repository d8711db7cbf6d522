/**
 * Makes a contact or lead of somebody unknown. An open contact or lead with the same address stands in the way: with the same
 * name and type it is the one that was meant (two people clicked at once) and is given; otherwise the Problem `alreadyExists`
 * names it, since a second card for one person splits their history.
 */
import { problem } from '../../contract/problems';
import type { RecordView } from '../../contract/records';
import { writeAudit } from '../store/audit';
import type { Ask } from '../store/db';
import { addRecord, findAccountByName, fold, readNamesakes, toView } from '../store/records';
import { sharingOfNew } from '../store/teams';
import { once } from '../store/requests';
import { holdOrganisation } from '../store/users';
import type { Act, ActInput, Asker } from './acts';
import { letterOf, type Workshop } from './workshop';

type Wish = ActInput<'createRecord'>['body'];

export const createRecord =
  ({ store, clock }: Workshop): Act<'createRecord'> =>
  async (asker, { body }) => {
    const at = clock();
    const wish = tidy(body);
    return store.change(asker, (ask) =>
      once(ask, letterOf('createRecord', asker, body, at), async () => {
        await holdOrganisation(ask, asker.orgId);
        const meant = await findMeant(ask, asker.orgId, wish);
        return { record: meant ?? (await makeRecord(ask, asker, wish, { at, why: '' })) };
      }),
    );
  };

function tidy(body: Wish): Wish {
  const wish = { ...body, name: body.name.trim(), email: body.email.trim(), company: body.company?.trim() || null };
  if (wish.name === '') throw problem('badInput', 'name must not be empty.');
  if (!/^[^\s@]+@[^\s@]+$/.test(wish.email))
    throw problem('badInput', 'email must be an address such as anna@contoso.example.');
  return wish;
}

async function findMeant(ask: Ask, orgId: number, { type, name, email }: Wish): Promise<RecordView | null> {
  const [first, ...others] = await readNamesakes(ask, orgId, email);
  if (first === undefined) return null;
  const meant = [first, ...others].find((record) => record.type === type && fold(record.name) === fold(name));
  if (meant !== undefined) return toView(meant);
  throw problem('alreadyExists', `${email} belongs to ${first.name} (${first.type}).`);
}

export async function makeRecord(
  ask: Ask,
  asker: Asker,
  { type, name, email, company }: Omit<Wish, 'requestId'>,
  { at, why }: { readonly at: Date; readonly why: string },
): Promise<RecordView> {
  const { orgId, userId } = asker;
  const parentId = company === null ? null : await findAccountByName(ask, orgId, company);
  const sharing = await sharingOfNew(ask, orgId, userId);
  const wanted = { type, name, email, company, parentId, detail: null, state: 'open', sharing } as const;
  const record = await addRecord(ask, orgId, wanted);
  const what = { action: 'createRecord', entity: 'record', entityId: record.id, why };
  await writeAudit(ask, {
    orgId,
    at,
    actor: userId,
    ...what,
    before: null,
    after: { type, parent: parentId, access: sharing.access },
  });
  return record;
}
