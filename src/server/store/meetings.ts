/** Appointments that are stored already: found by their item, and told that they were moved or renamed. */
import type { StoredMeeting, Tracking } from '../../contract/tracking';
import type { Key, Keys } from '../../correlation/mail';
import type { Ask } from './db';
import { keyHash, kindNumber } from './hash';
import { asJson } from './storable';
import { toTracking, trackingColumns, trackingJoins, type TrackingRow } from './trackings';

/** One statement: a lookup asks all at once. */
const findItem = {
  name: 'find-appointment',
  text: `select ${trackingColumns} from activity a ${trackingJoins} where a.org_id = $1 and a.activity_id = (
  select k.activity_id from correlation_key k
  join activity i on i.org_id = $1 and i.activity_id = k.activity_id and i.kind = 'appointment'
  where k.org_id = $1 and k.kind = $2 and (k.key_hash = $3 or (k.key_hash = $4 and i.from_address = $5 and i.sent_at = $6))
  order by k.key_hash = $3 desc nulls last, i.state, k.activity_id limit 1)`,
};

const hashOf = (value: string | undefined) => (value === undefined ? null : keyHash({ kind: 'meeting', value }));

/** The same item of the same mailbox; else of the same series, organiser and start. */
export async function findAppointment(ask: Ask, orgId: number, keys: Keys): Promise<Tracking | null> {
  if (keys.kind !== 'appointment' || keys.meeting === undefined) return null;
  const named = (kind: string) => hashOf(keys.meeting?.find((key) => key.startsWith(`${kind} `)));
  const asked = [orgId, kindNumber('meeting'), named('item'), named('series'), keys.from, keys.sentAt];
  const [row] = await ask<TrackingRow>(findItem, asked);
  return row === undefined ? null : toTracking(row);
}

export interface Moved {
  readonly subject: string;
  readonly topic: string;
  readonly sentAt: Date;
  readonly messageId: string;
  readonly dedupeKey: string;
  readonly meeting: StoredMeeting;
}

interface Place {
  readonly orgId: number;
  readonly activityId: string;
}

/** Another one may be stored under the new time already: then each keeps its own name. The items of other mailboxes stay keys. */
export async function moveAppointment(ask: Ask, { orgId, activityId }: Place, moved: Moved): Promise<void> {
  const { subject, topic, sentAt, messageId, dedupeKey, meeting } = moved;
  const text = `with free as (select not exists (
  select 1 from activity o where o.org_id = $1 and o.dedupe_key = $7 and o.activity_id <> $2) as is_free)
update activity set subject = $3, topic = $4, sent_at = $5, meeting = $8::jsonb,
  message_id = case when is_free then $6 else message_id end, dedupe_key = case when is_free then $7 else dedupe_key end
from free where org_id = $1 and activity_id = $2`;
  const values = [orgId, activityId, subject, topic, sentAt, messageId, dedupeKey, asJson(meeting)];
  await ask({ name: 'move-appointment', text }, values);
  const kinds = (['topic', 'token'] satisfies Key['kind'][]).map(kindNumber);
  const gone = 'delete from correlation_key where org_id = $1 and activity_id = $2 and kind = any($3::smallint[])';
  await ask({ name: 'drop-moved-keys', text: gone }, [orgId, activityId, kinds]);
}
