/** An unknown sender from outside becomes a record when somebody tracks their mail, where that person wants it; and its undo. */
import { writersOf } from '../../contract/counterpart';
import { personalOf } from '../../contract/personal';
import { problem } from '../../contract/problems';
import type { RecordView } from '../../contract/records';
import type { SettingsReply } from '../../contract/settings';
import type { Track } from '../../contract/tracking';
import { normalAddress } from '../../correlation/addresses';
import { isSpared } from '../../correlation/judgeSend';
import { isMachine } from '../../correlation/machines';
import { hasMadeAlone, writeAudit } from '../store/audit';
import type { Ask } from '../store/db';
import { resolvePeople } from '../store/people';
import { readPreferences } from '../store/preferences';
import { isRegarded, setRecordState } from '../store/records';
import { readSettings } from '../store/settings';
import { once } from '../store/requests';
import { holdOrganisation } from '../store/users';
import type { Act, Asker } from './acts';
import { makeRecord } from './createRecord';
import { mustFindRecord } from './mustFindRecord';
import { letterOf, type Workshop } from './workshop';

/** Why the audit says that it was made. */
const WHY = 'an unknown sender, whose mail was tracked';

/** null where the sender is known, one of us, spared or a machine, or where the asker wants none. */
export async function welcome(ask: Ask, asker: Asker, { keys, mail }: Track, at: Date): Promise<RecordView | null> {
  const { orgId, userId } = asker;
  if (keys.direction !== 'incoming' || keys.automatic !== null || mail.from === null) return null;
  const stored = await readSettings(ask, orgId);
  const who = writerOf({ keys, mail }, stored);
  if (who === null) return null;
  const address = normalAddress(who.address);
  const { createRecords, neverTrack } = personalOf(stored.settings, await readPreferences(ask, orgId, userId));
  if (createRecords === 'no' || isSpared(address, neverTrack)) return null;
  // Two who track mail of one stranger at once make one record.
  await holdOrganisation(ask, orgId);
  const [known] = await resolvePeople(ask, orgId, [address]);
  if (known === undefined || known.user !== null || known.records.length > 0) return null;
  const name = who.name.trim().slice(0, 200) || address;
  return makeRecord(ask, asker, { type: createRecords, name, email: address, company: null }, { at, why: WHY });
}

/** From, where a person outside sent it in their own name; behind a form, a service or a list whoever its answers go to. */
function writerOf({ keys, mail }: Pick<Track, 'keys' | 'mail'>, settings: SettingsReply): Track['mail']['from'] {
  const replyTo = mail.replyTo ?? [];
  const named = [...(mail.from === null ? [] : [mail.from]), ...replyTo];
  const isMeant = (address: string) =>
    (address === keys.from && !isMachine(address)) ||
    (keys.from !== null && isMachine(keys.from) && !isMachine(address) && keys.recipients.includes(address));
  const writer = writersOf({ keys, mail: { replyTo }, settings }).find(isMeant);
  return named.find(({ address }) => normalAddress(address) === writer) ?? null;
}

/** Only of a record that was made in this way, by whoever made it so, as long as no mail belongs to it. */
export const forgetRecord =
  ({ store, clock }: Workshop): Act<'forgetRecord'> =>
  async (asker, { params: { type, id }, body }) =>
    store.change(asker, (ask) => {
      const at = clock();
      const payload = { ...body, id };
      return once(ask, letterOf('forgetRecord', asker, payload, at), async () => {
        const { orgId, userId: actor } = asker;
        await holdOrganisation(ask, orgId);
        const record = await mustFindRecord(ask, orgId, { type, id });
        if (!(await hasMadeAlone(ask, { orgId, actor, recordId: record.id, why: WHY })))
          throw problem('notAllowed', 'Only a record that was made by itself for you can be taken back.');
        if (await isRegarded(ask, orgId, record.id))
          throw problem('changedMeanwhile', 'Mail belongs to this record already.');
        await setRecordState(ask, orgId, record.id, 'deleted');
        const what = { action: 'forgetRecord', entity: 'record', entityId: record.id, why: 'undo' };
        await writeAudit(ask, { orgId, at, actor, ...what, before: { state: 'open' }, after: { state: 'deleted' } });
        return {};
      });
    });
