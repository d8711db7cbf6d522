/** One device with its users, its panes, and what its people did: what they were told is kept has to happen, once. */
import type { Api } from '../../../src/client/api';
import { renewLeases } from '../../../src/client/leaseRenewal';
import { takeToken } from '../../../src/client/leases';
import type { Creation, Errand, Letter } from '../../../src/client/letters';
import { makeMemoryStorage } from '../../../src/client/memoryStorage';
import { discard, post, readOutbox, retry } from '../../../src/client/outbox';
import { makePostman, type Postman } from '../../../src/client/postman';
import { belongingTo, type Storage } from '../../../src/client/storage';
import { Problem } from '../../../src/contract/problems';
import { giveToken } from '../../../src/taskpane/giveToken';
import { bodyOf, creationOf, named, sentOf, whatOf } from './errands';
import { makeLine, type LineDoors } from './line';

/** What a broken variant of the code does differently. */
export interface Variant {
  readonly storage: (storage: Storage) => Storage;
  readonly api: (api: Api, storage: Storage) => Api;
}
export const sound: Variant = { storage: (storage) => storage, api: (api) => api };

export interface DeskDoors extends LineDoors {
  /** People make records, too; the server of the round knows how. */
  readonly creations: boolean;
}

interface Click {
  readonly id: string;
  readonly user: string;
  readonly about: string;
  readonly what: string;
}

interface Pane {
  readonly user: string;
  readonly postman: Postman;
  readonly storage: Storage;
  readonly api: Api;
  readonly kill: () => void;
}

export class Desk {
  /** In the order of the clicks; what was taken back is not there any more. */
  readonly clicks: Click[] = [];
  readonly tokens: string[] = [];
  private readonly base: Storage;
  private panes: Pane[] = [];
  private ticks = 0;
  private lock: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly name: string,
    private readonly doors: DeskDoors,
    private readonly variant: Variant,
  ) {
    this.base = variant.storage(makeMemoryStorage());
  }

  of(user: string): Storage {
    return belongingTo(this.base, user);
  }

  open(user: string): Pane {
    const { chance, time } = this.doors;
    const life = { alive: true, end: () => {} };
    const died = new Promise<void>((resolve) => (life.end = resolve));
    const gate = async <T>(work: () => Promise<T>): Promise<T> => {
      if (!life.alive) return never();
      const result = await work();
      return life.alive ? result : never();
    };
    const storage: Storage = { change: (work) => gate(() => this.attempt(user, work)) };
    const line = this.variant.api(makeLine(this.doors, user), storage);
    const api: Api = { call: (name, input) => gate(() => line.call(name, input)) };
    const locks = chance.happens(0.5);
    const alone = async (work: () => Promise<void>) => {
      if (!locks) return work();
      const mine = this.lock.then(() => Promise.race([work(), died]));
      this.lock = mine.catch(() => undefined);
      return mine;
    };
    const postman = makePostman({ storage, api, after: time.after, chance: chance.next, alone });
    const kill = () => {
      life.alive = false;
      postman.stop();
      life.end();
      this.panes = this.panes.filter((each) => each !== pane);
    };
    const pane: Pane = { user, postman, storage, api, kill };
    this.panes.push(pane);
    return pane;
  }

  private async attempt<T>(user: string, work: Parameters<Storage['change']>[0]): Promise<T> {
    const { faulty, chance } = this.doors;
    if (faulty() && chance.happens(0.1)) throw new DOMException('The disk is full.', 'QuotaExceededError');
    return this.of(user).change(work) as Promise<T>;
  }

  /** Any open pane, or a new one. */
  pane(user: string): Pane {
    const open = this.panes.filter((pane) => pane.user === user);
    return open[this.doors.chance.below(open.length + 1)] ?? this.open(user);
  }

  killOne(): void {
    this.panes[this.doors.chance.below(this.panes.length)]?.kill();
  }

  killAll(): void {
    for (const pane of [...this.panes]) pane.kill();
  }

  /** Somebody clicks; the letter is kept or they are told that it is not. */
  async click(user: string): Promise<void> {
    const { chance, server } = this.doors;
    const about = `mark:${this.name}-${user}-${chance.below(3)}`;
    const errand = await this.nextErrand(user, about);
    const id = chance.uuid();
    const letter: Letter = { id, about, subject: about, recordName: null, at: this.tick(), errand: named(errand, id) };
    if (chance.happens(0.15)) server.refusing.add((chance.happens(0.5) && creationOf(errand)?.requestId) || id);
    if (chance.happens(0.1)) return; // the disk was full: nothing was promised
    await this.of(user).change((drawer) => post(drawer, letter));
    this.clicks.push({ id, user, about, what: whatOf(errand) });
  }

  private async nextErrand(user: string, about: string): Promise<Errand> {
    const { chance, server } = this.doors;
    const mine = this.clicks.filter((click) => click.user === user && click.about === about).map(({ what }) => what);
    const last = mine.at(-1);
    const record = { type: 'contact' as const, id: chance.uuid(), name: 'Anna' };
    const on = await server.seen(user, about);
    const sent = () => sentOf(about, record, new Date(this.tick()).toISOString());
    if (last === undefined)
      return chance.happens(0.5) ? { do: 'track', body: bodyOf(about, record), ...this.creation() } : sent();
    if (last === 'untrack') return { do: 'restore', on };
    /** Called back: left alone, or sent once more. */
    if (last === 'leave' || (last.startsWith('trackSent') && chance.happens(0.15))) return sent();
    if (mine[0]?.startsWith('trackSent') && chance.happens(0.3))
      return { do: 'untrack', on: null, mark: about.slice('mark:'.length) };
    return chance.happens(0.3) ? { do: 'untrack', on } : { do: 'regard', on, regarding: record, ...this.creation() };
  }

  /** No two clicks are made in the same moment. */
  private tick(): number {
    return this.doors.time.now() + (this.ticks += 1);
  }

  /** Of somebody unknown a record is made with the mail. */
  private creation(): { create?: Creation } {
    const { chance, creations } = this.doors;
    if (!creations || chance.happens(0.7)) return {};
    const email = `${chance.uuid()}@adatum.example`;
    return { create: { requestId: chance.uuid(), type: 'contact', name: 'Lucia', email, company: null } };
  }

  /** Somebody looks at what was refused, or takes back what never left. */
  async decide(user: string): Promise<void> {
    const { chance, server } = this.doors;
    const all = await this.of(user).change(readOutbox);
    const chosen = all[chance.below(all.length)];
    if (chosen === undefined) return;
    const { id } = chosen.letter;
    if (chosen.refused === null || chance.happens(0.5)) return this.giveUp(user, id);
    server.refusing.delete(id);
    server.refusing.delete(creationOf(chosen.letter.errand)?.requestId ?? '');
    await this.of(user).change((drawer) => retry(drawer, id));
  }

  private async giveUp(user: string, id: string): Promise<void> {
    const gone = await this.of(user).change(async (drawer) => {
      const before = await readOutbox(drawer);
      await discard(drawer, id);
      const left = new Set((await readOutbox(drawer)).map(({ letter }) => letter.id));
      /** What takes back an earlier sending is nobody's to drop. */
      const builds = ({ letter }: (typeof before)[number]) => letter.id === id || whatOf(letter.errand) !== 'leave';
      return before.filter((each) => !left.has(each.letter.id) && builds(each)).map(({ letter }) => letter.id);
    });
    for (const one of gone)
      this.clicks.splice(
        this.clicks.findIndex((click) => click.id === one),
        1,
      );
  }

  /** Two draw at once, as pane and send handler do. */
  async drawTokens(user: string): Promise<void> {
    const { chance, time } = this.doors;
    const draw = () => this.of(user).change((drawer) => takeToken(drawer, { mark: chance.uuid(), now: time.now() }));
    const drawn = await Promise.all([draw(), draw()]);
    for (const token of drawn) if (token !== null) this.tokens.push(token);
  }

  /** As the pane of a draft does it: from the server, else from the numbers kept here. Nobody waits for it. */
  async askToken(user: string): Promise<void> {
    const { chance, time } = this.doors;
    const { api, storage } = this.pane(user);
    const mark = chance.uuid();
    const offlineToken = () => storage.change((drawer) => takeToken(drawer, { mark, now: time.now() }));
    const { token } = await giveToken({ api, offlineToken, mint: chance.uuid }, mark);
    if (token !== null) this.tokens.push(token);
  }

  renew(user: string): void {
    const { storage, api } = this.pane(user);
    const { time, chance } = this.doors;
    renewLeases({ storage, api, now: time.now, mint: chance.uuid }).catch((error: unknown) => {
      if (!(error instanceof Problem) && !(error instanceof DOMException)) throw error;
    });
  }

  /** Everything that still waits is sent over a good line; what the server goes on refusing is given up. */
  async empty(user: string): Promise<readonly string[]> {
    if ((await this.of(user).change(readOutbox)).length === 0) return [];
    const pane = this.open(user);
    for (;;) {
      void pane.postman.flush();
      while (await this.doors.time.step()) continue;
      const left = await this.of(user).change(readOutbox);
      const refused = left.filter((each) => each.refused !== null);
      if (refused.length === 0) return left.map(({ letter }) => letter.id);
      /** Nobody else changes these mails: a letter that comes too late was put behind the wrong one. */
      const late = refused.filter((each) => each.refused?.code === 'changedMeanwhile');
      if (late.length > 0) return late.map(({ letter }) => letter.id);
      for (const { letter } of refused) await this.giveUp(user, letter.id);
    }
  }
}

const never = <T>() => new Promise<T>(() => {});
