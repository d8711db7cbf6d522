/** Whom a mail is exchanged with, and the one record that they stand for: for pane and server. */
import { normalAddress } from '../correlation/addresses';
import type { Keys, Mail } from '../correlation/mail';
import type { RecordView, ResolvedPerson } from './records';

/** The one record that an outside participant stands for. */
export interface PersonRecord {
  readonly address: string;
  readonly record: RecordView;
}

/** Who belongs to the organisation: its users, and the domains that are its own. */
export interface House {
  readonly users: readonly string[];
  readonly ownDomains: readonly string[];
}

export interface Exchanged {
  readonly keys: Pick<Keys, 'direction' | 'from' | 'recipients' | 'lists'>;
  readonly people: readonly ResolvedPerson[];
  readonly mail?: Pick<Mail, 'replyTo'>;
  readonly settings?: House;
}

/** A user, or an address of the organisation's own domains: a shared mailbox, an alias, a printer. */
export const isOurs = (address: string, { users, ownDomains }: House): boolean =>
  users.includes(address) || ownDomains.includes(address.slice(address.lastIndexOf('@') + 1));

/**
 * Normal addresses of people outside who may have written a received mail, the likeliest first. A web form, a signing service and a list
 * send in their own name, and say in Reply-To who wrote; `isMachine` (machines.ts) is left to those who name or make people.
 */
export function writersOf({ keys: { from, lists }, mail, settings }: Omit<Exchanged, 'people'>): readonly string[] {
  const answers = mail?.replyTo.slice(0, MOST_ANSWERED).map(({ address }) => normalAddress(address)) ?? [];
  const all = from === null ? answers : [from, ...answers];
  return all.filter(
    (address) => address.includes('@') && !lists?.includes(address) && !(settings && isOurs(address, settings)),
  );
}

const MOST_ANSWERED = 20;

/** Who wrote the mail; of one's own mail, and of one that a mailbox of the organisation sent, the first person outside it that it went to. */
function counterpart(mail: Exchanged): ResolvedPerson | null {
  const { keys, people, settings } = mail;
  const outside = people.filter(({ address, user }) => user === null && !(settings && isOurs(address, settings)));
  const among = (wanted: readonly string[]) =>
    wanted.flatMap((each) => outside.filter(({ address }) => normalAddress(address) === each));
  if (keys.direction === 'outgoing' || keys.from === null) return among(keys.recipients)[0] ?? null;
  const writers = among(writersOf(mail));
  const known = writers.find(({ records }) => records.length > 0) ?? among([keys.from])[0] ?? writers[0];
  return known ?? (settings && isShared(keys.from, settings) ? (among(keys.recipients)[0] ?? null) : null);
}

/** Of the organisation, and nobody's own. */
const isShared = (address: string, settings: House) => isOurs(address, settings) && !settings.users.includes(address);

/** Only where there is nothing to choose: one outside person, one record. */
export function personRecord(mail: Exchanged): PersonRecord | null {
  const person = counterpart(mail);
  const [record, ...more] = person?.records ?? [];
  return person && record && more.length === 0 ? { address: person.address, record } : null;
}
