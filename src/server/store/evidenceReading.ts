/** The kept evidence in the order in which it came, with what became of each mail since. */
import type { Keys, Regarding } from '../../correlation/mail';
import type { Ask } from './db';
import { mailSeenAlone } from './visibility';
import { regardingColumns, regardingJoins, toRegarding, type RegardingRow } from './regarding';

export interface Kept {
  readonly mailKey: string;
  readonly at: Date;
  readonly keys: Keys;
  readonly blind: readonly string[];
  /** null where it is not tracked now. */
  readonly tracked: {
    readonly subject: string;
    /** The thread as it is now. */
    readonly threadId: string;
    readonly regarding: Regarding | null;
  } | null;
}

/** After which one to read on. */
export type Place = Pick<Kept, 'mailKey' | 'at'>;

const findPage = {
  name: 'find-evidence-page',
  text: `select e.mail_key as "mailKey", e.at, e.keys, e.blind, a.subject, a.root_id as "threadId", ${regardingColumns}
from (select * from evidence o where o.org_id = $1 and (o.at, o.mail_key) > ($2, $3) order by o.at, o.mail_key limit $4) e
left join lateral (
  select i.subject, i.regarding_id,
    (select t.root_id from thread t where t.org_id = $1 and t.thread_id = i.thread_id) as root_id
  from activity i where i.org_id = $1 and i.activity_id = e.activity_id and i.state = 'tracked' offset 0) a on true
${regardingJoins}
order by e.at, e.mail_key`,
};

type PageRow = RegardingRow &
  Omit<Kept, 'tracked'> & { readonly subject: string | null; readonly threadId: string | null };

const BEGINNING: Place = { mailKey: '00000000-0000-0000-0000-000000000000', at: new Date(0) };

/** Oldest first. */
export async function readEvidence(ask: Ask, orgId: number, after: Place | null, limit: number): Promise<Kept[]> {
  const { at, mailKey } = after ?? BEGINNING;
  const rows = await ask<PageRow>(findPage, [orgId, at, mailKey, limit]);
  return rows.map((row) => {
    const { subject, threadId, keys, blind } = row;
    const tracked = subject === null || threadId === null ? null : { subject, threadId, regarding: toRegarding(row) };
    return { mailKey: row.mailKey, at: row.at, keys, blind, tracked };
  });
}

/** How many are kept in all, and how many of them since a moment. */
export async function countEvidence(
  ask: Ask,
  orgId: number,
  since: Date,
): Promise<{ readonly all: number; readonly recent: number }> {
  const text = `select count(*)::int as all, count(*) filter (where at >= $2)::int as recent from evidence where org_id = $1`;
  const [row] = await ask<{ all: number; recent: number }>({ text }, [orgId, since]);
  return row ?? { all: 0, recent: 0 };
}

/** How somebody may call a mail. */
export interface Shown {
  readonly mailKey: string;
  readonly subject: string;
  readonly from: string | null;
  /** As the mail says it, which may be no date. */
  readonly sentAt: string | null;
}

/** Those of the mails whose head the reader of this transaction may see; of mail that nobody tracked, what they themselves looked at. */
export async function readShown(
  ask: Ask,
  { orgId, userId }: { readonly orgId: number; readonly userId: number },
  mailKeys: readonly string[],
): Promise<Shown[]> {
  const text = `select e.mail_key as "mailKey", coalesce(a.subject, e.keys->>'topic') as subject,
  e.keys->>'from' as "from", e.keys->>'sentAt' as "sentAt"
from evidence e left join activity a on a.org_id = e.org_id and a.activity_id = e.activity_id
where e.org_id = $1 and e.mail_key = any($3::uuid[])
  and case when a.activity_id is null then e.seen_by = $2 else ${mailSeenAlone} end`;
  return ask<Shown>({ text }, [orgId, userId, mailKeys]);
}

/** Those of the records that the reader of this transaction may see. */
export async function readSeenRecords(ask: Ask, orgId: number, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const text = 'select record_id as id from record where org_id = $1 and record_id = any($2::uuid[])';
  return new Set((await ask<{ id: string }>({ text }, [orgId, ids])).map(({ id }) => id));
}
