/** Everything about an address as a file, in pieces: it may be larger than what anybody holds at once, and others go on between. */
import { problem } from '../../contract/problems';
import { LONG_PARTS, type ExportPerson, type ExportPiece, type LongPart } from '../../contract/privacy';
import { addressHash } from '../store/addressHash';
import { writeAudit } from '../store/audit';
import { mayReadBodies } from '../store/birdsEye';
import type { Store } from '../store/db';
import { countAboutPerson } from '../store/personData';
import * as stored from '../store/personParts';
import type { Reader } from '../store/visibility';
import type { Act } from './acts';
import { tellParts } from './personFile';
import { mustBeAddress, mustRule, withoutAddress } from './privacy';
import type { Workshop } from './workshop';

/** Texts are long, rows are not. */
const PIECE: Readonly<Record<LongPart, number>> = { mails: 200, evidence: 2000, audit: 2000 };
/** So long a file may take that was begun. */
const PATIENCE = 86_400_000;

/** Whose file, and who takes it; `reader` null: somebody who may read everything. */
export interface PersonFile {
  readonly orgId: number;
  readonly address: string;
  readonly reader: Reader | null;
}

type Place = NonNullable<ExportPerson['after']>;

export const exportPerson =
  ({ store, clock }: Workshop): Act<'exportPerson'> =>
  async (asker, { body: { reason, after, ...body } }) => {
    mustRule(asker);
    const { orgId, userId } = asker;
    const address = mustBeAddress(body.address);
    const granted = await store.look(orgId, (ask) => mayReadBodies(ask, orgId, userId));
    const file = { orgId, address, reader: granted ? null : { orgId, userId } };
    const at = clock();
    if (after === undefined) return beginFile(store, file, { actor: userId, at, reason });
    const begun = await store.change(orgId, async (ask) => {
      const hash = await addressHash(ask, orgId, address);
      const since = new Date(at.getTime() - PATIENCE);
      return stored.hasBegun(ask, { orgId, actor: userId, hash, of: after.of, since });
    });
    if (!begun) throw problem('badInput', 'after.of is no file about this address that you began today.');
    return readPiece(store, file, after);
  };

/** Who takes the file, and why; an `actor` of null is an operator at the command line. */
export interface Taking {
  readonly actor: number | null;
  readonly at: Date;
  readonly reason: string;
}

/** What is short. The row of the audit that says so names the address by its hash. */
async function beginFile(store: Store, { orgId, address, reader }: PersonFile, { reason, ...taking }: Taking) {
  const bodies = await store.look(reader ?? orgId, (ask) => stored.countPersonBodies(ask, orgId, address), 'long');
  return store.change(
    orgId,
    async (ask): Promise<ExportPiece> => {
      const parts = await stored.readShortParts(ask, orgId, address);
      const counts = await countAboutPerson(ask, orgId, address);
      const mails = await stored.countPersonMails(ask, orgId, address);
      const what = { action: 'exportPerson', entity: 'address', entityId: await addressHash(ask, orgId, address) };
      const why = withoutAddress(reason, address);
      const of = await writeAudit(ask, { orgId, ...taking, ...what, before: null, after: { mails, bodies }, why });
      const left = counts.bodies - bodies;
      const note = left > 0 ? { leftOut: `${left} texts of mails that whoever took this file may not read.` } : {};
      const file = { address, at: taking.at.toISOString(), ...note, ...parts };
      return { file, next: { of, part: LONG_PARTS[0], behind: null } };
    },
    'long',
  );
}

async function readPiece(store: Store, file: PersonFile, place: Place): Promise<ExportPiece> {
  const { orgId, address, reader } = file;
  const { of, part, behind } = place;
  const most = PIECE[part];
  const rows = await store.look(
    orgId,
    (ask) => stored.readLongPart(ask, orgId, address, { part, behind, most }),
    'long',
  );
  const ids = idsOf(rows as readonly Named[]);
  const untold = reader && (await store.look(reader, (ask) => stored.readUntold(ask, orgId, ids)));
  const veil = reader && untold ? { userId: reader.userId, untold } : null;
  const told = tellParts({ [part]: rows.map(withoutPlace) }, address, veil)[part] ?? [];
  const last = rows.at(-1);
  const full = rows.length === most && last ? { of, part, behind: last.place } : null;
  return {
    file: { [part]: part === 'mails' ? await withBodies(store, file, told as readonly Mail[]) : told },
    next: full ?? partBehind(place),
  };
}

function partBehind({ of, part }: Place): Place | null {
  const next = LONG_PARTS[LONG_PARTS.indexOf(part) + 1];
  return next === undefined ? null : { of, part: next, behind: null };
}

interface Named {
  readonly activity_id?: string | null;
  readonly entity?: string;
  readonly entity_id?: string;
}

/** Of the mails that the rows are or speak of. */
const idsOf = (rows: readonly Named[]) =>
  rows
    .map(({ activity_id: id, entity, entity_id: of }) => id ?? (entity === 'activity' ? of : undefined) ?? '')
    .filter((id) => /^[0-9a-f-]{36}$/i.test(id));

const withoutPlace = (row: stored.Placed): object =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'place'));

interface Mail {
  readonly activity_id: string;
}

async function withBodies(store: Store, { orgId, reader }: PersonFile, mails: readonly Mail[]) {
  const ids = mails.map(({ activity_id: id }) => id);
  const bodies = await store.look(reader ?? orgId, (ask) => stored.readPersonBodies(ask, orgId, ids), 'long');
  const byId = new Map(bodies.map(({ id, plain, html }) => [id, { plain, html }]));
  return mails.map((mail) => ({ ...mail, body: byId.get(mail.activity_id) ?? null }));
}

/** All of it, for the command line. */
export async function* exportPieces(store: Store, file: PersonFile, taking: Taking): AsyncGenerator<ExportPiece> {
  let piece = await beginFile(store, file, taking);
  yield piece;
  while (piece.next !== null) {
    piece = await readPiece(store, file, piece.next);
    yield piece;
  }
}
