/** What goes by its age: counted before the days are changed, so that nobody deletes mail without having been told how much. */
import { goingWords, keepsLess, type Going, type Keeping } from '../../contract/keeping';
import { problem } from '../../contract/problems';
import { maySettle } from '../../contract/roles';
import type { Ask } from '../store/db';
import { countGoing } from '../store/jobs';
import type { Act } from './acts';
import type { Workshop } from './workshop';

export const keeping =
  ({ store, clock }: Workshop): Act<'keeping'> =>
  async ({ role, orgId }, { body }) => {
    if (!maySettle(role)) throw problem('notAllowed');
    return store.look(orgId, (ask) => countGoing(ask, orgId, body, clock()), 'long');
  };

interface Shortening {
  readonly before: Keeping;
  readonly wanted: Keeping;
  /** What the author was told would go. */
  readonly going: Going | undefined;
  readonly at: Date;
}

/** Throws the Problem `badInput` where more would go than the author was told. */
export async function mustBeMeant(ask: Ask, orgId: number, { before, wanted, going, at }: Shortening): Promise<void> {
  if (!keepsLess(before, wanted)) return;
  const now = await countGoing(ask, orgId, wanted, at);
  const words = goingWords(now);
  if (words === null || (going !== undefined && now.mails <= going.mails && now.texts <= going.texts)) return;
  const field = now.mails > 0 ? 'settings.keepMailDays' : 'settings.keepBodiesDays';
  throw problem(
    'badInput',
    `${field}: ${words} would be deleted within a day; say in “going”, or with --deletes, that this is meant.`,
  );
}
