/** Reads what is stored of a tracked mail: the Tracking itself, and enough of the mail to recognise it. */
import type { StoredMeeting, Tracking } from '../../contract/tracking';
import type { PrivateBecause } from './activities';
import type { Ask, Statement } from './db';
import { regardingColumns, regardingJoins, toRegarding, type RegardingRow } from './regarding';
import { mailSeen } from './visibility';

export const trackingColumns = `a.activity_id, a.state, a.version, a.method, a.reason, a.tracked_at, a.pending, a.meeting, a.private, a.private_because, ${mailSeen} as seen,
  u.address as tracker_address, u.name as tracker_name, ${regardingColumns},
  array(select json_build_object('address', ru.address, 'name', ru.name, 'at', (extract(epoch from rc.at) * 1000)::float8)
    from receipt rc cross join lateral (select * from app_user o where o.org_id = $1 and o.user_id = rc.user_id offset 0) ru
    where rc.org_id = $1 and rc.activity_id = a.activity_id and rc.withdrawn_at is null order by rc.at, rc.user_id) as receipts`;

export const trackingJoins = `cross join lateral (
  select * from app_user o where o.org_id = $1 and o.user_id = a.tracked_by offset 0) u
${regardingJoins}`;

export interface TrackingRow extends RegardingRow {
  readonly state: Tracking['state'];
  readonly version: number;
  readonly method: Tracking['method'];
  readonly reason: string;
  readonly tracked_at: Date;
  readonly pending: boolean;
  readonly meeting: StoredMeeting | null;
  readonly private: boolean;
  readonly private_because: PrivateBecause | null;
  /** Whether the reader may read the mail itself. */
  readonly seen: boolean;
  readonly tracker_address: string;
  readonly tracker_name: string;
  readonly receipts: readonly { address: string; name: string; at: number }[];
}

/** The evidence may quote the mail or name its record: it is told to whom both are. */
export function toTracking(row: TrackingRow): Tracking {
  const told = row.seen && row.regarding_hidden === null;
  const because = row.private_because;
  return {
    activityId: row.activity_id,
    state: row.state,
    version: row.version,
    regarding: toRegarding(row),
    receipts: row.receipts.map(({ address, name, at }) => ({ address, name, at: new Date(at).toISOString() })),
    method: row.method,
    reason: told ? row.reason : '',
    trackedBy: { address: row.tracker_address, name: row.tracker_name },
    trackedAt: row.tracked_at.toISOString(),
    ...(row.pending ? { pending: true } : {}),
    ...(row.seen && row.meeting ? { meeting: row.meeting } : {}),
    ...(row.private ? { private: true } : {}),
    ...(row.private && (because === 'answers' || because === 'marked') ? { privateBecause: because } : {}),
  };
}

const findTracking: Statement = {
  name: 'find-tracking',
  text: `select ${trackingColumns} from activity a ${trackingJoins} where a.org_id = $1 and a.activity_id = $2`,
};

export async function readTracking(ask: Ask, orgId: number, activityId: string): Promise<Tracking | null> {
  const [row] = await ask<TrackingRow>(findTracking, [orgId, activityId]);
  return row === undefined ? null : toTracking(row);
}

/** A stored mail under one of the dedupe keys asked for. */
export interface Twin {
  readonly tracking: Tracking;
  readonly dedupeKey: string;
  readonly from: string | null;
  readonly topic: string;
  readonly kind: 'message' | 'appointment';
  readonly sentAt: Date;
  /** Its reader may read the mail. */
  readonly seen: boolean;
  /** How its text begins, where one is stored. Never kept apart from it: so it goes when that goes. */
  readonly text: string | null;
  readonly html: string | null;
}

const findTwins: Statement = {
  name: 'find-twins',
  text: `select a.dedupe_key, a.from_address, a.topic, a.kind, a.sent_at, b.text, b.html, ${trackingColumns}
from activity a ${trackingJoins}
left join lateral (
  select left(t.plain, 8000) as text, case when coalesce(btrim(left(t.plain, 8000)), '') = '' then left(t.html, 80000) end as html
  from activity_body t where t.org_id = $1 and t.activity_id = a.activity_id and a.kind = 'message' and a.direction = 'incoming' offset 0
) b on true
where a.org_id = $1 and a.dedupe_key = any($2::uuid[])`,
};

type TwinRow = TrackingRow & { dedupe_key: string; from_address: string | null; sent_at: Date } & Pick<
    Twin,
    'topic' | 'kind' | 'text' | 'html'
  >;

export async function readTwins(ask: Ask, orgId: number, dedupeKeys: readonly string[]): Promise<Twin[]> {
  const rows = await ask<TwinRow>(findTwins, [orgId, dedupeKeys]);
  return rows.map((row) => ({
    tracking: toTracking(row),
    dedupeKey: row.dedupe_key.replaceAll('-', ''),
    from: row.from_address,
    topic: row.topic,
    kind: row.kind,
    sentAt: row.sent_at,
    seen: row.seen,
    text: row.text,
    html: row.html,
  }));
}
