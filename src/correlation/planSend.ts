/** Whether an outgoing mail is tracked without a click: the organisation's rule, one answer for pane, send handler and server. */
import { domainOf } from './addresses';
import type { Mail } from './mail';

/** What the rule consists of. Addresses and domains in normal form. */
export interface SendRule {
  readonly autoTrack: 'off' | 'known' | 'everyone';
  /** What the sender chose for their own mail. */
  readonly wanted: boolean;
  readonly neverTrack: readonly string[];
  readonly trackPrivate: boolean;
  readonly users: readonly string[];
  readonly ownDomains: readonly string[];
}

export interface Outgoing {
  /** Normal addresses of everybody it goes to. */
  readonly recipients: readonly string[];
  readonly sensitivity: Mail['sensitivity'];
  /** Normal addresses that stand for a record; null where nobody could ask. */
  readonly known: readonly string[] | null;
}

export interface SendPlan {
  /** `ask`: it hangs on who the recipients are, which only the server can tell. */
  readonly do: 'track' | 'leave' | 'ask';
  /** One sentence for the sender. */
  readonly why: string;
}

export function planSend(rule: SendRule, mail: Outgoing): SendPlan {
  const spared = sparedBy(rule, mail);
  if (spared !== null) return { do: 'leave', why: spared };
  if (rule.autoTrack === 'everyone') return { do: 'track', why: 'Your organisation tracks mail to people outside.' };
  if (mail.known === null) return { do: 'ask', why: 'It will be tracked if a recipient stands for a record.' };
  const known = outsiders(rule, mail).find((address) => mail.known?.includes(address));
  return known === undefined
    ? { do: 'leave', why: 'No recipient stands for a record.' }
    : { do: 'track', why: `${known} stands for a record.` };
}

/** Why a mail is left alone whoever it goes to; null where nothing speaks against tracking it. */
function sparedBy(rule: SendRule, mail: Outgoing): string | null {
  if (rule.autoTrack === 'off') return 'Your organisation does not track mail on its own.';
  if (!rule.wanted) return 'You turned automatic tracking off for your mail.';
  if (mail.recipients.length === 0) return 'It has no recipients yet.';
  if (!rule.trackPrivate && mail.sensitivity !== 'normal') return `It is marked ${mail.sensitivity}.`;
  const spared = mail.recipients.find((address) => isSpared(address, rule.neverTrack));
  if (spared !== undefined) return `Mail with ${spared} is never tracked on its own.`;
  return outsiders(rule, mail).length === 0 ? 'It goes to colleagues only.' : null;
}

function outsiders({ users, ownDomains }: SendRule, { recipients }: Outgoing): string[] {
  return recipients.filter((address) => !users.includes(address) && !ownDomains.includes(domainOf(address)));
}

/** An entry is an address, or a domain with everything below it; `@example.org` and `example.org` mean the same. */
export function isSpared(address: string, neverTrack: readonly string[]): boolean {
  const domain = domainOf(address);
  return neverTrack.some((entry) => {
    const wanted = entry.trim().toLowerCase().replace(/^@/, '');
    return wanted.includes('@')
      ? wanted === address
      : wanted !== '' && (domain === wanted || domain.endsWith(`.${wanted}`));
  });
}
