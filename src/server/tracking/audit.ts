/** The audit for whoever oversees: a page of it, and the same as a file. Taking it away as a file is audited itself. */
import type { AskAudit, AuditRow } from '../../contract/audit';
import { problem } from '../../contract/problems';
import { normalAddress } from '../../correlation/addresses';
import { addressHash } from '../store/addressHash';
import { writeAudit } from '../store/audit';
import { nameRecords, readAudit, readAuditPeople, type AuditQuestion } from '../store/auditReading';
import type { Ask } from '../store/db';
import type { Act, Asker } from './acts';
import { recordIds, toRow } from './auditWords';
import { csvLine } from './csv';
import type { Workshop } from './workshop';

const PAGE = 50;
const PIECE = 1000;
const MOST_ROWS = 100_000;

/** Customizers look after settings; who tracked and read what is for those who oversee people. */
const mayOversee = ({ role }: Asker) => role === 'administrator' || role === 'auditor';

export const audit =
  ({ store }: Workshop): Act<'audit'> =>
  async (asker, { body }) => {
    if (!mayOversee(asker)) throw problem('notAllowed');
    return store.change(
      asker,
      async (ask) => {
        const found = await readPage(ask, asker, body, PAGE);
        return { ...found, people: await readAuditPeople(ask, asker.orgId) };
      },
      'long',
    );
  };

export const exportAudit =
  ({ store, clock }: Workshop): Act<'exportAudit'> =>
  async (asker, { body: { rows: before, ...wish } }) => {
    if (!mayOversee(asker)) throw problem('notAllowed');
    return store.change(
      asker,
      async (ask) => {
        const room = Math.min(PIECE, MOST_ROWS - before);
        const { rows, next } =
          room > 0 ? await readPage(ask, asker, wish, room) : { rows: [], next: wish.after ?? null };
        const first = wish.after === undefined;
        if (first) await noteExport(ask, asker, wish, clock());
        const csv = (first ? csvLine(COLUMNS) : '') + rows.map((row) => csvLine(cellsOf(row))).join('');
        const full = next !== null && before + rows.length >= MOST_ROWS;
        return { csv, rows: before + rows.length, next: full ? null : next, full };
      },
      'long',
    );
  };

/** Which rows were asked for, never an address. */
async function noteExport(ask: Ask, { orgId, userId }: Asker, { about, ...wish }: AskAudit, at: Date): Promise<void> {
  const after = { ...wish, ...(about === undefined ? {} : { about: /@/.test(about) ? 'an address' : about }) };
  const what = { action: 'exportAudit', entity: 'audit', entityId: '', before: null, after, why: '' };
  await writeAudit(ask, { orgId, at, actor: userId, ...what });
}

async function readPage(ask: Ask, asker: Asker, wish: AskAudit, most: number) {
  const { orgId, role } = asker;
  const rows = await readAudit(ask, orgId, await questionOf(ask, orgId, wish), most + 1);
  const shown = rows.slice(0, most);
  const records = await nameRecords(ask, orgId, [...new Set(shown.flatMap(recordIds))]);
  const byId = new Map(records.map((record) => [record.id, record]));
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => toRow(row, byId, role !== 'auditor')),
    next: rows.length > most && last ? { at: last.at.toISOString(), auditId: last.auditId } : null,
  };
}

async function questionOf(ask: Ask, orgId: number, wish: AskAudit): Promise<AuditQuestion> {
  const about = wish.about?.trim() ?? '';
  return {
    person: wish.person ?? null,
    kind: wish.kind ?? null,
    from: momentOf('from', wish.from),
    until: momentOf('until', wish.until),
    about: about === '' ? null : about.includes('@') ? await addressOf(ask, orgId, about) : { id: about.toLowerCase() },
    after: wish.after ? { at: momentOf('after.at', wish.after.at) as Date, auditId: wish.after.auditId } : null,
  };
}

async function addressOf(ask: Ask, orgId: number, text: string) {
  const address = normalAddress(text);
  return { address, hash: await addressHash(ask, orgId, address) };
}

/** The shape allows the 39th of May. */
function momentOf(name: string, text: string | undefined): Date | null {
  if (text === undefined) return null;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw problem('badInput', `${name} is no moment that exists.`);
  return moment;
}

const COLUMNS = ['time', 'person', 'address', 'action', 'of', 'id', 'records', 'before', 'after', 'reason'];

function cellsOf({ at, actor, action, entity, entityId, records, changes, why }: AuditRow): string[] {
  const side = (which: 'before' | 'after') =>
    changes.flatMap((change) => (change[which] === null ? [] : `${change.name}: ${change[which]}`)).join('; ');
  const named = records.map(({ id, type, name }) => (name === null ? `${type} ${id}` : `${type} ${name} (${id})`));
  const who = [actor?.name ?? 'Threadmark', actor?.address ?? ''];
  return [at, ...who, action, entity, entityId, named.join('; '), side('before'), side('after'), why];
}
