/**
 * A year of somebody who writes fifty mails a day, with several devices that are often offline, wrong clocks, lost leases and
 * threads that wake up late. It knows what really happened, also what no server was told yet.
 */
import type { NumberFacts } from '../../../src/server/store/numbers';
import { heldFrom } from '../../../src/server/tracking/giveNumbers';
import { pickCounters, type Silence } from '../../../src/server/tracking/numbers';

export const DAY = 86_400_000;
const START = Date.parse('2026-01-01T08:00:00Z');
/** How wrong the clock of a device may be. */
const SKEW = 2 * DAY;

/** Mulberry32: the same seed, the same year. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Rules {
  readonly seed: number;
  readonly digits: number;
  readonly mailsADay: number;
  readonly days: number;
  readonly activeDays: number;
  readonly whenNumbersRunOut: 'widen' | 'none';
  /** The decision under test. */
  readonly free: (facts: NumberFacts, silence: Silence) => boolean;
}

interface Space {
  digits: number;
  cursor: number;
}

interface Device {
  leases: { readonly names: string[]; readonly expiresAt: number }[];
  onlineFrom: number;
  readonly skew: number;
}

/** Who asked for numbers, how many, and until when they may be used: as the server reckons, and in truth. */
interface Wish {
  readonly at: number;
  readonly amount: number;
  readonly until: number;
  readonly usableUntil: number;
}

export class Year {
  /** Numbers given while a thread that carries them was active, or while somebody else might still use them. */
  collisions = 0;
  given = 0;
  /** Given to somebody after somebody else had them. */
  again = 0;
  offline = 0;
  readonly without = { online: 0, offline: 0 };
  readonly spaces: readonly [Space, Space];
  private readonly random: () => number;
  private readonly held = new Map<string, Date>();
  private readonly usable = new Map<string, number>();
  /** When a thread with this number was last active, and what the server knows of that. */
  private readonly truth = new Map<string, number>();
  private readonly known = new Map<string, number>();
  private later: { readonly at: number; readonly run: () => void }[] = [];
  private readonly devices = [-SKEW, 0, SKEW].map((skew): Device => ({ leases: [], onlineFrom: 0, skew }));

  constructor(private readonly rules: Rules) {
    this.random = chance(rules.seed);
    this.spaces = [
      { digits: rules.digits, cursor: 0 },
      { digits: rules.digits, cursor: 0 },
    ];
  }

  async live(): Promise<this> {
    for (let day = 0; day < this.rules.days; day++) await this.liveOneDay(START + day * DAY);
    return this;
  }

  private async liveOneDay(today: number): Promise<void> {
    this.letPassUntil(today);
    for (const device of this.devices)
      if (device.onlineFrom <= today && this.random() < 0.15)
        device.onlineFrom = today + Math.ceil(this.random() * 10) * DAY;
    for (let n = 0; n < this.rules.mailsADay; n++) {
      const device = this.devices[Math.floor(this.random() * this.devices.length)]!;
      const at = today + (n * DAY) / this.rules.mailsADay;
      if (device.onlineFrom <= at) await this.writeOnline(device, at);
      else this.writeOffline(device, at);
    }
  }

  private letPassUntil(today: number): void {
    const due = this.later.filter(({ at }) => at <= today).sort((a, b) => a.at - b.at);
    this.later = this.later.filter(({ at }) => at > today);
    for (const { run } of due) run();
  }

  /** Some drafts lie about for days. */
  private async writeOnline(device: Device, at: number): Promise<void> {
    await this.renewLease(device, at);
    const sentAt = at + (this.random() < 0.05 ? this.random() * 10 * DAY : 0);
    const [name] = await this.give(0, { at, amount: 1, until: at, usableUntil: sentAt });
    if (name === undefined) this.without.online++;
    else if (sentAt === at) this.send(name, at, at);
    else this.later.push({ at: sentAt, run: () => this.send(name, sentAt, sentAt) });
  }

  private writeOffline(device: Device, at: number): void {
    const clock = at + device.skew;
    const lease = device.leases.find(({ names, expiresAt }) => names.length > 0 && expiresAt > clock);
    const name = lease?.names.shift();
    if (name === undefined) {
      this.without.offline++;
      return;
    }
    this.offline++;
    this.send(name, at, device.onlineFrom);
  }

  /** Now and then a device forgets everything, or an answer is lost on its way. */
  private async renewLease(device: Device, at: number): Promise<void> {
    if (this.random() < 0.002) device.leases = [];
    device.leases = device.leases.filter(({ names, expiresAt }) => names.length > 0 && expiresAt > at);
    if (device.leases.reduce((n, { names }) => n + names.length, 0) > 10) return;
    const expiresAt = at + 30 * DAY;
    const names = await this.give(1, { at, amount: 20, until: expiresAt, usableUntil: expiresAt + SKEW });
    if (names.length > 0 && this.random() > 0.01) device.leases.push({ names, expiresAt });
  }

  /** The mail leaves now; the server learns of it when the device has a line; people answer when they like. */
  private send(name: string, at: number, told: number): void {
    const note = (map: Map<string, number>, when: number) => map.set(name, Math.max(map.get(name) ?? 0, when));
    note(this.truth, at);
    if (told === at) note(this.known, at);
    else this.later.push({ at: told, run: () => note(this.known, told) });
    for (let answer = at; this.random() < 0.6;) {
      answer -= Math.log(1 - this.random()) * 15 * DAY;
      const when = Math.max(answer, told);
      this.later.push({ at: when, run: () => void (note(this.truth, when), note(this.known, when)) });
    }
  }

  private async give(designator: 0 | 1, wish: Wish): Promise<string[]> {
    const space = this.spaces[designator];
    for (;;) {
      const picked = await this.pick(designator, wish);
      if (picked.length > 0) {
        space.cursor = (picked.at(-1)! + 1) % 10 ** space.digits;
        return picked.map((counter) => this.take(nameOf(designator, space, counter), wish));
      }
      if (this.rules.whenNumbersRunOut === 'none') return [];
      Object.assign(space, { digits: space.digits + 1, cursor: 0 });
    }
  }

  private pick(designator: 0 | 1, { at, amount }: Wish): Promise<number[]> {
    const space = this.spaces[designator];
    const silence = { at: new Date(at), activeDays: this.rules.activeDays };
    return pickCounters({
      from: space.cursor,
      size: 10 ** space.digits,
      count: amount,
      ask: async (asked) => asked.map((counter) => this.factsOf(nameOf(designator, space, counter))),
      free: (facts) => this.rules.free(facts, silence),
    });
  }

  private factsOf(name: string): NumberFacts {
    const active = this.known.get(name);
    return { heldFrom: this.held.get(name) ?? null, lastActive: active === undefined ? null : new Date(active) };
  }

  private take(name: string, { at, until, usableUntil }: Wish): string {
    const active = this.truth.get(name) ?? -Infinity;
    const inUse = (this.usable.get(name) ?? -Infinity) > at;
    if (active >= at - this.rules.activeDays * DAY || inUse) this.collisions++;
    if (this.held.has(name)) this.again++;
    this.given++;
    this.held.set(name, heldFrom(new Date(until)));
    this.usable.set(name, usableUntil);
    return name;
  }
}

const nameOf = (designator: number, { digits }: Space, counter: number) =>
  `${designator}${String(counter).padStart(digits, '0')}`;
