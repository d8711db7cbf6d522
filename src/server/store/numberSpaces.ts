/** How full the numbers of each user are. */
import type { TokenLayout } from '../../correlation/policy';
import type { Ask } from './db';
import { kindNumber } from './hash';
import { lastActive } from './numbers';

export interface CountedSpace {
  readonly userId: number;
  readonly address: string;
  readonly name: string;
  readonly offline: boolean;
  /** Numbers that cannot be given now. */
  readonly taken: number;
  /** Numbers given in the last thirty days. */
  readonly lately: number;
}

const countSpaces = `select u.user_id as "userId", u.address, u.name, d.offline,
  (select count(*)::int from token_number p where p.org_id = $1 and p.user_id = u.user_id and p.offline = d.offline
    and p.user_digits = $3 and p.counter_digits = $4 and (p.held_from >= $5 or ${lastActive} >= $5)) as taken,
  (select count(*)::int from token_number p where p.org_id = $1 and p.user_id = u.user_id and p.offline = d.offline
    and p.user_digits = $3 and p.counter_digits = $4 and p.given_at > $6) as lately
from app_user u cross join (values (false), (true)) d(offline)
where u.org_id = $1 and u.active order by u.name, u.user_id, d.offline`;

/** `since`: older signs of life do not hold a number any more; `month`: thirty days ago. */
export async function readSpaces(
  ask: Ask,
  orgId: number,
  { layout, since, month }: { layout: TokenLayout; since: Date; month: Date },
): Promise<CountedSpace[]> {
  const { userDigits, counterDigits } = layout;
  return ask<CountedSpace>({ name: 'count-spaces', text: countSpaces }, [
    ...[orgId, kindNumber('token'), userDigits, counterDigits, since, month],
  ]);
}
