/** `threadmark privacy …` and `threadmark retention run`: data rights and the age of what is stored, without any page. */
import { parseArgs } from 'node:util';
import { fileText } from '../contract/personFile';
import { problem } from '../contract/problems';
import { normalAddress } from '../correlation/addresses';
import { UsageProblem } from './environment';
import type { Store } from './store/db';
import { findOrganisation } from './store/organisations';
import { exportPieces } from './tracking/exportPerson';
import { erase } from './tracking/privacy';
import { removeWhatIsOld } from './tracking/retention';

/** Works on a migrated store; gives what to print, at once or, where it may be long, in pieces. */
export type PrivacyCommand = (store: Store) => Promise<string | AsyncIterable<string>>;

const one = { type: 'string' } as const;
const options = { organisation: one, reason: one, records: one } as const;

/** Throws a UsageProblem for words that cannot be understood, before any database is opened. */
export function readPrivacyCommand(args: readonly string[]): PrivacyCommand {
  const { positionals, values } = understand(args);
  const [act, typed, ...more] = positionals;
  if ((act !== 'export' && act !== 'erase') || typed === undefined || more.length > 0)
    throw new UsageProblem('Write it as: threadmark privacy export|erase ADDRESS --organisation NAME --reason TEXT.');
  const address = normalAddress(typed);
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) throw new UsageProblem(`“${typed}” is not an address.`);
  const { organisation, reason = '', records = 'yes' } = values;
  if (organisation === undefined) throw new UsageProblem('Say in which organisation: --organisation NAME.');
  if (reason.trim() === '') throw new UsageProblem('Say why: --reason "...".');
  if (records !== 'yes' && records !== 'no') throw new UsageProblem('--records is yes or no.');
  return async (store) => {
    const orgId = await findOrganisation(store, organisation);
    const wish = { orgId, actor: null, at: new Date(), address, reason: reason.trim().slice(0, 400) };
    if (act === 'erase') return eraseInWords(store, { ...wish, records: records === 'yes' });
    return fileText(exportPieces(store, { orgId, address, reader: null }, wish));
  };
}

async function eraseInWords(store: Store, wish: Parameters<typeof erase>[1]): Promise<string> {
  const { receiptId, at, counts } = await store.change(wish.orgId, (ask) => erase(ask, wish, null), 'long');
  const found = counts.filter(({ count }) => count > 0).map(({ name, count }) => `${name} ${count}`);
  return `Erased at ${at}: ${found.join(', ') || 'nothing was found'}. Receipt ${receiptId}.`;
}

export function readRetentionCommand(args: readonly string[]): PrivacyCommand {
  const { positionals, values } = understand(args);
  const { organisation } = values;
  if (positionals.join(' ') !== 'run' || organisation === undefined)
    throw new UsageProblem('Write it as: threadmark retention run --organisation NAME.');
  return async (store) => {
    const removed = await removeWhatIsOld(
      { store, clock: () => new Date() },
      await findOrganisation(store, organisation),
    );
    if (removed === null) throw problem('changedMeanwhile', 'Another server is removing what is too old just now.');
    return `Removed ${removed.mails} mails, ${removed.bodies} texts, ${removed.letters} answered requests.`;
  };
}

function understand(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageProblem((error as Error).message.split('. ')[0] + '.');
  }
}
