/**
 * How a tracking token was or is written: prefix, designator (0 online, 1 offline), user number, counter.
 * Source: Microsoft, "Email message filtering and correlation", token structure.
 */
export interface TokenLayout {
  /** 1-20 characters. */
  readonly prefix: string;
  /** 1-10 digits. */
  readonly userDigits: number;
  /** 1-9 digits. */
  readonly counterDigits: number;
}

/** Who asks: the pane can ask the user back, the server must hold what it may not decide. */
export type Door = 'pane' | 'server';

/** How often words stand in the subjects of an organisation. */
export interface Vocabulary {
  /** How many threads were counted: the newest thousand at most. */
  readonly threads: number;
  /** In the subjects that began how many of them the word stands. */
  countOf(word: string): number;
}

/** What an import says of all its mail so far; mail that is met one by one says nothing of others. */
export interface Import {
  /** Not one of its mails names a recipient, and yet its writers come back: an archive of conversations that has lost them. */
  readonly lostRecipients: boolean;
}

/** The settings that steer correlation. */
export interface Policy {
  readonly door: Door;
  /** Link by headers, references and conversation index. */
  readonly useCorrelation: boolean;
  /** Read tracking tokens. */
  readonly useTokens: boolean;
  /** Every layout this organisation ever used, newest first: old mail stays readable for ever. */
  readonly tokenLayouts: readonly TokenLayout[];
  readonly smartMatching: 'off' | 'suggest' | 'automatic';
  /** What the organisation's own subjects say of words; absent: no more than the lists know. */
  readonly vocabulary?: Vocabulary;
  /** Where mail of an import is judged. */
  readonly import?: Import;
  /** Normal addresses of the organisation's own users, to tell outsiders from colleagues. */
  readonly users: readonly string[];
  /** Normal domains of the organisation. */
  readonly ownDomains: readonly string[];
  /** `ask` = the pane suggests, the server holds. Dynamics knows this as DoNotCorrelateForwardedEmailsAsReplies. */
  readonly forwards: 'link' | 'ask';
  /** Forwards and replies from which every outsider was removed: a side talk among colleagues. */
  readonly withoutOutsiders: 'link' | 'ask';
  /** A match whose record is closed or lost; `new` starts afresh without a record. */
  readonly closedRecords: 'link' | 'ask' | 'new';
  /** Signs of different kinds that point to different records; `strongest` = the first in order is followed, as Dynamics does. */
  readonly conflictingEvidence: 'ask' | 'strongest';
}

export const defaultPolicy: Policy = {
  door: 'pane',
  useCorrelation: true,
  useTokens: true,
  tokenLayouts: [{ prefix: 'CRM:', userDigits: 3, counterDigits: 3 }],
  smartMatching: 'off',
  users: [],
  ownDomains: [],
  forwards: 'link',
  withoutOutsiders: 'ask',
  closedRecords: 'ask',
  conflictingEvidence: 'ask',
};
