/** An evidence store in memory with the meaning of the real one: keys lead to the newest mails that store them, mails stand in threads. */
import type { Candidate, Key, Keys, Regarding } from '../../correlation/mail';
import { sameText } from '../../correlation/textDigest';
import { CountedWords } from './countedWords';
import { copyOf, keptTexts } from './keptTexts';
import { KeyIndex } from './keyIndex';

const MOST_CANDIDATES = 200;
const MOST_PEOPLE = 500;
/** Up to here a list is read faster than a set is made. */
const FEW = 32;

interface Thread {
  readonly name: string;
  /** Everybody who took part, bounded; the very list of its only mail while there is one. */
  people: readonly string[];
  /** The same as a set, once there are more than a few. */
  known: Set<string> | null;
  readonly mails: Stored[];
}

/** What is kept of a tracked mail. `n`: its position among those that were offered. */
interface Stored {
  readonly n: number;
  readonly activityId: string;
  readonly messageId: string;
  readonly direction: Keys['direction'];
  readonly topic: string;
  readonly from: string | null;
  readonly people: readonly string[];
  readonly lists: readonly string[] | null;
  readonly subject: string;
  readonly sentAt: string;
  readonly dated: boolean;
  /** Digest of its text, where it is known. */
  readonly text: string | null;
  readonly depth: number | null;
  readonly regarding: Regarding | null;
  thread: Thread;
}

const none: readonly string[] = [];

/** A tracked mail as one question sees it; what it does not read is never built. */
class Found implements Candidate {
  readonly shared: Key[] = [];
  readonly trackedBy = 'replay';

  constructor(readonly stored: Stored) {}

  get activityId() {
    return this.stored.activityId;
  }
  get messageId() {
    return this.stored.messageId;
  }
  get direction() {
    return this.stored.direction;
  }
  get subject() {
    return this.stored.subject;
  }
  get topic() {
    return this.stored.topic;
  }
  get people() {
    return this.stored.people;
  }
  get lists() {
    return this.stored.lists ?? none;
  }
  get from() {
    return this.stored.from;
  }
  get regarding() {
    return this.stored.regarding;
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
  get dated() {
    return this.stored.dated;
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
  /** Whom a later mail can have in common with it. */
  readonly people: readonly string[];
  /** Of its subject; counted where it begins a thread. */
  readonly words: readonly string[];
  readonly stored: readonly Key[];
  /** Digest of its text. */
  readonly text?: string | null | undefined;
  /** The record it is tracked to; absent: none is known. */
  readonly regarding?: Regarding | null;
  /** Candidates whose threads this mail belongs to; the threads become one. */
  readonly joins: readonly Candidate[];
}

export class MemoryStore {
  private readonly index = new KeyIndex<Stored>();
  readonly vocabulary = new CountedWords();
  /** Each address once, however many mails it is on. */
  private readonly addresses = new Map<string, string>();

  /** The mails that store one of the keys, in the order of asking: ids stand first, so that a long thread does not crowd out the very parent. */
  find(asked: readonly Key[]): Candidate[] {
    const found = new Map<Stored, Found>();
    for (const key of asked) collect(found, this.index.sharing(key), key);
    return [...found.values()];
  }

  track({ n, keys, subject, people, words, stored, joins, text = null, regarding = null }: Tracked): void {
    const thread = threadFor(n, joins);
    if (joins.length === 0) this.vocabulary.add(words);
    const known = stored.map((key) => this.index.sharing(key));
    const fresh = stored.filter((_, i) => known[i] === undefined).map(({ value }) => value);
    const own = keptTexts({ subject, topic: keys.topic }, fresh, thread.mails.at(-1));
    const mail: Stored = {
      n,
      activityId: String(n).padStart(9, '0'),
      messageId: fresh[0] === keys.messageId ? (own.values[0] ?? keys.messageId) : keys.messageId,
      direction: keys.direction,
      topic: own.topic,
      from: keys.from === null ? null : this.known(keys.from),
      people: people.map((address) => this.known(address)),
      lists: keys.lists?.map((address) => this.known(address)) ?? null,
      subject: own.subject,
      sentAt: keys.sentAt ?? '',
      dated: keys.dated === true,
      text,
      depth: keys.conversationIndex?.depth ?? null,
      regarding,
      thread,
    };
    thread.mails.push(mail);
    addPeople(thread, mail.people);
    const copied = own.values.values();
    stored.forEach((key, i) => {
      const value = known[i] === undefined ? (copied.next().value ?? key.value) : key.value;
      this.index.add({ kind: key.kind, value }, known[i], mail);
    });
  }

  /** A further name of a tracked mail, learned from an answer to it. */
  alias(candidate: Candidate, value: string): void {
    const own = copyOf(value);
    const key: Key = { kind: 'alias', value: own };
    this.index.add(key, this.index.sharing(key), (candidate as Found).stored);
  }

  private known(address: string): string {
    const known = this.addresses.get(address);
    if (known !== undefined) return known;
    const own = copyOf(address);
    this.addresses.set(own, own);
    return own;
  }
}

/** The newest first. */
function collect(found: Map<Stored, Found>, mails: Stored | Stored[] | undefined, key: Key): void {
  if (mails === undefined) return;
  if (!Array.isArray(mails)) share(found, mails, key);
  else for (let i = mails.length - 1; i >= 0; i--) share(found, mails[i] as Stored, key);
}

function share(found: Map<Stored, Found>, mail: Stored, key: Key): void {
  const known = found.get(mail);
  if (known) known.shared.push(key);
  else if (found.size < MOST_CANDIDATES) found.set(mail, sharing(mail, key));
}

function sharing(mail: Stored, key: Key): Found {
  const found = new Found(mail);
  found.shared.push(key);
  return found;
}

/** The position of a mail among those that were offered. */
export function numberOf(candidate: Candidate): number {
  return (candidate as Found).stored.n;
}

/** The largest of the threads, the others merged into it. */
function threadFor(n: number, joins: readonly Candidate[]): Thread {
  let largest: Thread | null = null;
  for (const candidate of joins) {
    const { thread } = (candidate as Found).stored;
    if (largest === null) largest = thread;
    else if (thread !== largest) largest = mergeBoth(largest, thread);
  }
  return largest ?? { name: `t${n}`, people: [], known: null, mails: [] };
}

function mergeBoth(a: Thread, b: Thread): Thread {
  const [into, from] = a.mails.length >= b.mails.length ? [a, b] : [b, a];
  merge(from, into);
  return into;
}

function merge(from: Thread, into: Thread): void {
  for (const mail of from.mails) {
    mail.thread = into;
    into.mails.push(mail);
  }
  addPeople(into, from.people);
}

function addPeople(thread: Thread, people: readonly string[]): void {
  if (thread.people.length === 0) thread.people = people;
  const added = people.filter((address) => !isIn(thread, address));
  if (added.length === 0) return;
  thread.people = [...thread.people, ...added].slice(0, MOST_PEOPLE);
  if (thread.people.length > FEW) thread.known = new Set(thread.people);
}

const isIn = ({ known, people }: Thread, address: string) =>
  known === null ? people.includes(address) : known.has(address);

/** By its text the candidate is another mail; unknown texts say nothing. */
export const saysOther = (text: string) => (candidate: Candidate) => {
  const known = (candidate as Found).stored.text;
  return known !== null && !sameText(known, text);
};
