/** A small archive of tracked mail in memory, with records: the port that `correlate` asks, as the tests need it. */
import { correlate } from '../../src/correlation/correlate';
import { decide } from '../../src/correlation/decide';
import { askedKeys, extractKeys, learnedAliases, storedKeys } from '../../src/correlation/keys';
import type { Candidate, Key, Keys, Mail, Person, Regarding } from '../../src/correlation/mail';
import type { Correlation, Decision } from '../../src/correlation/match';
import { defaultPolicy } from '../../src/correlation/policy';
import { peopleOn } from '../../src/correlation/participants';
import { meeting } from '../../src/correlation/strategies/meeting';
import type { Judging } from '../../src/correlation/strategies/strategy';

export const person = (address: string, name = ''): Person => ({ address, name });

export interface Written extends Partial<Omit<Mail, 'from' | 'to' | 'cc' | 'headers'>> {
  readonly from?: string;
  readonly to?: readonly string[];
  readonly cc?: readonly string[];
  /** Header lines; `null` for none, as in Sent Items. */
  readonly headers?: string | null;
}

/** A mail from Anna to Alice unless said otherwise. */
export function write({
  from = 'anna@contoso.example',
  to = ['alice@northwind.example'],
  cc = [],
  ...rest
}: Written = {}): Mail {
  return {
    kind: 'message',
    direction: 'incoming',
    subject: 'Offer',
    from: person(from),
    sender: null,
    replyTo: [],
    to: to.map((address) => person(address)),
    cc: cc.map((address) => person(address)),
    bcc: [],
    messageId: null,
    headers: null,
    conversation: null,
    sentAt: '2026-05-03T09:00:00Z',
    itemClass: null,
    sensitivity: 'normal',
    body: { html: null, text: null },
    attachments: [],
    returnedHeaders: null,
    attachedHeaders: [],
    ...rest,
  };
}

export function record(name: string, state: Regarding['state'] = 'open'): Regarding {
  return { type: 'opportunity', id: `00000000-0000-4000-8000-${name.padStart(12, '0').slice(-12)}`, name, state };
}

/** Northwind's own people, as the server knows them. */
export const northwind: Judging = {
  ...defaultPolicy,
  meeting,
  users: ['alice@northwind.example', 'bob@northwind.example'],
  ownDomains: ['northwind.example'],
};

export interface Answer {
  readonly keys: Keys;
  readonly correlation: Correlation;
  readonly decision: Decision;
}

interface Entry {
  readonly activityId: string;
  readonly mail: Mail;
  readonly keys: Keys;
  readonly stored: Key[];
  readonly regarding: Regarding | null;
  thread: string;
}

export class Archive {
  private readonly entries: Entry[] = [];

  constructor(readonly policy: Judging = northwind) {}

  /** Tracks a mail; it joins the thread of what decided, unless it stands `apart`. Gives its activity id. */
  track(mail: Mail, regarding: Regarding | null = null, apart = false): string {
    const { keys, decision } = this.ask(mail);
    const activityId = `a${String(this.entries.length + 1).padStart(3, '0')}`;
    const joined = decision.do === 'track' && !apart ? decision.match : null;
    const thread = joined?.candidate.threadId ?? `thread of ${activityId}`;
    this.entries.push({
      activityId,
      mail,
      keys,
      stored: storedKeys(keys, this.policy.tokenLayouts),
      regarding: regarding ?? null,
      thread,
    });
    if (joined)
      this.learn(keys, joined.candidate.activityId, learnedAliases(keys, joined.strategy, joined.candidate.messageId));
    return activityId;
  }

  untrack(activityId: string): void {
    this.entries.splice(
      this.entries.findIndex((entry) => entry.activityId === activityId),
      1,
    );
  }

  ask(mail: Mail, policy: Judging = this.policy): Answer {
    const keys = extractKeys(mail);
    const correlation = correlate(keys, this.find(askedKeys(keys)), policy);
    return { keys, correlation, decision: decide(correlation, keys, policy) };
  }

  find(asked: readonly Key[]): Candidate[] {
    return this.entries.flatMap((entry) => {
      const shared = entry.stored.filter((key) =>
        asked.some((one) => one.kind === key.kind && one.value === key.value),
      );
      return shared.length > 0 ? [this.candidate(entry, shared)] : [];
    });
  }

  threadOf(activityId: string): string | undefined {
    return this.entries.find((entry) => entry.activityId === activityId)?.thread;
  }

  private learn(_keys: Keys, activityId: string, aliases: readonly string[]): void {
    const entry = this.entries.find((one) => one.activityId === activityId);
    for (const value of aliases) entry?.stored.push({ kind: 'alias', value });
  }

  private candidate(entry: Entry, shared: Key[]): Candidate {
    const { keys, mail, regarding, activityId } = entry;
    const people = peopleOf(entry);
    const threadPeople = [...new Set(this.entries.filter((other) => other.thread === entry.thread).flatMap(peopleOf))];
    return {
      activityId,
      shared,
      people,
      ...(keys.lists && { lists: keys.lists }),
      threadPeople,
      regarding,
      messageId: keys.messageId,
      direction: keys.direction,
      subject: mail.subject,
      topic: keys.topic,
      from: keys.from,
      threadId: entry.thread,
      sentAt: keys.sentAt ?? '',
      conversationIndexDepth: keys.conversationIndex?.depth ?? null,
      trackedBy: 'Alice Berg',
      trackedAt: '2026-05-04T00:00:00Z',
    };
  }
}

const peopleOf = ({ keys, mail }: Entry): readonly string[] => peopleOn(keys, mail);
