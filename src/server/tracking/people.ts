/** Who works with this, and what they may do: for administrators alone. */
import { problem } from '../../contract/problems';
import { addUser } from '../store/seeding';
import { changeStaff, readStaff } from '../store/staff';
import { holdOrganisation } from '../store/users';
import type { Act, Asker } from './acts';
import type { Workshop } from './workshop';

export const people =
  ({ store }: Workshop): Act<'people'> =>
  async (asker) => {
    mayManage(asker);
    return { people: await store.look(asker.orgId, (ask) => readStaff(ask, asker.orgId)) };
  };

/** Somebody who is there already is the Problem `alreadyExists`, also where they were made inactive. */
export const addPerson =
  ({ store, clock }: Workshop): Act<'addPerson'> =>
  async (asker, { body }) => {
    mayManage(asker);
    const { orgId, userId: actor } = asker;
    const { address, role } = body;
    const name = body.name.trim() || address;
    return store.change(orgId, async (ask) => {
      await holdOrganisation(ask, orgId);
      const { made, user } = await addUser(ask, orgId, { address, name, role }, by(actor, clock(), 'people page'));
      if (!made) throw problem('alreadyExists', `${user.name} has this address already.`);
      const person = (await readStaff(ask, orgId)).find(({ userId }) => userId === user.userId);
      if (person === undefined) throw problem('serverFault');
      return { person };
    });
  };

export const changePerson =
  ({ store, clock }: Workshop): Act<'changePerson'> =>
  async (asker, { params, body }) => {
    mayManage(asker);
    const { orgId, userId: actor } = asker;
    const whom = { orgId, userId: Number(params.userId) };
    const person = await store.change(orgId, (ask) => changeStaff(ask, whom, body, by(actor, clock(), 'people page')));
    return { person };
  };

const by = (actor: number, at: Date, why: string) => ({ actor, at, why });

function mayManage({ role }: Asker): void {
  if (role !== 'administrator') throw problem('notAllowed');
}
