/**
 * What the pane keeps on this device: letters on their way, numbers for offline tokens, what was known last. Fetched after
 * the first paint.
 */
import type { Api } from '../client/api';
import { attempt } from '../client/attempt';
import { makeDatabaseStorage } from '../client/databaseStorage';
import { deliver, type Delivered } from '../client/deliver';
import { makeGatherer, type Gatherer } from '../client/gather';
import { keepKnownPeople } from '../client/knownPeople';
import { renewLeases } from '../client/leaseRenewal';
import { takeToken } from '../client/leases';
import { aboutOf, type Letter } from '../client/letters';
import { makeMemoryStorage } from '../client/memoryStorage';
import { discard, readAnswer, readOutbox, retry, retryWithoutBody } from '../client/outbox';
import { makePostman, type Postman } from '../client/postman';
import { peopleFrom, recall, recallRecords, remember, rememberTracking, type Remembered } from '../client/remembered';
import { keepRuleMemory, readRuleMemory, type RuleMemory } from '../client/ruleMemory';
import { keepSendingRule, sendingRuleOf } from '../client/sendingRule';
import { belongingTo, type Drawer, type Storage } from '../client/storage';
import { Problem } from '../contract/problems';
import type { RecordView } from '../contract/records';
import type { Tracking } from '../contract/tracking';
import { defaultPreferences } from '../contract/defaultPreferences';
import type { Preferences, Settings } from '../contract/settings';
import type { Keys } from '../correlation/mail';
import type { Asked } from './asked';

export interface OutboxDoors {
  readonly api: Api;
  /** Address of the mailbox's owner: everything kept belongs to them. */
  readonly user: string;
  /** The browser's database, or undefined where there is none; `partition` as Outlook names it. */
  readonly database: IDBFactory | undefined;
  readonly partition: string;
  readonly after: (milliseconds: number, run: () => void) => () => void;
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  readonly chance: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly mint: () => string;
}

export interface Outbox extends Pick<Postman, 'post' | 'subscribe' | 'flush' | 'nudge' | 'heard' | 'stop'> {
  /** Rejects with a Problem where a letter could be neither kept nor sent. */
  deliver(letter: Letter): Promise<Delivered>;
  /** A refused letter: once more. */
  retry(id: string): Promise<void>;
  /** The same, without the text of the mail. */
  withoutBody(id: string): Promise<void>;
  /** Gives up a letter that was refused or never left; false where it may have arrived. */
  discard(id: string): Promise<boolean>;
  /** Keeps what the server said about a mail. It can be reached, so letters leave that the handler of a send put meanwhile. */
  learn(keys: Keys, asked: Asked): void;
  /** What is known here about a mail; `at` null where nothing was ever asked about it. */
  recall(keys: Keys): Promise<Known>;
  /** Records met lately, the latest first. */
  records(): Promise<readonly RecordView[]>;
  /** Of a mail that is called back: takes back what was tracked when it was sent, where it was or will be. Never rejects. */
  leaveSent(mail: Recalled): Promise<Tracking | null>;
  /** What a rule has to know of the mail with this name (`aboutOf`) besides what the server knows. */
  ruleMemory(about: string): Promise<RuleMemory>;
  /** Never rejects. */
  keepRuleMemory(about: string, change: Partial<RuleMemory>): Promise<void>;
  /** A token from the numbers on this device; null where there is none left. */
  offlineToken(mark: string): Promise<string | null>;
}

export interface Recalled {
  readonly mark: string;
  readonly subject: string;
  /** The server has something to take back, as far as is known. */
  readonly tracked: boolean;
}

type Known = Omit<Remembered, 'at'> & { readonly at: number | null; readonly preferences?: Preferences };

export async function makeOutbox(doors: OutboxDoors): Promise<Outbox> {
  const { api, user, now } = doors;
  const { storage: whole, lasting } = await openStorage(doors);
  const storage = belongingTo(whole, user);
  const postman = makePostman({ ...doors, storage });
  const changed = async () => {
    await postman.refresh();
    postman.nudge();
  };
  const learning = makeLearning(doors, { storage, lasting, postman });
  const deliverOne = async (letter: Letter) => {
    await learning.settle(); // what it brings is newer
    const delivered = await deliver({ storage, api, postman }, letter);
    if (delivered.is !== 'done' || delivered.tracking === null) return delivered;
    const { tracking } = delivered;
    await attempt(() => storage.change((drawer) => rememberTracking(drawer, letter.about, tracking)));
    return delivered;
  };
  return {
    ...postman,
    deliver: deliverOne,
    async leaveSent({ mark, subject, tracked }) {
      const about = `mark:${mark}`;
      if (!tracked && !(await attempt(() => storage.change((drawer) => reported(drawer, about))))) return null;
      const errand = { do: 'untrack', on: null, mark } as const;
      const letter = { id: doors.mint(), about, subject, recordName: null, at: now(), errand };
      const delivered = await attempt(() => deliverOne(letter));
      return 'is' in delivered && delivered.is === 'done' ? delivered.tracking : null;
    },
    async retry(id) {
      await storage.change((drawer) => retry(drawer, id));
      await changed();
    },
    async withoutBody(id) {
      await storage.change((drawer) => retryWithoutBody(drawer, id));
      await changed();
    },
    async discard(id) {
      const gone = await storage.change((drawer) => discard(drawer, id));
      await changed();
      return gone;
    },
    learn: (keys, asked) => learning.add({ keys, asked, at: now() }),
    async recall(keys) {
      await learning.settle();
      const known = await attempt(() => storage.change((drawer) => knownHere(drawer, keys)));
      return known instanceof Problem ? { own: null, candidates: [], people: [], at: null } : known;
    },
    records: () => storage.change(recallRecords),
    ruleMemory: (about) => storage.change((drawer) => readRuleMemory(drawer, about)),
    async keepRuleMemory(about, change) {
      await attempt(() => storage.change((drawer) => keepRuleMemory(drawer, about, change)));
    },
    offlineToken: (mark) => storage.change((drawer) => takeToken(drawer, { mark, now: now() })),
  };
}

/** A frame may be forbidden to keep anything, or nobody say whose it would be: then it is kept as long as the pane lives. */
async function openStorage({
  database,
  partition,
  user,
}: OutboxDoors): Promise<{ storage: Storage; lasting: boolean }> {
  if (database && user) {
    const storage = makeDatabaseStorage(database, partition);
    const opened = await attempt(() => storage.change((drawer) => drawer.get('opened')));
    if (!(opened instanceof Problem)) return { storage, lasting: true };
  }
  return { storage: makeMemoryStorage(), lasting: false };
}

interface Kept {
  readonly storage: Storage;
  readonly lasting: boolean;
  readonly postman: Postman;
}

function makeLearning(doors: OutboxDoors, { storage, lasting, postman }: Kept): Gatherer<Learnt> {
  const keepUp = async ({ useTokens, tokensInSubject }: Settings) => {
    postman.nudge();
    /** Numbers kept in memory would be lost with the pane. */
    if (lasting && useTokens && tokensInSubject) await attempt(() => renewLeases({ ...doors, storage }));
  };
  return makeGatherer(async (all) => {
    await attempt(() => storage.change((drawer) => keepAllLearnt(drawer, all)));
    void keepUp(all.at(-1)!.asked.settings.settings);
  }, doors.after);
}

interface Learnt {
  readonly keys: Keys;
  readonly asked: Asked;
  readonly at: number;
}

async function keepAllLearnt(drawer: Drawer, all: readonly Learnt[]): Promise<void> {
  for (const learnt of all) await keepLearnt(drawer, learnt);
}

async function keepLearnt(drawer: Drawer, { keys, asked: { reply, settings }, at }: Learnt): Promise<void> {
  await remember(drawer, aboutOf(keys), { ...reply, at });
  if (reply.preferences) await drawer.put(PREFERENCES, reply.preferences);
  await keepSendingRule(drawer, sendingRuleOf(settings, reply.preferences ?? defaultPreferences));
  const stands = (wanted: boolean) =>
    reply.people.filter(({ records }) => records.length > 0 === wanted).map(({ address }) => address);
  await keepKnownPeople(drawer, { known: stands(true), unknown: stands(false) });
}

/** A letter of this device told of it: one that waits, or that arrived since the server was asked. */
async function reported(drawer: Drawer, about: string): Promise<boolean> {
  const waits = (await readOutbox(drawer)).some(({ letter }) => letter.about === about);
  return waits || (await readAnswer(drawer, about))?.tracking?.state === 'tracked';
}

const PREFERENCES = 'preferences';

async function knownHere(drawer: Drawer, keys: Keys): Promise<Known> {
  const preferences = (await drawer.get(PREFERENCES)) as Preferences | undefined;
  return { ...(await mailHere(drawer, keys)), ...(preferences && { preferences }) };
}

async function mailHere(drawer: Drawer, keys: Keys): Promise<Known> {
  const known = await recall(drawer, aboutOf(keys));
  if (known) return known;
  const addresses = [keys.from, ...keys.recipients].filter((address) => address !== null);
  return { own: null, candidates: [], people: peopleFrom(await recallRecords(drawer), addresses), at: null };
}
