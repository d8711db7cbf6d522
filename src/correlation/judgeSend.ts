/** The rule for outgoing mail, as code words: the send handler needs no sentences. `planSend` has them. */
import type { Mail } from './mail';

/** What the rule consists of. Addresses and domains in normal form. */
export interface SendRule {
  readonly autoTrack: 'off' | 'replies' | 'known' | 'everyone';
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
  /** Whether it answers tracked mail; null where nobody could ask. */
  readonly answers?: boolean | null;
}

export interface Judgement {
  /** `ask`: it hangs on who the recipients are, or on what it answers, which only the server can tell. */
  readonly do: 'track' | 'leave' | 'ask';
  readonly because:
    'off' | 'unwanted' | 'empty' | 'private' | 'never' | 'inside' | 'everyone' | 'unasked' | 'unknown' | 'known';
  /** The address it hangs on, where it hangs on one. */
  readonly who?: string;
}

export function judgeSend(rule: SendRule, mail: Outgoing): Judgement {
  const { recipients, known } = mail;
  if (rule.autoTrack === 'off') return leave('off');
  if (!rule.wanted) return leave('unwanted');
  if (recipients.length === 0) return leave('empty');
  if (!rule.trackPrivate && mail.sensitivity !== 'normal') return leave('private');
  const spared = recipients.find((address) => isSpared(address, rule.neverTrack));
  if (spared !== undefined) return { do: 'leave', because: 'never', who: spared };
  const outside = recipients.filter((each) => !rule.users.includes(each) && !rule.ownDomains.includes(domainOf(each)));
  if (outside.length === 0) return leave('inside');
  if (rule.autoTrack === 'everyone') return { do: 'track', because: 'everyone' };
  if (known === null || rule.autoTrack === 'replies') return { do: 'ask', because: 'unasked' };
  const met = outside.find((address) => known.includes(address));
  return met === undefined ? leave('unknown') : { do: 'track', because: 'known', who: met };
}

const leave = (because: Judgement['because']): Judgement => ({ do: 'leave', because });

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

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
