/** Writes tracked mails. Each statement touches its table once. */
import type { Attachment, Key, Person } from '../../correlation/mail';
import type { StoredMeeting, Tracking } from '../../contract/tracking';
import type { Ask } from './db';
import { keyHash, kindNumber } from './hash';
import { asJson } from './storable';
import { mailOwned, mailSeenAlone, recordHidden } from './visibility';

/** `chosen`: a person said so, or that it is not; `answers`: it answers a private mail; `marked`: by its writer, in Outlook. */
export type PrivateBecause = 'chosen' | 'answers' | 'marked';

export interface NewActivity {
  readonly activityId: string;
  readonly dedupeKey: string;
  readonly threadId: string;
  readonly kind: 'message' | 'appointment';
  readonly direction: 'incoming' | 'outgoing';
  readonly messageId: string;
  readonly topic: string;
  readonly subject: string;
  readonly from: string | null;
  readonly lists: readonly string[];
  readonly sentAt: Date;
  readonly indexDepth: number | null;
  readonly regardingId: string | null;
  readonly method: Tracking['method'];
  readonly reason: string;
  readonly matchedId: string | null;
  readonly trackedBy: number;
  readonly trackedAt: Date;
  /** Its sent copy is yet to be met. */
  readonly pending: boolean;
  /** For its owner, who is its tracker here, and the people on it alone. */
  readonly private: boolean;
  readonly privateBecause: PrivateBecause | null;
  readonly textHash: string | null;
  readonly meeting: StoredMeeting | null;
}

const insertActivity = {
  name: 'insert-activity',
  text: `insert into activity (org_id, activity_id, dedupe_key, thread_id, kind, direction, state, message_id, topic, subject,
  from_address, sent_at, index_depth, regarding_id, method, reason, matched_id, tracked_by, tracked_at,
  pending, lists, private, text_hash, private_because, owner_id, meeting)
values ($1, $2, $3, $4, $5, $6, 'tracked', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $17, $24::jsonb)
on conflict (org_id, dedupe_key) do nothing returning activity_id`,
};

/** False where somebody else stored the same mail in the meantime; it can be read now. */
export async function addActivity(ask: Ask, orgId: number, a: NewActivity): Promise<boolean> {
  const { activityId, dedupeKey, threadId, kind, direction, messageId, topic, subject, from, sentAt, indexDepth } = a;
  const what = [activityId, dedupeKey, threadId, kind, direction, messageId, topic, subject, from, sentAt, indexDepth];
  const how = [a.regardingId, a.method, a.reason, a.matchedId, a.trackedBy, a.trackedAt, a.pending, a.lists, a.private];
  const rest = [a.textHash, a.privateBecause, a.meeting && asJson(a.meeting)];
  return (await ask(insertActivity, [orgId, ...what, ...how, ...rest])).length > 0;
}

/** One line of a mail's head. `address` is normal, `person` as the mail has it. */
export interface Party {
  readonly role: 'from' | 'to' | 'cc' | 'bcc' | 'also';
  readonly address: string;
  readonly person: Person;
}

export interface Content {
  readonly parties: readonly Party[];
  readonly keys: readonly Key[];
  readonly attachments: readonly Attachment[];
  readonly html: string | null;
  readonly text: string | null;
}

/** Everything that hangs on a new activity, sent together. */
export async function addContent(ask: Ask, orgId: number, activityId: string, content: Content): Promise<void> {
  await Promise.all([
    addParties(ask, orgId, activityId, content.parties),
    addKeys(ask, orgId, activityId, content.keys),
    addAttachments(ask, orgId, activityId, content.attachments),
    ask({ text: `insert into activity_body (org_id, activity_id, html, plain) values ($1, $2, $3, $4)` }, [
      orgId,
      activityId,
      content.html,
      content.text,
    ]),
  ]);
}

const insertParties = {
  name: 'insert-parties',
  text: `insert into activity_party (org_id, activity_id, role, ordinal, address, written, name)
select $1, $2, p.role, (row_number() over (partition by p.role order by p.n))::int - 1, p.address, p.written, p.name
from unnest($3::text[], $4::text[], $5::text[], $6::text[]) with ordinality p(role, address, written, name, n)`,
};

async function addParties(ask: Ask, orgId: number, activityId: string, parties: readonly Party[]): Promise<void> {
  await ask(insertParties, [orgId, activityId, ...columnsOf(parties)]);
}

const insertKeys = {
  name: 'insert-keys',
  text: `insert into correlation_key (org_id, kind, key_hash, activity_id)
select $1, p.kind, p.key_hash, $2 from unnest($3::smallint[], $4::uuid[]) p(kind, key_hash) on conflict do nothing`,
};

export async function addKeys(ask: Ask, orgId: number, activityId: string, keys: readonly Key[]): Promise<void> {
  await ask(insertKeys, [orgId, activityId, keys.map(({ kind }) => kindNumber(kind)), keys.map(keyHash)]);
}

const insertMissingParties = {
  name: 'insert-missing-parties',
  text: `insert into activity_party (org_id, activity_id, role, ordinal, address, written, name)
select $1, $2, p.role, (select coalesce(max(o.ordinal), -1) from activity_party o
    where o.org_id = $1 and o.activity_id = $2 and o.role = p.role)
  + (row_number() over (partition by p.role order by p.n))::int, p.address, p.written, p.name
from unnest($3::text[], $4::text[], $5::text[], $6::text[]) with ordinality p(role, address, written, name, n)
where not exists (select 1 from activity_party o
  where o.org_id = $1 and o.activity_id = $2 and o.role = p.role and o.address = p.address)`,
};

/** People whom only one copy names: the sender's knows who got it blindly. */
export async function addMissingParties(ask: Ask, orgId: number, activityId: string, parties: readonly Party[]) {
  await ask(insertMissingParties, [orgId, activityId, ...columnsOf(parties)]);
}

const columnsOf = (parties: readonly Party[]) => [
  parties.map(({ role }) => role),
  parties.map(({ address }) => address),
  parties.map(({ person }) => person.address),
  parties.map(({ person }) => person.name),
];

export async function findMessageId(ask: Ask, orgId: number, activityId: string): Promise<string | null> {
  const text = `select message_id as id from activity where org_id = $1 and activity_id = $2`;
  const [row] = await ask<{ id: string }>({ name: 'find-message-id', text }, [orgId, activityId]);
  return row?.id ?? null;
}

const insertAliases = {
  name: 'insert-aliases',
  text: `insert into correlation_key (org_id, kind, key_hash, activity_id)
select $1, $3, p.alias_hash, $2 from unnest($4::uuid[], $5::uuid[]) p(alias_hash, id_hash)
where not exists (select 1 from correlation_key k where k.org_id = $1 and k.kind = $6 and k.key_hash = p.id_hash)
on conflict do nothing`,
};

/** Further ids of a stored mail, learned from its replies; an id that is another stored mail's own is none. */
export async function addAliases(ask: Ask, orgId: number, activityId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const hashes = (kind: 'alias' | 'id') => ids.map((value) => keyHash({ kind, value }));
  const [alias, id] = [kindNumber('alias'), kindNumber('id')];
  await ask(insertAliases, [orgId, activityId, alias, hashes('alias'), hashes('id'), id]);
}

const insertAttachments = {
  name: 'insert-attachments',
  text: `insert into attachment (org_id, activity_id, ordinal, name, content_type, size, inline)
select $1, $2, (p.n - 1)::int, p.name, p.content_type, p.size, p.inline
from unnest($3::text[], $4::text[], $5::bigint[], $6::boolean[]) with ordinality p(name, content_type, size, inline, n)`,
};

async function addAttachments(
  ask: Ask,
  orgId: number,
  activityId: string,
  files: readonly Attachment[],
): Promise<void> {
  if (files.length === 0) return;
  await ask(insertAttachments, [
    orgId,
    activityId,
    files.map((f) => f.name),
    files.map((f) => f.contentType),
    files.map((f) => f.size),
    files.map((f) => f.inline),
  ]);
}

/** What a change leaves on an activity; its version rises by one. */
export interface Change {
  readonly state: Tracking['state'];
  readonly regardingId: string | null;
  readonly method: Tracking['method'];
  readonly reason: string;
}

const updateActivity = {
  name: 'update-activity',
  text: `update activity set version = version + 1, state = $3, regarding_id = $4, method = $5, reason = $6,
  owner_id = coalesce(owner_id, tracked_by), tracked_by = coalesce($7, tracked_by), tracked_at = coalesce($8, tracked_at)
where org_id = $1 and activity_id = $2`,
};

/** `tracker`: set where the mail is tracked afresh. */
export async function changeActivity(
  ask: Ask,
  at: { orgId: number; activityId: string },
  change: Change,
  tracker: { userId: number; at: Date } | null = null,
): Promise<void> {
  const { state, regardingId, method, reason } = change;
  const by = [tracker?.userId ?? null, tracker?.at ?? null];
  await ask(updateActivity, [at.orgId, at.activityId, state, regardingId, method, reason, ...by]);
}

/** An activity as it stands, held until the transaction ends so that nobody changes it in between. */
export interface Held {
  readonly state: Tracking['state'];
  readonly version: number;
  readonly regardingId: string | null;
  readonly threadId: string;
  readonly method: Tracking['method'];
  readonly reason: string;
  /** Its sent copy was not met yet. */
  readonly pending: boolean;
  readonly sentAt: Date;
  readonly topic: string;
  /** The version that its sender's last letter left. */
  readonly letterVersion: number;
  readonly private: boolean;
  readonly privateBecause: PrivateBecause | null;
  /** Whether the reader may read it, owns it, and may not see the record that it belongs to. */
  readonly seen: boolean;
  readonly mine: boolean;
  readonly hidden: boolean;
  readonly textHash: string | null;
}

const lockActivity = {
  name: 'lock-activity',
  text: `select state, version, regarding_id as "regardingId", thread_id as "threadId", method, reason,
  pending, sent_at as "sentAt", topic, letter_version as "letterVersion",
  private, private_because as "privateBecause", ${mailSeenAlone} as seen, ${mailOwned} as mine, ${recordHidden} as hidden,
  replace(text_hash::text, '-', '') as "textHash"
from activity a where org_id = $1 and activity_id = $2 for no key update`,
};

export async function holdActivity(ask: Ask, orgId: number, activityId: string): Promise<Held | null> {
  const [held] = await ask<Held>(lockActivity, [orgId, activityId]);
  return held ?? null;
}
