import { readPending } from '../store/sent';
import type { Act } from './acts';
import type { Workshop } from './workshop';

export const pending =
  ({ store }: Workshop): Act<'pending'> =>
  async (asker) => {
    const { orgId, userId } = asker;
    const mails = await store.look(asker, (ask) => readPending(ask, orgId, userId));
    return { pending: mails.map(({ sentAt, ...mail }) => ({ ...mail, sentAt: sentAt.toISOString() })) };
  };
