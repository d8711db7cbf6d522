/** The numbers of tracking tokens: what is known of each, and which one was given to whom. */
import type { TokenLayout } from '../../correlation/policy';
import type { Ask } from './db';
import { keyHash, kindNumber } from './hash';

/** Whose numbers, and which of them: online and offline ones never meet, nor do those of two layouts. */
export interface NumberRange {
  readonly orgId: number;
  readonly userId: number;
  readonly offline: boolean;
  readonly layout: TokenLayout;
}

/** What is known of one number. */
export interface NumberFacts {
  /** From when on it counts as silent since it was given; null where it never was, or came back unused. */
  readonly heldFrom: Date | null;
  /** The last tracked mail of a thread that carries it. */
  readonly lastActive: Date | null;
}

/** The last mail of the threads whose mail carries a key `p.key_hash` of kind $2 ($1: organisation). */
export const lastActive = `(select max(a.tracked_at) from correlation_key k
    join activity c on c.org_id = $1 and c.activity_id = k.activity_id
    join thread t on t.org_id = $1 and t.thread_id = c.thread_id
    join thread s on s.org_id = $1 and s.root_id = t.root_id
    join activity a on a.org_id = $1 and a.thread_id = s.thread_id
    where k.org_id = $1 and k.kind = $2 and k.key_hash = p.key_hash)`;

const findFacts = {
  name: 'find-number-facts',
  text: `select (select n.held_from from token_number n where n.org_id = $1 and n.key_hash = p.key_hash) as "heldFrom",
  ${lastActive} as "lastActive"
from unnest($3::uuid[]) with ordinality p(key_hash, n) order by p.n`,
};

/** One answer a number, in the order asked. `digits`: as they stand behind the prefix. */
export async function readFacts(ask: Ask, orgId: number, digits: readonly string[]): Promise<NumberFacts[]> {
  return ask<NumberFacts>(findFacts, [orgId, kindNumber('token'), digits.map(hashOf)]);
}

const hashOf = (value: string) => keyHash({ kind: 'token', value });

/** The counter to try first; 0 where none was given yet. */
export async function readCursor(ask: Ask, { orgId, userId, offline, layout }: NumberRange): Promise<number> {
  const text = `select next from token_cursor
where org_id = $1 and user_id = $2 and offline = $3 and user_digits = $4 and counter_digits = $5`;
  const [row] = await ask<{ next: number }>({ name: 'find-cursor', text }, [
    ...[orgId, userId, offline, layout.userDigits, layout.counterDigits],
  ]);
  return row?.next ?? 0;
}

export async function moveCursor(
  ask: Ask,
  { orgId, userId, offline, layout }: NumberRange,
  next: number,
): Promise<void> {
  const text = `insert into token_cursor (org_id, user_id, offline, user_digits, counter_digits, next) values ($1, $2, $3, $4, $5, $6)
on conflict (org_id, user_id, offline, user_digits, counter_digits) do update set next = excluded.next`;
  await ask({ name: 'move-cursor', text }, [
    ...[orgId, userId, offline, layout.userDigits, layout.counterDigits, next],
  ]);
}

export interface NewNumber {
  readonly counter: number;
  readonly digits: string;
  /** As it stands in a subject. */
  readonly token: string;
}

/** For whom numbers are taken: one mail, or a device that gives them to mails later. */
export type Purpose =
  { readonly mark: string; readonly leaseId: null } | { readonly mark: null; readonly leaseId: string };

export interface Taking {
  readonly range: NumberRange;
  readonly numbers: readonly NewNumber[];
  readonly purpose: Purpose;
  readonly givenAt: Date;
  readonly heldFrom: Date;
  /** A number held later than this is somebody's. */
  readonly since: Date;
}

const giveNumbers = {
  name: 'give-numbers',
  text: `insert into token_number (org_id, user_id, offline, user_digits, counter_digits, mark, lease_id, given_at, held_from,
  key_hash, counter, token)
select $1, $2, $3, $4, $5, $6, $7, $8, $9, p.* from unnest($10::uuid[], $11::int[], $12::text[]) p(key_hash, counter, token) order by p.key_hash
on conflict (org_id, key_hash) do update set user_id = excluded.user_id, offline = excluded.offline,
  user_digits = excluded.user_digits, counter_digits = excluded.counter_digits, mark = excluded.mark, lease_id = excluded.lease_id,
  given_at = excluded.given_at, held_from = excluded.held_from, counter = excluded.counter, token = excluded.token
where token_number.held_from is null or token_number.held_from < $13 returning counter`,
};

/**
 * A number that is given again belongs to the new mail alone. Gives what was taken: the numbers of two users are the same ones
 * after the base number was changed, and another user may have been quicker.
 */
export async function takeNumbers(ask: Ask, taking: Taking): Promise<readonly NewNumber[]> {
  const { range, numbers, purpose, givenAt, heldFrom, since } = taking;
  const { orgId, userId, offline, layout } = range;
  const taken = await ask<{ counter: number }>(giveNumbers, [
    ...[
      orgId,
      userId,
      offline,
      layout.userDigits,
      layout.counterDigits,
      purpose.mark,
      purpose.leaseId,
      givenAt,
      heldFrom,
    ],
    numbers.map(({ digits }) => hashOf(digits)),
    numbers.map(({ counter }) => counter),
    numbers.map(({ token }) => token),
    since,
  ]);
  const counters = new Set(taken.map(({ counter }) => counter));
  return numbers.filter(({ counter }) => counters.has(counter));
}

/** The token that this user's mail has already, held anew from now on; null where it has none. */
export async function renewToken(
  ask: Ask,
  { orgId, userId, mark, heldFrom }: { orgId: number; userId: number; mark: string; heldFrom: Date },
): Promise<string | null> {
  const text = `update token_number set held_from = greatest(held_from, $4)
where org_id = $1 and mark = $3 and user_id = $2 returning token`;
  const [row] = await ask<{ token: string }>({ name: 'renew-token', text }, [orgId, userId, mark, heldFrom]);
  return row?.token ?? null;
}
