/** What each person chose for themselves. */
import { defaultPreferences } from '../../contract/defaultPreferences';
import type { Preferences } from '../../contract/settings';
import type { Ask } from './db';
import { asJson } from './storable';

export async function readPreferences(ask: Ask, orgId: number, userId: number): Promise<Preferences> {
  const text = 'select preferences from user_preference where org_id = $1 and user_id = $2';
  const [row] = await ask<{ preferences: Partial<Preferences> }>({ name: 'find-preferences', text }, [orgId, userId]);
  return { ...defaultPreferences, ...row?.preferences };
}

export async function writePreferences(
  ask: Ask,
  { orgId, userId, at }: { orgId: number; userId: number; at: Date },
  preferences: Preferences,
): Promise<void> {
  const text = `insert into user_preference (org_id, user_id, preferences, at) values ($1, $2, $3, $4)
on conflict (org_id, user_id) do update set preferences = excluded.preferences, at = excluded.at`;
  await ask({ text }, [orgId, userId, asJson(preferences), at]);
}
