/** The history of the settings, and what a settings file would make of them. */
import { problem } from '../../contract/problems';
import { maySettle } from '../../contract/roles';
import { parse } from '../../contract/schema';
import { SettingsSchema, defaultSettings, type Settings } from '../../contract/settings';
import type { SettingsVersion } from '../../contract/settingsFile';
import { readSettings, readVersion, readVersions, type OldVersion } from '../store/settings';
import type { Act, Asker } from './acts';
import { readDynamics, type Translated } from './dynamicsSettings';
import type { Workshop } from './workshop';

const MOST_VERSIONS = 200;

export const settingsVersions =
  ({ store }: Workshop): Act<'settingsVersions'> =>
  async (asker) => {
    mayRead(asker);
    const versions = await store.look(asker.orgId, (ask) => readVersions(ask, asker.orgId, MOST_VERSIONS + 1));
    return { versions: versions.slice(0, MOST_VERSIONS).map((one, i) => toVersion(one, versions[i + 1])) };
  };

export const oldSettings =
  ({ store }: Workshop): Act<'oldSettings'> =>
  async (asker, { params }) => {
    mayRead(asker);
    const version = Number(params.version);
    const found = await store.look(asker.orgId, (ask) => readVersion(ask, asker.orgId, version));
    if (found === null && version !== 0) throw problem('notFound');
    return { version, settings: { ...defaultSettings, ...found } };
  };

/** Of a file of ours or of Dynamics; nothing is saved. */
export const importSettings =
  ({ store }: Workshop): Act<'importSettings'> =>
  async (asker, { body }) => {
    if (!maySettle(asker.role)) throw problem('notAllowed');
    const { settings } = await store.look(asker.orgId, (ask) => readSettings(ask, asker.orgId));
    const { taken, left, ...draft } = readSettingsFile(body.text, settings);
    return { ...draft, taken: [...taken], left: [...left] };
  };

/** Throws the Problem `badInput`, which names the field. */
export function readSettingsFile(text: string, present: Settings): Translated {
  const own = ownSettings(text);
  if (own === null) return readDynamics(text, present);
  const settings = parse(SettingsSchema, { ...present, ...own });
  const taken = Object.entries(own).map(([name, value]) => ({
    name: name.slice(0, 200),
    value: (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 2000),
    settings: isSame(value, present[name as keyof Settings]) ? [] : [name],
  }));
  return { settings, taken, left: [] };
}

/** Ours holds everything under `settings`; null for whatever else it is. */
function ownSettings(text: string): object | null {
  try {
    const { settings } = JSON.parse(text) as { settings?: unknown };
    return typeof settings === 'object' && settings !== null && !Array.isArray(settings) ? settings : null;
  } catch {
    return null;
  }
}

function mayRead({ role }: Asker): void {
  if (!maySettle(role) && role !== 'auditor') throw problem('notAllowed');
}

/** The first version differs from the defaults. */
function toVersion({ version, at, changedBy, reason, settings }: OldVersion, before?: OldVersion): SettingsVersion {
  const now = { ...defaultSettings, ...settings };
  const then = { ...defaultSettings, ...before?.settings };
  const changed = (Object.keys(defaultSettings) as (keyof Settings)[]).filter((name) => !isSame(now[name], then[name]));
  return { version, at: at.toISOString(), changedBy, reason, changed };
}

/** The settings are plain values, short lists, and one object that is always written in one order. */
const isSame = (a: unknown, b: unknown) => JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
