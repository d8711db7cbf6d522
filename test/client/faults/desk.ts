/** One device with its users, its panes, and what its people did: what they were told is kept has to happen, once. */
import type { Api } from '../../../src/client/api';
import { renewLeases } from '../../../src/client/leaseRenewal';
import { takeToken } from '../../../src/client/leases';
import type { Errand, Letter } from '../../../src/client/letters';
import { makeMemoryStorage } from '../../../src/client/memoryStorage';
import { discard, post, readOutbox, retry } from '../../../src/client/outbox';
import { makePostman, type Postman } from '../../../src/client/postman';
import { belongingTo, type Storage } from '../../../src/client/storage';
import { Problem } from '../../../src/contract/problems';
import type { Body } from '../../../src/contract/endpoints';
import { giveToken } from '../../../src/taskpane/giveToken';
import { makeLine, type LineDoors } from './line';

/** What a broken variant of the code does differently. */
export interface Variant {
  readonly storage: (storage: Storage) => Storage;
  readonly api: (api: Api, storage: Storage) => Api;
}
export const sound: Variant = { storage: (storage) => storage, api: (api) => api };

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
  private lock: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly name: string,
    private readonly doors: LineDoors,
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
    const { chance, time, server } = this.doors;
    const about = `mark:${this.name}-${user}-${chance.below(3)}`;
    const errand = await this.nextErrand(user, about);
    const id = chance.uuid();
    const letter: Letter = { id, about, subject: about, recordName: null, at: time.now(), errand: named(errand, id) };
    if (chance.happens(0.15)) server.refusing.add(id);
    if (chance.happens(0.1)) return; // the disk was full: nothing was promised
    await this.of(user).change((drawer) => post(drawer, letter));
    this.clicks.push({ id, user, about, what: whatOf(errand) });
  }

  private async nextErrand(user: string, about: string): Promise<Errand> {
    const { chance, server } = this.doors;
    const last = this.clicks.filter((click) => click.user === user && click.about === about).at(-1)?.what;
    const record = { type: 'contact' as const, id: chance.uuid(), name: 'Anna' };
    const on = await server.seen(user, about);
    if (last === undefined)
      return chance.happens(0.5) ? { do: 'track', body: bodyOf(about, record) } : sentOf(about, record);
    if (last === 'untrack') return { do: 'restore', on };
    return chance.happens(0.3) ? { do: 'untrack', on } : { do: 'regard', on, regarding: record };
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
    await this.of(user).change((drawer) => retry(drawer, id));
  }

  private async giveUp(user: string, id: string): Promise<void> {
    const gone = await this.of(user).change(async (drawer) => {
      const before = await readOutbox(drawer);
      await discard(drawer, id);
      const left = new Set((await readOutbox(drawer)).map(({ letter }) => letter.id));
      return before.filter(({ letter }) => !left.has(letter.id)).map(({ letter }) => letter.id);
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
      for (const { letter } of refused) await this.giveUp(user, letter.id);
    }
  }
}

const never = <T>() => new Promise<T>(() => {});

type Chosen = NonNullable<Extract<Errand, { do: 'regard' }>['regarding']>;

function bodyOf(about: string, { type, id }: Chosen): Body<'track'> {
  const mail = { subject: 'Offer', from: null, to: [], cc: [], bcc: [], html: null, text: null, attachments: [] };
  const keys = { messageId: 'offer@contoso.example', mark: about.slice('mark:'.length) } as Body<'track'>['keys'];
  const because = { method: 'hand', matched: null, reason: 'Chosen by hand.' } as const;
  return { requestId: '', keys, mail, regarding: { type, id }, because };
}

function sentOf(about: string, regarding: Chosen): Errand {
  const from = { address: 'alice@northwind.example', name: 'Alice Berg' };
  const who = { from, to: [{ address: 'anna@contoso.example', name: '' }], cc: [], bcc: [] };
  const stamp = { mark: about.slice('mark:'.length), by: 'hand', track: true, regarding, token: null } as const;
  const mail = {
    kind: 'message',
    subject: 'Offer',
    html: null,
    conversationId: null,
    sentAt: '2026-11-20T08:00:00Z',
  } as const;
  return { do: 'trackSent', stamp, mail: { ...mail, ...who } };
}

const named = (errand: Errand, requestId: string): Errand =>
  errand.do === 'track' ? { ...errand, body: { ...errand.body, requestId } } : errand;

function whatOf(errand: Errand): string {
  if (errand.do === 'regard') return `regard ${errand.regarding?.id}`;
  if (errand.do === 'track') return `track ${errand.body.regarding?.id}`;
  return errand.do === 'trackSent' ? `trackSent ${errand.stamp.regarding?.id}` : errand.do;
}
