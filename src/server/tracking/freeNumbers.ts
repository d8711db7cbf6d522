/** How many numbers the layout of some settings leaves: of everybody, and person by person for those who have least. */
import type { Settings } from '../../contract/settings';
import type { TrialResult } from '../../contract/trial';
import type { Ask } from '../store/db';
import { readSpaces } from '../store/numberSpaces';
import { describeSpace } from './numberSpaces';
import { silentSince } from './numbers';

const RATE_DAYS = 30;
const SHOWN = 10;

export async function freeNumbers(
  ask: Ask,
  orgId: number,
  { token: layout, activeDays }: Settings,
  at: Date,
): Promise<TrialResult['numbers']> {
  const [since, month] = [silentSince(at, activeDays), silentSince(at, RATE_DAYS)];
  const spaces = (await readSpaces(ask, orgId, { layout, since, month })).map((space) => describeSpace(space, layout));
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  return {
    free: sum(spaces.map(({ size, taken }) => Math.max(0, size - taken))),
    size: sum(spaces.map(({ size }) => size)),
    fullest: spaces.toSorted((a, b) => b.taken - a.taken).slice(0, SHOWN),
  };
}
