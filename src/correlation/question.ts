/** One mail asked about: its keys and the candidates, prepared once for all strategies. */
import { domainOf } from './addresses';
import type { Candidate, Keys } from './mail';
import type { Policy } from './policy';

export interface Question {
  readonly keys: Keys;
  readonly candidates: readonly Candidate[];
  readonly policy: Policy;
  /** Where an id stands in In-Reply-To: 0 is the first. */
  readonly answered: ReadonlyMap<string, number>;
  /** Where an id stands in References, counted from the newest: 0 is the last. */
  readonly referred: ReadonlyMap<string, number>;
  /** The ids of the mail itself. */
  readonly own: ReadonlySet<string>;
  /** When the mail was sent, in milliseconds; NaN where that is not known. */
  readonly time: number;
  /** Everybody on the mail. */
  readonly people: ReadonlySet<string>;
}

export function ask(keys: Keys, candidates: readonly Candidate[], policy: Policy): Question {
  const newest = keys.references.length - 1;
  return {
    keys,
    candidates,
    policy,
    answered: new Map(keys.inReplyTo.map((id, place) => [id, place])),
    referred: new Map(keys.references.map((id, place) => [id, newest - place])),
    time: Date.parse(keys.sentAt ?? ''),
    own: new Set([keys.messageId, ...keys.aliases]),
    people: new Set(keys.from === null ? keys.recipients : [keys.from, ...keys.recipients]),
  };
}

/** A user of the organisation, or an address under one of its domains. */
export function isOwn(address: string, policy: Policy): boolean {
  return policy.users.includes(address) || policy.ownDomains.includes(domainOf(address));
}

/** Whether the policy tells our people from others at all. */
export function knowsOwn(policy: Policy): boolean {
  return policy.users.length + policy.ownDomains.length > 0;
}

/**
 * Somebody on this mail who took part in the candidate's thread: the sender before all others, then outsiders.
 * Our own addresses among the recipients prove nothing: every customer writes to them.
 */
export function witness({ keys, people, policy }: Question, candidate: Candidate): string | null {
  if (keys.from !== null && candidate.threadPeople.includes(keys.from)) return keys.from;
  return candidate.threadPeople.find((address) => people.has(address) && !isOwn(address, policy)) ?? null;
}

export function sameTopic(keys: Keys, candidate: Candidate): boolean {
  return keys.topic !== '' && keys.topic === candidate.topic;
}

const DAY = 86_400_000;

/** Days between the two mails; 0 where either has no date that can be read. */
export function daysApart({ time }: Question, candidate: Candidate): number {
  const days = Math.abs(time - Date.parse(candidate.sentAt)) / DAY;
  return Number.isNaN(days) ? 0 : days;
}
