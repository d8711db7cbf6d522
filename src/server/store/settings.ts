/** The settings of an organisation, version by version, and every token layout it ever used. */
import { defaultSettings, type DynamicsKnobs, type Settings, type SettingsReply } from '../../contract/settings';
import type { TokenLayout } from '../../correlation/policy';
import type { Ask } from './db';
import { readOrganisation, readUserAddresses } from './users';
import { asJson } from './storable';

interface SettingsRow {
  readonly version: number;
  readonly settings: Partial<Settings>;
  /** null: the program itself. */
  readonly changedBy: string | null;
  readonly reason: string;
}

const findSettings = {
  name: 'find-settings',
  text: `select s.version, s.settings, u.name as "changedBy", s.reason from settings s
left join app_user u on u.org_id = s.org_id and u.user_id = s.author
where s.org_id = $1 order by s.version desc limit 1`,
};

export interface SettingsGlance {
  /** 0: nobody changed anything yet. */
  readonly version: number;
  readonly smartMatching: Settings['smartMatching'];
  readonly internalAsTwo: boolean;
  /** Dynamics' knobs, where smart matching goes by them. */
  readonly dynamics: DynamicsKnobs | null;
}

/** What every lookup must know of the settings. */
export async function glanceSettings(ask: Ask, orgId: number): Promise<SettingsGlance> {
  const text = `select version, settings->>'smartMatching' as "smartMatching", (settings->>'internalAsTwo')::boolean as "internalAsTwo",
  case when settings->>'smartRule' = 'dynamics' and settings->>'smartMatching' <> 'off' then settings end as dynamics
from settings where org_id = $1 order by version desc limit 1`;
  const [row] = await ask<{ [K in keyof SettingsGlance]: SettingsGlance[K] | null }>(
    { name: 'glance-settings', text },
    [orgId],
  );
  return {
    version: row?.version ?? 0,
    smartMatching: row?.smartMatching ?? defaultSettings.smartMatching,
    internalAsTwo: row?.internalAsTwo ?? defaultSettings.internalAsTwo,
    dynamics: row?.dynamics ?? null,
  };
}

export async function readSettings(ask: Ask, orgId: number): Promise<SettingsReply> {
  const [[row], layouts, users, organisation] = await Promise.all([
    ask<SettingsRow>(findSettings, [orgId]),
    readLayouts(ask, orgId),
    readUserAddresses(ask, orgId),
    readOrganisation(ask, orgId),
  ]);
  return {
    version: row?.version ?? 0,
    // A setting that came with a later release has its default in an older version.
    settings: { ...defaultSettings, ...row?.settings },
    tokenLayouts: layouts.length === 0 ? [defaultSettings.token] : layouts,
    users,
    ownDomains: [...(organisation?.domains ?? [])],
    changedBy: row?.changedBy ?? null,
    reason: row?.reason ?? null,
  };
}

/** Alone: it is asked wherever mail was looked at. */
export async function readNeverTrack(ask: Ask, orgId: number): Promise<readonly string[]> {
  const text = `select settings->'neverTrack' as "neverTrack" from settings where org_id = $1 order by version desc limit 1`;
  const [row] = await ask<Partial<Pick<Settings, 'neverTrack'>>>({ name: 'read-never-track', text }, [orgId]);
  return row?.neverTrack ?? defaultSettings.neverTrack;
}

/** Newest first; empty while nobody changed anything. */
export async function readLayouts(ask: Ask, orgId: number): Promise<TokenLayout[]> {
  const text = `select prefix, user_digits as "userDigits", counter_digits as "counterDigits" from token_layout
where org_id = $1 order by last_version desc, prefix`;
  return ask<TokenLayout>({ name: 'find-layouts', text }, [orgId]);
}

export interface OldVersion {
  readonly version: number;
  readonly settings: Partial<Settings>;
  readonly changedBy: string | null;
  readonly reason: string;
  readonly at: Date;
}

/** Newest first. */
export async function readVersions(ask: Ask, orgId: number, limit: number): Promise<OldVersion[]> {
  const text = `select s.version, s.settings, u.name as "changedBy", s.reason, s.at from settings s
left join app_user u on u.org_id = s.org_id and u.user_id = s.author
where s.org_id = $1 order by s.version desc limit $2`;
  return ask<OldVersion>({ name: 'read-versions', text }, [orgId, limit]);
}

/** As they were saved; null where there is no such version. */
export async function readVersion(ask: Ask, orgId: number, version: number): Promise<Partial<Settings> | null> {
  const text = 'select settings from settings where org_id = $1 and version = $2';
  const [row] = await ask<{ readonly settings: Partial<Settings> }>({ name: 'read-version', text }, [orgId, version]);
  return row?.settings ?? null;
}

export interface NewSettings {
  readonly orgId: number;
  readonly version: number;
  readonly settings: Settings;
  /** null: the program itself. */
  readonly author: number | null;
  readonly reason: string;
  readonly at: Date;
}

/** False where somebody else wrote this version first. */
export async function addSettings(
  ask: Ask,
  { orgId, version, settings, author, reason, at }: NewSettings,
): Promise<boolean> {
  const text = `insert into settings (org_id, version, settings, author, reason, at) values ($1, $2, $3, $4, $5, $6)
on conflict (org_id, version) do nothing returning version`;
  const rows = await ask({ text }, [orgId, version, asJson(settings), author, reason, at]);
  return rows.length > 0;
}

export async function keepLayout(ask: Ask, orgId: number, layout: TokenLayout, version: number): Promise<void> {
  const text = `insert into token_layout (org_id, prefix, user_digits, counter_digits, last_version) values ($1, $2, $3, $4, $5)
on conflict (org_id, prefix, user_digits, counter_digits) do update set last_version = excluded.last_version`;
  await ask({ text }, [orgId, layout.prefix, layout.userDigits, layout.counterDigits, version]);
}
