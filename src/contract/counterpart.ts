/** Whom a mail is exchanged with, and the one record that they stand for: for pane and server. */
import { normalAddress } from '../correlation/addresses';
import type { Keys } from '../correlation/mail';
import type { RecordView, ResolvedPerson } from './records';

/** The one record that an outside participant stands for. */
export interface PersonRecord {
  readonly address: string;
  readonly record: RecordView;
}

export interface Exchanged {
  readonly keys: Pick<Keys, 'direction' | 'from' | 'recipients'>;
  readonly people: readonly ResolvedPerson[];
}

/** Who the mail is from; for one's own mail, the first person outside the organisation it went to. */
function counterpart({ keys, people }: Exchanged): ResolvedPerson | null {
  const wanted = keys.direction === 'incoming' && keys.from !== null ? [keys.from] : keys.recipients;
  const outside = people.filter(({ user }) => user === null);
  return outside.find(({ address }) => wanted.includes(normalAddress(address))) ?? null;
}

/** Only where there is nothing to choose: one outside person, one record. */
export function personRecord(mail: Exchanged): PersonRecord | null {
  const person = counterpart(mail);
  const [record, ...more] = person?.records ?? [];
  return person && record && more.length === 0 ? { address: person.address, record } : null;
}
