/** The tracked mail of a record, newest first, and the body of one. */
import type { Activity } from '../../contract/tracking';
import type { Ask } from './db';
import { toTracking, trackingColumns, trackingJoins, type TrackingRow } from './trackings';
import { ownerName, veilWords } from './visibility';

/**
 * The page is cut before anything is joined to it, and once for each record that became this one: sorting the whole history of
 * a record of 5,000 mails took 55 ms. Blind copies are the sender's alone: they never appear on a shared record.
 */
const findTimeline = {
  name: 'find-timeline',
  text: `
with page as (
  select i.* from record m cross join lateral (
    select * from activity t where t.org_id = $1 and t.regarding_id = m.record_id and t.state = 'tracked'
      and ($4::uuid is null or (t.sent_at, t.activity_id) < (
        select c.sent_at, c.activity_id from activity c where c.org_id = $1 and c.activity_id = $4))
    order by t.sent_at desc, t.activity_id desc limit $3) i
  where m.org_id = $1 and (m.record_id = $2 or m.became_id = $2)
  order by i.sent_at desc, i.activity_id desc limit $3
)
select th.root_id as thread_id, a.direction, a.kind, a.subject, a.sent_at, ${ownerName} as owner, ${trackingColumns},
  array(select json_build_object('role', p.role, 'address', p.written, 'name', p.name) from activity_party p
    where p.org_id = $1 and p.activity_id = a.activity_id and p.role <> 'bcc' order by p.role, p.ordinal) as parties,
  array(select json_build_object('name', f.name, 'contentType', f.content_type, 'size', f.size, 'inline', f.inline)
    from attachment f where f.org_id = $1 and f.activity_id = a.activity_id order by f.ordinal) as attachments
from page a join thread th on th.org_id = $1 and th.thread_id = a.thread_id ${trackingJoins}
order by a.sent_at desc, a.activity_id desc`,
};

interface TimelineRow extends TrackingRow {
  readonly thread_id: string;
  readonly direction: Activity['direction'];
  readonly kind: Activity['kind'];
  readonly subject: string;
  readonly owner: string;
  readonly sent_at: Date;
  readonly parties: readonly { role: string; address: string; name: string }[];
  readonly attachments: Activity['attachments'];
}

interface Page {
  readonly recordId: string;
  readonly limit: number;
  /** The last mail of the page before; null: from the newest on. */
  readonly after: string | null;
}

export async function readTimeline(ask: Ask, orgId: number, { recordId, limit, after }: Page): Promise<Activity[]> {
  return (await ask<TimelineRow>(findTimeline, [orgId, recordId, limit, after])).map((row) =>
    row.seen ? toActivity(row) : veiled(row),
  );
}

/** False where it was removed meanwhile: nothing can come after it. */
export async function isStored(ask: Ask, orgId: number, activityId: string): Promise<boolean> {
  const text = 'select 1 from activity where org_id = $1 and activity_id = $2';
  return (await ask({ name: 'is-stored', text }, [orgId, activityId])).length > 0;
}

function toActivity(row: TimelineRow): Activity {
  const people = (role: string) =>
    row.parties.filter((party) => party.role === role).map(({ address, name }) => ({ address, name }));
  return {
    activityId: row.activity_id,
    threadId: row.thread_id,
    direction: row.direction,
    kind: row.kind,
    subject: row.subject,
    from: people('from')[0] ?? null,
    to: people('to'),
    cc: people('cc'),
    sentAt: row.sent_at.toISOString(),
    attachments: row.attachments,
    tracking: toTracking(row),
  };
}

/** That there is a private mail, when, and whose: nothing of what it says, to whom, or why it belongs here. */
function veiled(row: TimelineRow): Activity {
  const { tracking, ...activity } = toActivity(row);
  const subject = veilWords(row.owner, row.private);
  const nobody = { from: null, to: [], cc: [], attachments: [] };
  return { ...activity, ...nobody, subject, veiled: true, tracking: { ...tracking, receipts: [], reason: '' } };
}

export interface StoredBody {
  readonly html: string | null;
  readonly text: string | null;
}

/** Null where the mail is not tracked, or the reader may not read it. */
export async function readBody(ask: Ask, orgId: number, activityId: string): Promise<StoredBody | null> {
  const text = `select b.html, b.plain as text from activity a
join activity_body b on b.org_id = a.org_id and b.activity_id = a.activity_id
where a.org_id = $1 and a.activity_id = $2 and a.state = 'tracked'`;
  const [body] = await ask<StoredBody>({ name: 'find-body', text }, [orgId, activityId]);
  return body ?? null;
}
