/** One mail asked about: its keys and the candidates, prepared once for all strategies. */
import { domainOf } from './addresses';
import type { Candidate, Keys } from './mail';
import { peopleOn } from './participants';
import type { Policy } from './policy';

const nowhere: ReadonlyMap<string, number> = new Map();
const nothing: ReadonlySet<string> = new Set();

function placesOf(references: readonly string[]): Map<string, number> {
  return new Map(references.map((id, place) => [id, references.length - 1 - place]));
}

export class Question {
  private places: ReadonlyMap<string, number> | null = null;
  /** Threads of which the mail names one. */
  private named: ReadonlySet<string> | null = null;
  private senderIn: Map<string, boolean> | null = null;
  private everybody: ReadonlySet<string> | null = null;

  constructor(
    readonly keys: Keys,
    readonly candidates: readonly Candidate[],
    readonly policy: Policy,
  ) {}

  /** Where an id stands in References, counted from the newest: 0 is the last. */
  get referred(): ReadonlyMap<string, number> {
    this.places ??= this.keys.references.length > 0 ? placesOf(this.keys.references) : nowhere;
    return this.places;
  }

  /** Whether In-Reply-To or References name a mail of the candidate's thread: then what shares a ghost adds nothing to it. */
  namesThreadOf({ threadId }: Candidate): boolean {
    this.named ??= this.namedThreads();
    return this.named.has(threadId);
  }

  private namedThreads(): ReadonlySet<string> {
    if (!this.policy.useCorrelation) return nothing;
    return new Set(this.candidates.filter((candidate) => this.names(candidate)).map(({ threadId }) => threadId));
  }

  private names({ shared }: Candidate): boolean {
    return shared.some(
      ({ kind, value }) =>
        (kind === 'id' || kind === 'alias') && (this.referred.has(value) || this.answered(value) >= 0),
    );
  }

  /** Where an id stands in In-Reply-To: 0 is the first, -1 where it is not there. */
  answered(id: string): number {
    return this.keys.inReplyTo.indexOf(id);
  }

  /** Whether this is an id of the mail itself. */
  isOwn(id: string): boolean {
    return id === this.keys.messageId || this.keys.aliases.includes(id);
  }

  /** Whether the sender took part in the candidate's thread: asked once a thread, which may be long. */
  senderTookPart({ threadId, threadPeople }: Candidate): boolean {
    this.senderIn ??= new Map();
    let known = this.senderIn.get(threadId);
    if (known === undefined) {
      known = this.keys.from !== null && threadPeople.includes(this.keys.from);
      this.senderIn.set(threadId, known);
    }
    return known;
  }

  /** When the mail was sent, in milliseconds; NaN where that is not known. */
  get time(): number {
    return Date.parse(this.keys.sentAt ?? '');
  }

  /** Everybody on the mail, but no lists. */
  get people(): ReadonlySet<string> {
    this.everybody ??= new Set(peopleOn(this.keys));
    return this.everybody;
  }
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

/** Days between the two mails; 0 within a month of the calendar, and where either has no date that can be read. */
export function daysApart({ keys }: Question, candidate: Candidate): number {
  if (keys.sentAt === null || keys.sentAt.slice(0, 7) === candidate.sentAt.slice(0, 7)) return 0;
  const days = Math.abs(Date.parse(keys.sentAt) - Date.parse(candidate.sentAt)) / DAY;
  return Number.isNaN(days) ? 0 : days;
}
