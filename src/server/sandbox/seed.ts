/**
 * Fills the store for the sandbox. Mail that is tracked from the start went the way of every other: read, keyed, looked up,
 * correlated, tracked. Doing it again changes nothing, also after the visitor has changed what was made here.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../contract/problems';
import type { Track } from '../../contract/tracking';
import { extractKeys } from '../../correlation/keys';
import type { Mail, RecordRef } from '../../correlation/mail';
import { toMail } from '../mailbox/toMail';
import type { Store } from '../store/db';
import type { Access, Sharing } from '../store/records';
import { createOrganisation, createRecord, createUser } from '../store/seeding';
import { saveTeam, sharingOfNew } from '../store/teams';
import type { Acts, Asker } from '../tracking/acts';
import { because } from './because';
import { readSandbox, type SeedMail, type SeedOrganisation } from './organisations';

export interface Seeding {
  readonly store: Store;
  readonly acts: Acts;
  /** Holds `organisation.json` and the mails it names. */
  readonly folder: string;
}

export async function seedSandbox({ store, acts, folder }: Seeding): Promise<void> {
  const { organisations, mails } = await readSandbox(folder);
  for (const organisation of organisations) {
    const made = await seedOrganisation(store, organisation);
    for (const mail of mails) await seedTracking({ acts, folder, mail, ...made });
  }
}

interface Made {
  /** By address. */
  readonly users: ReadonlyMap<string, Asker>;
  /** By the key of the file. */
  readonly records: ReadonlyMap<string, RecordRef>;
}

async function seedOrganisation(
  store: Store,
  { name, domains, users, teams = [], records }: SeedOrganisation,
): Promise<Made> {
  const orgId = await createOrganisation(store, { name, domains });
  const made = { users: new Map<string, Asker>(), records: new Map<string, RecordRef>() };
  for (const user of users) made.users.set(user.address, await createUser(store, orgId, user));
  for (const team of teams) await store.change(orgId, (ask) => saveTeam(ask, orgId, team.name, team.members));
  for (const { key, parent, owner, access, ...record } of records) {
    const parentId = parent === null ? null : (made.records.get(parent)?.id ?? null);
    const sharing = await sharingOf(store, made.users.get(owner ?? ''), access);
    const { type, id } = await createRecord(store, orgId, { ...record, parentId, ...(sharing && { sharing }) });
    made.records.set(key, { type, id });
  }
  return made;
}

/** null: everybody's. */
async function sharingOf(store: Store, owner: Asker | undefined, access: Access = 'team'): Promise<Sharing | null> {
  if (owner === undefined) return null;
  const { orgId, userId } = owner;
  const { teamId } = await store.look(orgId, (ask) => sharingOfNew(ask, orgId, userId));
  return { ownerId: userId, teamId, access };
}

interface Tracked extends Made {
  readonly acts: Acts;
  readonly folder: string;
  readonly mail: SeedMail;
}

async function seedTracking({ acts, folder, mail: listed, users, records }: Tracked): Promise<void> {
  const asker = listed.tracked && users.get(listed.tracked.by);
  if (!listed.tracked || !asker) return;
  const raw = await fs.readFile(path.join(folder, listed.file));
  const mail = await toMail(raw, { address: listed.mailbox, conversationId: listed.conversationId ?? null });
  const keys = extractKeys(mail) as Track['keys'];
  const found = await acts.lookup(asker, { body: { keys, settingsVersion: null }, params: undefined });
  const regarding = listed.tracked.regarding === null ? null : (records.get(listed.tracked.regarding) ?? null);
  const body: Track = {
    requestId: requestIdFor(listed, asker),
    keys,
    mail: toTrackedMail(mail),
    regarding,
    because: because(keys, found, asker),
    ...(listed.tracked.private && { private: true }),
  };
  await acts.track(asker, { body, params: undefined }).catch(ignoreEarlier);
}

/** An earlier version of the program may have read the same mail a little differently: what it stored stays. */
function ignoreEarlier(error: unknown): void {
  if (!(error instanceof Problem && error.code === 'requestReused')) throw error;
}

/** The same on every start, so that the second one is the same request again. */
function requestIdFor({ file, mailbox }: SeedMail, { orgId, address }: Asker): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(['sandbox', orgId, address, mailbox, file]))
    .digest('hex');
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

function toTrackedMail({ subject, from, to, cc, bcc, body, attachments }: Mail): Track['mail'] {
  const copy = <T extends object>(all: readonly T[]) => all.map((one) => ({ ...one }));
  return {
    subject,
    from: from && { ...from },
    to: copy(to),
    cc: copy(cc),
    bcc: copy(bcc),
    html: body.html,
    text: body.text,
    attachments: copy(attachments),
  };
}
