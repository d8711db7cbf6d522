/** Whose a record is, and giving it to somebody else. */
import { problem } from '../../contract/problems';
import { normalAddress } from '../../correlation/addresses';
import type { Ask } from './db';
import type { Access } from './records';
import { PROGRAM } from './visibility';

export interface Keeper {
  readonly userId: number;
  readonly address: string;
}

/** Somebody who can have records; throws `badInput` that names the field. */
export async function mustFindKeeper(ask: Ask, orgId: number, given: string): Promise<Keeper> {
  const text = `select user_id as "userId", address, coalesce(claimed_role, role) as role from app_user
where org_id = $1 and address = $2 and active`;
  const [user] = await ask<Keeper & { role: string }>({ text }, [orgId, normalAddress(given)]);
  if (user === undefined) throw problem('badInput', `to: nobody who works here has the address ${given}.`);
  if (user.role === 'auditor') throw problem('badInput', 'to: an auditor sees no records, so none can be theirs.');
  return user;
}

export interface Owned {
  readonly access: Access;
  readonly ownerId: number | null;
  /** Their address. */
  readonly owner: string | null;
}

/** Under lock. Of a record that the reader may see. */
export async function holdOwned(ask: Ask, orgId: number, recordId: string): Promise<Owned> {
  const text = `select access, owner_id as "ownerId",
  (select u.address from app_user u where u.org_id = $1 and u.user_id = r.owner_id) as owner
from record r where org_id = $1 and record_id = $2 for no key update`;
  const [row] = await ask<Owned>({ text }, [orgId, recordId]);
  if (row === undefined) throw problem('unknownRecord');
  return row;
}

/** What was merged into it goes with it. */
export function giveRecord(ask: Ask, orgId: number, recordId: string, to: number | null): Promise<void> {
  const text = 'update record set owner_id = $3 where org_id = $1 and (record_id = $2 or became_id = $2)';
  return unseen(ask, async () => void (await ask({ text }, [orgId, recordId, to])));
}

/** All that are somebody's; gives their numbers, without what was merged into others. */
export function giveAll(ask: Ask, orgId: number, from: number, to: number): Promise<string[]> {
  const text = `update record set owner_id = $3 where org_id = $1 and owner_id = $2
returning record_id as id, became_id is null and state <> 'deleted' as counts`;
  return unseen(ask, async () => {
    const rows = await ask<{ id: string; counts: boolean }>({ text }, [orgId, from, to]);
    return rows.filter(({ counts }) => counts).map(({ id }) => id);
  });
}

/** PostgreSQL lets nobody change a row into one that they may not see: the program does it on their behalf, for this step. */
async function unseen<T>(ask: Ask, work: () => Promise<T>): Promise<T> {
  const reader = `select set_config('threadmark.reader', $1, true) as "set"`;
  const [before] = await ask<{ reader: string }>({
    text: `select current_setting('threadmark.reader', true) as reader`,
  });
  await ask({ text: reader }, [String(PROGRAM)]);
  const result = await work();
  await ask({ text: reader }, [before?.reader ?? '']);
  return result;
}
