import { readPending } from '../store/sent';
import type { Act } from './acts';
import type { Workshop } from './workshop';

export const pending =
  ({ store }: Workshop): Act<'pending'> =>
  async ({ orgId, userId }) => {
    const mails = await store.look(orgId, (ask) => readPending(ask, orgId, userId));
    return { pending: mails.map(({ sentAt, ...mail }) => ({ ...mail, sentAt: sentAt.toISOString() })) };
  };
