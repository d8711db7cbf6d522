/** What the organisation decided, and changing it: by an administrator, on the version they looked at, with a reason. */
import { layoutFaults } from '../../correlation/token';
import { problem } from '../../contract/problems';
import { maySettle } from '../../contract/roles';
import type { Settings, SettingsReply } from '../../contract/settings';
import { writeAudit } from '../store/audit';
import type { Ask } from '../store/db';
import { addSettings, keepLayout, readSettings } from '../store/settings';
import type { Act, ActInput, Asker } from './acts';
import { settleRule } from './byDynamics';
import { readDynamicsRule } from './dynamicsRule';
import { mustBeMeant } from './keeping';
import type { Workshop } from './workshop';

export const settings =
  ({ store }: Workshop): Act<'settings'> =>
  ({ orgId }) =>
    store.look(orgId, (ask) => readSettings(ask, orgId));

export const saveSettings =
  ({ store, clock }: Workshop): Act<'saveSettings'> =>
  async (asker, { body }) => {
    if (!maySettle(asker.role)) throw problem('notAllowed');
    mustBeUsable(body.settings);
    return store.change(asker.orgId, (ask) => save(ask, asker, body, clock()), 'long');
  };

/** Throws the Problem `badInput`, which names the field. */
export function mustBeUsable(wanted: Settings): void {
  mustBeLayout(wanted.token, 'settings.token');
  readDynamicsRule(wanted);
}

export function mustBeLayout(layout: Settings['token'], field = 'token'): void {
  const [fault] = layoutFaults(layout);
  if (fault !== undefined) throw problem('badInput', `${field}: ${fault}`);
}

async function save(
  ask: Ask,
  asker: Asker,
  { version, reason, settings: wanted, going }: ActInput<'saveSettings'>['body'],
  at: Date,
) {
  const { orgId, userId } = asker;
  const before = await readSettings(ask, orgId);
  if (before.version !== version) throw changed(before);
  await mustBeMeant(ask, orgId, { before: before.settings, wanted, going, at });
  const next = version + 1;
  if (!(await addSettings(ask, { orgId, version: next, settings: wanted, author: userId, reason, at }))) {
    throw changed(await readSettings(ask, orgId));
  }
  await settleRule(ask, orgId, before.settings, wanted);
  if (version === 0) await keepFirstLayouts(ask, orgId, before);
  await keepLayout(ask, orgId, wanted.token, next);
  const what = { action: 'saveSettings', entity: 'settings', entityId: String(next), why: reason };
  await writeAudit(ask, { orgId, at, actor: userId, ...what, before: before.settings, after: wanted });
  return readSettings(ask, orgId);
}

/** The first change ends the time of the default layout: it was used, so it stays readable. */
async function keepFirstLayouts(ask: Ask, orgId: number, { tokenLayouts }: SettingsReply): Promise<void> {
  for (const layout of tokenLayouts) await keepLayout(ask, orgId, layout, 0);
}

const changed = ({ changedBy, reason }: SettingsReply) =>
  problem('changedMeanwhile', changedBy === null ? null : `${changedBy} changed the settings: ${reason}`);
