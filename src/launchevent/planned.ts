/** What becomes of a mail that leaves: what its writer chose, else what the organisation's rule says. */
import type { SendingRule } from '../client/sendingRule';
import type { Stamp } from '../contract/stamp';
import { judgeSend, type Judgement } from '../correlation/judgeSend';
import type { Mail } from '../correlation/mail';
import type { Recipients } from '../outlook/readDraft';

export interface Remembered {
  /** null where no pane was ever opened here, or nothing can be kept. */
  readonly rule: SendingRule | null;
  /** Normal addresses that stood for a record when the server was last asked. */
  readonly known: readonly string[];
}

/** Of a mail for which nothing was chosen: the rule decides when it leaves. */
export const freshStamp = (mint: () => string): Stamp => ({
  mark: mint(),
  by: 'rule',
  track: true,
  regarding: null,
  token: null,
});

export interface Leaving extends Recipients {
  readonly sensitivity: Mail['sensitivity'];
}

/**
 * `ask`: the server decides, when it hears of the mail. Addresses are only folded here; where that misses what their full
 * normal form would show, the server's word on a mail by rule is the last.
 */
export function planned(stamp: Stamp | null, { rule, known }: Remembered, mail: Leaving): Judgement['do'] {
  if (stamp !== null && stamp.by === 'hand') return stamp.track ? 'track' : 'leave';
  if (rule === null || mail.missing) return stamp === null ? 'leave' : 'ask';
  const recipients = [...mail.to, ...mail.cc, ...mail.bcc].map(({ address }) => address.toLowerCase());
  const met = recipients.filter((address) => known.includes(address));
  const { sensitivity } = mail;
  return judgeSend(rule.rule, { recipients, sensitivity, known: met.length > 0 ? met : null }).do;
}
