/** Mail that one of us sent: finding it before or after its copy in Sent Items is known, and joining the two. */
import type { Tracking } from '../../contract/tracking';
import type { Party } from './activities';
import type { Ask } from './db';
import { keyHash, kindNumber, textHash, type StoredText } from './hash';
import { toTracking, trackingColumns, trackingJoins, type TrackingRow } from './trackings';

export interface SentQuestion {
  readonly orgId: number;
  readonly userId: number;
  readonly mark: string | null;
  /** Null: nothing but the mark is asked. */
  readonly nearby: {
    readonly from: string;
    /** True: trackings that wait for their copy; false: known copies that carry no mark. */
    readonly pending: boolean;
    readonly after: Date;
    readonly before: Date;
  } | null;
}

/** A stored outgoing mail, with what tells whether it is the one in question. */
export interface SentMail {
  readonly tracking: Tracking;
  readonly kind: 'message' | 'appointment';
  readonly carriesMark: boolean;
  /** Tracked by whoever asks. */
  readonly mine: boolean;
  readonly from: string | null;
  readonly topic: string;
  readonly subject: string;
  readonly sentAt: Date;
  readonly people: readonly { readonly role: Party['role']; readonly address: string }[];
}

const findSent = {
  name: 'find-sent',
  text: `
with found as (
  select k.activity_id, true as marked from correlation_key k where k.org_id = $1 and k.kind = $2 and k.key_hash = $3
  union all (
    select s.activity_id, false from activity s
    where s.org_id = $1 and s.direction = 'outgoing' and s.from_address = $5 and s.sent_at between $7 and $8 and s.pending = $6
      and (s.pending or not exists (
        select 1 from correlation_key k where k.org_id = $1 and k.activity_id = s.activity_id and k.kind = $2))
    order by s.sent_at desc limit 200)
)
select f.marked, a.tracked_by = $4 as mine, a.kind, a.from_address, a.topic, a.subject, a.sent_at, ${trackingColumns},
  array(select json_build_object('role', p.role, 'address', p.address) from activity_party p
    where p.org_id = $1 and p.activity_id = a.activity_id and p.role <> 'from') as people
from found f join activity a on a.org_id = $1 and a.activity_id = f.activity_id and a.direction = 'outgoing' ${trackingJoins}`,
};

interface SentRow extends TrackingRow {
  readonly marked: boolean;
  readonly mine: boolean;
  readonly kind: SentMail['kind'];
  readonly from_address: string | null;
  readonly topic: string;
  readonly subject: string;
  readonly sent_at: Date;
  readonly people: SentMail['people'];
}

export async function readSent(ask: Ask, { orgId, userId, mark, nearby }: SentQuestion): Promise<SentMail[]> {
  if (mark === null && nearby === null) return [];
  const hash = mark === null ? null : keyHash({ kind: 'mark', value: mark });
  const { from = null, pending = null, after = null, before = null } = nearby ?? {};
  const asked = [orgId, kindNumber('mark'), hash, userId, from, pending, after, before];
  return (await ask<SentRow>(findSent, asked)).map((row) => ({
    tracking: toTracking(row),
    kind: row.kind,
    carriesMark: row.marked,
    mine: row.mine,
    from: row.from_address,
    topic: row.topic,
    subject: row.subject,
    sentAt: row.sent_at,
    people: row.people,
  }));
}

export interface Copy {
  readonly messageId: string;
  readonly dedupeKey: string;
  /** null: as it was. */
  readonly sentAt: Date | null;
}

/**
 * From now on the mail is known as its copy. Its version stays: nothing that a person decided has changed. False where it did
 * not wait for one, or the copy is stored already.
 */
export async function meetCopy(
  ask: Ask,
  { orgId, activityId }: { orgId: number; activityId: string },
  { messageId, dedupeKey, sentAt }: Copy,
): Promise<boolean> {
  const text = `update activity a set pending = false, message_id = $3, dedupe_key = $4, sent_at = coalesce($5, a.sent_at)
where a.org_id = $1 and a.activity_id = $2 and a.pending
  and not exists (select 1 from activity o where o.org_id = $1 and o.dedupe_key = $4 and o.activity_id <> $2) returning 1`;
  return (await ask({ name: 'meet-copy', text }, [orgId, activityId, messageId, dedupeKey, sentAt])).length > 0;
}

export async function stopWaiting(ask: Ask, orgId: number, activityId: string): Promise<void> {
  await ask({ text: 'update activity set pending = false where org_id = $1 and activity_id = $2' }, [
    orgId,
    activityId,
  ]);
}

export interface PendingMail {
  readonly tracking: Tracking;
  readonly subject: string;
  readonly sentAt: Date;
}

const findPending = {
  name: 'find-pending',
  text: `select a.subject, a.sent_at, ${trackingColumns} from activity a ${trackingJoins}
where a.org_id = $1 and a.tracked_by = $2 and a.pending and a.state = 'tracked' order by a.sent_at, a.activity_id limit 200`,
};

/** Oldest first. */
export async function readPending(ask: Ask, orgId: number, userId: number): Promise<PendingMail[]> {
  const rows = await ask<TrackingRow & { subject: string; sent_at: Date }>(findPending, [orgId, userId]);
  return rows.map((row) => ({ tracking: toTracking(row), subject: row.subject, sentAt: row.sent_at }));
}

export interface Rewritten {
  readonly subject: string;
  readonly topic: string;
  /** null: as it was. */
  readonly sentAt: Date | null;
}

/** Another subject than the one before; what it was found by goes with it. The keys of the new one are added by `addKeys`. */
export async function retitle(ask: Ask, at: Place, { subject, topic, sentAt }: Rewritten): Promise<void> {
  const { orgId, activityId } = at;
  const text = `update activity set subject = $3, topic = $4, sent_at = coalesce($5, sent_at)
where org_id = $1 and activity_id = $2`;
  await ask({ name: 'retitle', text }, [orgId, activityId, subject, topic, sentAt]);
  const keys = 'delete from correlation_key where org_id = $1 and activity_id = $2 and kind = any($3::smallint[])';
  await ask({ name: 'drop-subject-keys', text: keys }, [orgId, activityId, [kindNumber('topic'), kindNumber('token')]]);
}

export interface Place {
  readonly orgId: number;
  readonly activityId: string;
}

export async function replaceBody(
  ask: Ask,
  { orgId, activityId }: Place,
  { html, text: plain }: StoredText,
): Promise<void> {
  const text = 'update activity_body set html = $3, plain = $4 where org_id = $1 and activity_id = $2';
  await ask({ name: 'replace-body', text }, [orgId, activityId, html, plain]);
  const hash = 'update activity set text_hash = $3 where org_id = $1 and activity_id = $2';
  await ask({ name: 'replace-text-hash', text: hash }, [orgId, activityId, textHash({ html, text: plain })]);
}

/** Of those in these roles, only the ones with these addresses stay. */
export async function keepOnly(
  ask: Ask,
  { orgId, activityId }: Place,
  { roles, addresses }: { readonly roles: readonly Party['role'][]; readonly addresses: readonly string[] },
): Promise<void> {
  const text = `delete from activity_party where org_id = $1 and activity_id = $2 and role = any($3::text[])
  and not (address = any($4::text[]))`;
  await ask({ name: 'keep-only', text }, [orgId, activityId, roles, addresses]);
}

/** What stands now is what its sender's last letter wants; `at`: when they chose so, null where that is known. */
export async function settleLetter(ask: Ask, { orgId, activityId }: Place, at: Date | null): Promise<void> {
  const text = `update activity set letter_version = version, sent_at = greatest(sent_at, $3)
where org_id = $1 and activity_id = $2`;
  await ask({ name: 'settle-letter', text }, [orgId, activityId, at]);
}

/** People whom only one of two copies of a mail names. */
export async function moveParties(ask: Ask, orgId: number, { from, to }: { from: string; to: string }): Promise<void> {
  const text = `insert into activity_party (org_id, activity_id, role, ordinal, address, written, name)
select $1, $3, p.role, (select coalesce(max(o.ordinal), -1) from activity_party o
    where o.org_id = $1 and o.activity_id = $3 and o.role = p.role)
  + (row_number() over (partition by p.role order by p.ordinal))::int, p.address, p.written, p.name
from activity_party p
where p.org_id = $1 and p.activity_id = $2 and p.role <> 'from' and not exists (
  select 1 from activity_party o where o.org_id = $1 and o.activity_id = $3 and o.role = p.role and o.address = p.address)`;
  await ask({ name: 'move-parties', text }, [orgId, from, to]);
}
