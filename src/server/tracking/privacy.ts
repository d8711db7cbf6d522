/** What people may ask of us about themselves: everything that is stored about their address, and that it goes. */
import { problem } from '../../contract/problems';
import type { Erasure, PersonPreview } from '../../contract/privacy';
import { normalAddress } from '../../correlation/addresses';
import { addressHash } from '../store/addressHash';
import type { Ask, Store } from '../store/db';
import * as stored from '../store/personData';
import { once } from '../store/requests';
import type { Act, Asker } from './acts';
import { letterOf, type Workshop } from './workshop';

export function mustRule({ role }: Asker): void {
  if (role !== 'administrator') throw problem('notAllowed');
}

export function mustBeAddress(text: string): string {
  const address = normalAddress(text.trim());
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) throw problem('badInput', 'address must be a whole e-mail address.');
  return address;
}

export const previewPerson =
  ({ store }: Workshop): Act<'previewPerson'> =>
  async (asker, { body }) => {
    mustRule(asker);
    return preview(store, asker.orgId, mustBeAddress(body.address));
  };

async function preview(store: Store, orgId: number, address: string): Promise<PersonPreview> {
  return store.change(
    orgId,
    async (ask) => {
      const hash = await addressHash(ask, orgId, address);
      const records = await stored.findPersonRecords(ask, orgId, address);
      const receipts = await stored.readErasures(ask, orgId, hash);
      return {
        address,
        user: await stored.findPersonUser(ask, orgId, address),
        counts: await stored.countAboutPerson(ask, orgId, address),
        records: records.map(({ type, name }) => ({ type, name: name.slice(0, 1000) })),
        receipts: receipts.map(({ receiptId, at }) => ({ receiptId, at: at.toISOString() })),
      };
    },
    'long',
  );
}

/** What was typed as a reason names the address more often than not. */
export const withoutAddress = (reason: string, address: string) =>
  reason.replaceAll(new RegExp(address.replace(/[^\w\s]/g, '\\$&'), 'gi'), 'the address').slice(0, 400);

export const erasePerson =
  ({ store, clock }: Workshop): Act<'erasePerson'> =>
  async (asker, { body }) => {
    mustRule(asker);
    const address = mustBeAddress(body.address);
    if (normalAddress(body.confirmation.trim()) !== address)
      throw problem('badInput', 'confirmation must be the same address once more.');
    const at = clock();
    const { orgId, userId } = asker;
    // The letter itself shall not hold the address.
    const letter = { ...letterOf('erasePerson', asker, body, at), payload: { requestId: body.requestId } };
    return store.change(
      orgId,
      (ask) =>
        once(ask, letter, () => {
          const wish = { orgId, actor: userId, at, address, reason: body.reason };
          return erase(ask, { ...wish, records: body.records ?? true }, asker.name);
        }),
      'long',
    );
  };

/** In one transaction: the mail that comes in meanwhile waits for it, and is judged by its receipt. */
export async function erase(ask: Ask, wish: stored.Erasing, by: string | null): Promise<Erasure> {
  const { orgId, address, at } = wish;
  const user = await stored.findPersonUser(ask, orgId, address);
  if (user?.active)
    throw problem('badInput', `address: ${user.name} is a user here; end their access first, then erase it.`);
  await addressHash(ask, orgId, address);
  const reason = withoutAddress(wish.reason, address);
  const { receiptId, counts } = await stored.erasePerson(ask, { ...wish, reason });
  return { receiptId, at: at.toISOString(), by, reason, counts: namedCounts(counts) };
}

const namedCounts = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).map(([name, count]) => ({ name, count }));
