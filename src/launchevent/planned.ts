/** What becomes of a mail that leaves: what its writer chose, else what the organisation's rule says. */
import type { SendingRule } from '../client/sendingRule';
import type { Stamp } from '../contract/stamp';
import { judgeSend, type Judgement } from '../correlation/judgeSend';
import type { Recipients } from '../outlook/readDraft';

export interface Remembered {
  /** null where no pane was ever opened here, or nothing can be kept. */
  readonly rule: SendingRule | null;
  /** Normal addresses that stood for a record when the server was last asked. */
  readonly known: readonly string[];
}

/**
 * `ask`: the server decides, when it hears of the mail. Addresses are only folded here; where that misses what their full
 * normal form would show, the server's word on a mail by rule is the last.
 */
export function planned(stamp: Stamp | null, { rule, known }: Remembered, people: Recipients): Judgement['do'] {
  if (stamp !== null && (stamp.by === 'hand' || !stamp.track)) return stamp.track ? 'track' : 'leave';
  if (rule === null) return stamp === null ? 'leave' : 'ask';
  const recipients = [...people.to, ...people.cc, ...people.bcc].map(({ address }) => address.toLowerCase());
  const met = recipients.filter((address) => known.includes(address));
  return judgeSend(rule.rule, { recipients, sensitivity: 'normal', known: met.length > 0 ? met : null }).do;
}
