/** Teams, the list of all tracked mail without its text, and opening one with a right, a reason and a row in the audit. */
import { normalAddress } from '../../correlation/addresses';
import { problem } from '../../contract/problems';
import { writeAudit } from '../store/audit';
import { mayReadBodies, readAnyBody, readBodyReaders, readMails, setReadsBodies } from '../store/birdsEye';
import type { Ask, Store } from '../store/db';
import { readTeams, saveTeam as storeTeam } from '../store/teams';
import type { Act } from './acts';
import type { Workshop } from './workshop';

export const teams =
  ({ store }: Workshop): Act<'teams'> =>
  async ({ orgId }) => {
    const all = await store.look(orgId, (ask) => readTeams(ask, orgId));
    return { teams: all.map(({ name, members }) => ({ name, members: [...members] })) };
  };

/** Who wants it, and why; an `actor` of null is an operator at the command line. */
export interface Wish {
  readonly orgId: number;
  readonly actor: number | null;
  readonly at: Date;
  readonly why: string;
}

export const saveTeam =
  ({ store, clock }: Workshop): Act<'saveTeam'> =>
  async ({ orgId, userId }, { body: { name, members } }) => {
    const wish = { orgId, actor: userId, at: clock(), why: '' };
    return { team: await changeTeam(store, wish, { name, members }) };
  };

async function changeTeam(store: Store, wish: Wish, team: { name: string; members: readonly string[] }) {
  const { orgId } = wish;
  const members = [...new Set(team.members.map(normalAddress))];
  return store.change(orgId, async (ask) => {
    const name = team.name.trim();
    const earlier = (await readTeams(ask, orgId)).find((each) => each.name === name)?.members ?? null;
    const saved = await storeTeam(ask, orgId, name, members);
    const joined = without(saved.members, earlier ?? []);
    const left = without(earlier ?? [], saved.members);
    const after = { members: saved.members.length, ...(joined && { joined }), ...(left && { left }) };
    const states = { before: earlier && { members: earlier.length }, after };
    await writeAudit(ask, { ...wish, action: 'saveTeam', entity: 'team', entityId: name, ...states });
    return { name, members: [...saved.members] };
  });
}

/** As the audit keeps them; empty: nobody. */
const without = (some: readonly string[], others: readonly string[]) =>
  some.filter((address) => !others.includes(address)).join(', ');

export const bodyReaders =
  ({ store }: Workshop): Act<'bodyReaders'> =>
  async ({ orgId }) => ({ administrators: await store.look(orgId, (ask) => readBodyReaders(ask, orgId)) });

export const allowBodies =
  ({ store, clock }: Workshop): Act<'allowBodies'> =>
  async ({ orgId, userId, address }, { body }) => {
    if (body.allowed && normalAddress(body.address) === address)
      throw problem('notAllowed', 'Nobody gives this right to themselves: ask another administrator.');
    await changeBodyReader(store, { orgId, actor: userId, at: clock(), why: body.reason }, body);
    return { administrators: await store.look(orgId, (ask) => readBodyReaders(ask, orgId)) };
  };

async function changeBodyReader(
  store: Store,
  wish: Wish,
  { address, allowed }: { readonly address: string; readonly allowed: boolean },
): Promise<void> {
  await store.change(wish.orgId, async (ask) => {
    const user = await setReadsBodies(ask, wish.orgId, address, allowed);
    if (user === null) throw problem('notFound', `Nobody has the address ${address} in this organisation.`);
    const states = { before: { readsBodies: user.before }, after: { readsBodies: allowed } };
    const what = { action: 'allowBodies', entity: 'user', entityId: String(user.userId), ...states };
    await writeAudit(ask, { ...wish, ...what });
  });
}

export const mails =
  ({ store }: Workshop): Act<'mails'> =>
  async ({ orgId, userId }, { body: { text, after } }) => {
    const look = (ask: Ask) => Promise.all([readMails(ask, orgId, text, after), mayReadBodies(ask, orgId, userId)]);
    const [page, mayOpen] = await store.look(orgId, look);
    return { ...page, mayOpen };
  };

/** The row is written in the same transaction: nothing is read that nobody will know of. */
export const openBody =
  ({ store, clock }: Workshop): Act<'openBody'> =>
  ({ orgId, userId }, { body: { reason }, params: { activityId } }) =>
    store.change(orgId, async (ask) => {
      if (!(await mayReadBodies(ask, orgId, userId)))
        throw problem('notAllowed', 'Another administrator must give you the right to read bodies first.');
      const mail = await readAnyBody(ask, orgId, activityId);
      if (mail === null) throw problem('unknownTracking');
      const { subject, html, text, ownerId, private: isPrivate } = mail;
      const what = { action: 'readBody', entity: 'activity', entityId: activityId, why: reason.trim() };
      const states = { before: null, after: { private: isPrivate, owner: ownerId } };
      await writeAudit(ask, { orgId, at: clock(), actor: userId, ...what, ...states });
      return { subject, html, text };
    });

interface Sight {
  readonly orgId: number;
  readonly address: string;
  /** The ones that they join; they leave none. */
  readonly teams: readonly string[];
  /** null: as it was. */
  readonly readsBodies: boolean | null;
  readonly at: Date;
}

/** What an operator says of a user at the command line. */
export async function changeSight(
  store: Store,
  { orgId, address, teams: joined, readsBodies, at }: Sight,
): Promise<void> {
  const wish: Wish = { orgId, actor: null, at, why: 'command line' };
  for (const name of joined) {
    const all = await store.look(orgId, (ask) => readTeams(ask, orgId));
    const members = all.find((team) => team.name === name.trim())?.members ?? [];
    await changeTeam(store, wish, { name, members: [...members, address] });
  }
  if (readsBodies !== null) await changeBodyReader(store, wish, { address, allowed: readsBodies });
}
