/** What the engine judged mail by: kept so that other settings can be tried on it. Bounded, and cleaned with everything else of a person. */
import type { Keys } from '../../correlation/mail';
import type { Ask } from './db';
import { asJson } from './storable';

/** A mail that was looked at and is not tracked. */
export interface SeenEvidence {
  readonly mailKey: string;
  readonly at: Date;
  readonly seenBy: number;
  readonly keys: Keys;
}

export interface TrackedEvidence extends SeenEvidence {
  readonly activityId: string;
  /** Normal addresses of whom only its sender may know. */
  readonly blind: readonly string[];
}

/** The first look at a mail counts; what is tracked stays as it is. */
export async function keepSeen(ask: Ask, orgId: number, seen: readonly SeenEvidence[]): Promise<void> {
  const text = `insert into evidence (org_id, mail_key, at, seen_by, keys)
select $1, p.mail_key, p.at, p.seen_by, p.keys::jsonb
from unnest($2::uuid[], $3::timestamptz[], $4::int[], $5::text[]) p(mail_key, at, seen_by, keys)
on conflict (org_id, mail_key) do nothing`;
  await ask({ name: 'keep-seen', text }, [
    orgId,
    seen.map(({ mailKey }) => mailKey),
    seen.map(({ at }) => at),
    seen.map(({ seenBy }) => seenBy),
    seen.map(({ keys }) => asJson(keys)),
  ]);
}

export async function keepTracked(ask: Ask, orgId: number, tracked: TrackedEvidence): Promise<void> {
  const { mailKey, at, seenBy, activityId, keys, blind } = tracked;
  const text = `insert into evidence (org_id, mail_key, at, seen_by, activity_id, keys, blind) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (org_id, mail_key) do update set at = excluded.at, seen_by = excluded.seen_by, activity_id = excluded.activity_id,
  keys = excluded.keys, blind = excluded.blind`;
  await ask({ name: 'keep-tracked', text }, [orgId, mailKey, at, seenBy, activityId, asJson(keys), blind]);
}

/** null where none is kept, or not any more. */
export async function readEvidenceOf(ask: Ask, orgId: number, activityId: string): Promise<Keys | null> {
  const text = 'select keys from evidence where org_id = $1 and activity_id = $2 for no key update';
  const [row] = await ask<{ keys: Keys }>({ name: 'read-evidence-of', text }, [orgId, activityId]);
  return row?.keys ?? null;
}

/** `blind` undefined: they stay. */
export async function changeEvidence(
  ask: Ask,
  { orgId, activityId }: { readonly orgId: number; readonly activityId: string },
  { keys, blind }: { readonly keys: Keys; readonly blind?: readonly string[] },
): Promise<void> {
  const text = `update evidence set keys = $3, blind = coalesce($4, blind) where org_id = $1 and activity_id = $2`;
  await ask({ name: 'change-evidence', text }, [orgId, activityId, asJson(keys), blind ?? null]);
}

export interface Bounds {
  /** What is older goes. */
  readonly before: Date;
  /** Of what is left the newest stay. */
  readonly most: number;
}

/** Gives how many rows went. */
export async function pruneEvidence(ask: Ask, orgId: number, { before, most }: Bounds): Promise<number> {
  const text = `with gone as (delete from evidence where org_id = $1 and (at < $2 or (at, mail_key) <= (
  select e.at, e.mail_key from evidence e where e.org_id = $1 order by e.at desc, e.mail_key desc offset $3 limit 1)) returning 1)
select count(*)::int as gone from gone`;
  const [row] = await ask<{ gone: number }>({ text }, [orgId, before, most]);
  return row?.gone ?? 0;
}
