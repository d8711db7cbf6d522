/** Shows administrators how full the numbers of each user are, and how long they last. */
import { problem } from '../../contract/problems';
import { maySettle } from '../../contract/roles';
import type { NumberSpace } from '../../contract/sending';
import type { Ask } from '../store/db';
import { readSpaces, type CountedSpace } from '../store/numberSpaces';
import { readSettings } from '../store/settings';
import type { Act } from './acts';
import { silentSince } from './numbers';
import type { Workshop } from './workshop';

const RATE_DAYS = 30;

export const numberSpaces =
  ({ store, clock }: Workshop): Act<'numberSpaces'> =>
  async ({ orgId, role }) => {
    if (!maySettle(role)) throw problem('notAllowed');
    const at = clock();
    return store.change(orgId, async (ask) => ({ spaces: await readNumberSpaces(ask, orgId, at) }));
  };

export async function readNumberSpaces(ask: Ask, orgId: number, at: Date): Promise<NumberSpace[]> {
  const { settings } = await readSettings(ask, orgId);
  const [since, month] = [silentSince(at, settings.activeDays), silentSince(at, RATE_DAYS)];
  const spaces = await readSpaces(ask, orgId, { layout: settings.token, since, month });
  return spaces.map((space) => describeSpace(space, settings.token));
}

/** As administrators are shown it. */
export function describeSpace(
  { address, name, offline, taken, lately }: CountedSpace,
  { prefix, userDigits, counterDigits }: NumberSpace['layout'],
): NumberSpace {
  const size = 10 ** counterDigits;
  const last = (numbers: number) =>
    lately === 0 ? null : Math.floor((Math.max(0, numbers - taken) * RATE_DAYS) / lately);
  return {
    ...{ address, name, layout: { prefix, userDigits, counterDigits }, offline, taken, size },
    daysLeft: last(size),
    daysLeftWider: counterDigits < 9 ? last(size * 10) : null,
  };
}
