/** An evidence store in memory with the meaning of the real one: keys lead to the newest mails that store them, mails stand in threads. */
import type { Candidate, Key, KeyKind, Keys } from '../../correlation/mail';

const NEWEST_PER_KEY = 50;
const MOST_CANDIDATES = 200;
const MOST_PEOPLE = 500;

interface Thread {
  readonly name: string;
  /** Everybody who took part, bounded; as a list for those who ask, as a set for those who add. */
  readonly people: string[];
  readonly known: Set<string>;
  readonly mails: Stored[];
}

/** What is kept of a tracked mail. `n`: its position in the replay. */
interface Stored {
  readonly n: number;
  readonly activityId: string;
  readonly keys: Pick<Keys, 'messageId' | 'direction' | 'topic' | 'from' | 'recipients'>;
  readonly subject: string;
  readonly sentAt: string;
  readonly depth: number | null;
  thread: Thread;
}

/** A tracked mail as one question sees it; what it does not read is never built. */
class Found implements Candidate {
  readonly shared: Key[] = [];
  readonly regarding = null;
  readonly trackedBy = 'replay';

  constructor(readonly stored: Stored) {}

  get activityId() {
    return this.stored.activityId;
  }
  get messageId() {
    return this.stored.keys.messageId;
  }
  get direction() {
    return this.stored.keys.direction;
  }
  get subject() {
    return this.stored.subject;
  }
  get topic() {
    return this.stored.keys.topic;
  }
  get people() {
    return everybody(this.stored.keys);
  }
  get from() {
    return this.stored.keys.from;
  }
  get threadPeople() {
    return this.stored.thread.people;
  }
  get threadId() {
    return this.stored.thread.name;
  }
  get sentAt() {
    return this.stored.sentAt;
  }
  get conversationIndexDepth() {
    return this.stored.depth;
  }
  get trackedAt() {
    return this.stored.sentAt;
  }
}

export interface Tracked {
  readonly n: number;
  readonly keys: Keys;
  readonly subject: string;
  readonly stored: readonly Key[];
  /** Candidates whose threads this mail belongs to; the threads become one. */
  readonly joins: readonly Candidate[];
}

export class MemoryStore {
  private readonly mails = new Map<number, Stored>();
  private readonly byKey: Readonly<Record<KeyKind, Map<string, number[]>>> = {
    id: new Map(),
    alias: new Map(),
    mention: new Map(),
    index: new Map(),
    conversation: new Map(),
    token: new Map(),
    topic: new Map(),
  };

  /** The mails that store one of the keys. Ids first: a long thread must not crowd out the very parent. */
  find(asked: readonly Key[]): Candidate[] {
    const found = new Map<number, Found>();
    for (const key of asked) if (isName(key)) this.collect(found, key);
    for (const key of asked) if (!isName(key)) this.collect(found, key);
    return [...found.values()];
  }

  track({ n, keys, subject, stored, joins }: Tracked): void {
    const thread = threadFor(n, joins);
    const { messageId, direction, topic, from, recipients } = keys;
    const kept = { messageId, direction, topic, from, recipients };
    const mail: Stored = {
      n,
      activityId: String(n).padStart(9, '0'),
      keys: kept,
      subject,
      sentAt: keys.sentAt ?? '',
      depth: keys.conversationIndex?.depth ?? null,
      thread,
    };
    this.mails.set(n, mail);
    thread.mails.push(mail);
    addPeople(thread, everybody(keys));
    for (const key of stored) this.add(key, n);
  }

  /** A further name of a tracked mail, learned from an answer to it. */
  alias(candidate: Candidate, value: string): void {
    this.add({ kind: 'alias', value }, numberOf(candidate));
  }

  private collect(found: Map<number, Found>, key: Key): void {
    const numbers = this.byKey[key.kind].get(key.value) ?? [];
    for (let i = numbers.length - 1; i >= 0; i--) {
      const mail = this.mails.get(numbers[i] ?? 0);
      if (!mail) continue;
      const known = found.get(mail.n);
      if (known) known.shared.push(key);
      else if (found.size < MOST_CANDIDATES) found.set(mail.n, sharing(mail, key));
    }
  }

  private add({ kind, value }: Key, n: number): void {
    const known = this.byKey[kind].get(value);
    if (!known) this.byKey[kind].set(value, [n]);
    else if (!known.includes(n)) {
      known.push(n);
      if (known.length > NEWEST_PER_KEY) known.shift();
    }
  }
}

const isName = ({ kind }: Key) => kind === 'id' || kind === 'alias';

function sharing(mail: Stored, key: Key): Found {
  const found = new Found(mail);
  found.shared.push(key);
  return found;
}

function everybody({ from, recipients }: Pick<Keys, 'from' | 'recipients'>): readonly string[] {
  return from === null ? recipients : [from, ...recipients];
}

/** The position of a mail in the replay. */
export function numberOf(candidate: Candidate): number {
  return (candidate as Found).stored.n;
}

/** The largest of the threads, the others merged into it. */
function threadFor(n: number, joins: readonly Candidate[]): Thread {
  const threads = new Set(joins.map((candidate) => (candidate as Found).stored.thread));
  const [largest] = [...threads].sort((a, b) => b.mails.length - a.mails.length);
  if (!largest) return { name: `t${n}`, people: [], known: new Set(), mails: [] };
  for (const other of threads) if (other !== largest) merge(other, largest);
  return largest;
}

function merge(from: Thread, into: Thread): void {
  for (const mail of from.mails) {
    mail.thread = into;
    into.mails.push(mail);
  }
  addPeople(into, from.people);
}

function addPeople(thread: Thread, people: readonly string[]): void {
  for (const address of people) {
    if (thread.people.length >= MOST_PEOPLE) return;
    if (thread.known.has(address)) continue;
    thread.known.add(address);
    thread.people.push(address);
  }
}
