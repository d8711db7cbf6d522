import { problem } from '../../contract/problems';
import { readOrganisation } from '../store/users';
import type { Act } from './acts';
import type { Workshop } from './workshop';

export const me =
  ({ store }: Workshop): Act<'me'> =>
  async ({ orgId, address, name, role }) => {
    const organisation = await store.look(orgId, (ask) => readOrganisation(ask, orgId));
    if (organisation === null) throw problem('unknownUser');
    return { user: { address, name }, organisation: organisation.name, role };
  };
