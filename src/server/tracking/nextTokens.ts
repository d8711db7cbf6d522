/** The tokens that the asker's next mails would have under some layout. No number is taken. */
import { problem } from '../../contract/problems';
import { maySettle } from '../../contract/roles';
import type { Ask } from '../store/db';
import type { Act, ActInput, Asker } from './acts';
import { findFree } from './giveNumbers';
import { mustBeLayout } from './settings';
import type { Workshop } from './workshop';

export const nextTokens =
  ({ store, clock }: Workshop): Act<'nextTokens'> =>
  async (asker, { body }) => {
    if (!maySettle(asker.role)) throw problem('notAllowed');
    mustBeLayout(body.token);
    const at = clock();
    return store.change(asker.orgId, (ask) => look(ask, asker, body, at));
  };

async function look(ask: Ask, asker: Asker, wanted: ActInput<'nextTokens'>['body'], at: Date) {
  const { token: layout, tokenBase, activeDays } = wanted;
  const user = tokenBase + asker.userId;
  if (user >= 10 ** layout.userDigits)
    return { online: null, offline: null, why: `Your number ${user} does not fit ${layout.userDigits} digits.` };
  const next = async (offline: boolean) => {
    const [found] = await findFree(ask, { asker, at, offline, count: 1 }, { layout, user, activeDays });
    return found?.token ?? null;
  };
  const [online, offline] = [await next(false), await next(true)];
  const why = online === null || offline === null ? 'Each of your numbers belongs to an active thread.' : null;
  return { online, offline, why };
}
