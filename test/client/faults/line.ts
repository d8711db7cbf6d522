/** A bad line to the model server: it drops, doubles, delays, mixes up, and says the wrong thing. Time is virtual. */
import type { Api } from '../../../src/client/api';
import { problem, type ProblemCode } from '../../../src/contract/problems';
import type { Chance } from './chance';
import type { Seen } from '../../../src/client/letters';
import type { EndpointName } from '../../../src/contract/endpoints';

/** Timers in virtual milliseconds; the earliest runs first. */
export class Time {
  private readonly timers: { readonly at: number; readonly run: () => void }[] = [];
  private at = 1_800_000_000_000;

  readonly now = () => this.at;
  readonly after = (milliseconds: number, run: () => void) => {
    const timer = { at: this.at + milliseconds, run };
    this.timers.push(timer);
    return () => void (this.timers.includes(timer) && this.timers.splice(this.timers.indexOf(timer), 1));
  };
  readonly pause = (milliseconds: number) => new Promise<void>((resolve) => this.after(milliseconds, resolve));

  /** Runs what is due next; false where nothing is. */
  async step(): Promise<boolean> {
    await settled();
    const next = this.timers.reduce<(typeof this.timers)[number] | null>((a, b) => (a && a.at <= b.at ? a : b), null);
    if (next === null) return false;
    this.timers.splice(this.timers.indexOf(next), 1);
    this.at = Math.max(this.at, next.at);
    next.run();
    return true;
  }

  skip(milliseconds: number): void {
    this.at += milliseconds;
  }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

const ANSWERS: readonly ProblemCode[] = [
  'serverFault',
  'storeAway',
  'tokenExpired',
  'tooMany',
  'badAnswer',
  'stopping',
];

/** One act that really happened. */
export interface Done {
  readonly user: string;
  readonly about: string;
  /** The act, and to which record. */
  readonly what: string;
}

/** A server behind the line: the model, or the real acts over a database. */
export interface FaultServer {
  /** Request ids that it refuses for what they ask. */
  readonly refusing: Set<string>;
  /** Addresses of the records that were made, where records can be. */
  readonly made?: readonly string[];
  /** The reply or its promise; throws or rejects with a Problem. */
  answer(user: string, name: EndpointName, body: unknown): unknown;
  /** What a look at this mail would tell. */
  seen(user: string, about: string): Seen | null | Promise<Seen | null>;
  /** In the order in which it happened. */
  happened(): readonly Done[] | Promise<readonly Done[]>;
}

export interface LineDoors {
  readonly server: FaultServer;
  readonly chance: Chance;
  readonly time: Time;
  /** Faults stop when a round comes to its end. */
  readonly faulty: () => boolean;
}

/** The api of one signed-in user over that line. */
export function makeLine({ server, chance, time, faulty }: LineDoors, user: string): Api {
  return {
    async call(name, input) {
      const { body } = input as { body?: unknown };
      const copy: unknown = JSON.parse(JSON.stringify(body ?? null));
      const bad = faulty() && chance.happens(0.6);
      if (!bad) return server.answer(user, name, copy) as never;
      const fault = chance.below(6);
      await time.pause(chance.below(3000));
      if (fault === 0) throw problem('offline');
      if (fault === 1) throw problem(ANSWERS[chance.below(ANSWERS.length)] as ProblemCode);
      const answer = await server.answer(user, name, copy);
      if (fault === 2) throw problem('offline');
      if (fault === 3) throw problem('serverFault');
      if (fault === 4) time.after(chance.below(20_000), () => void late(() => server.answer(user, name, copy)));
      await time.pause(chance.below(3000));
      return answer as never;
    },
  };
}

/** A copy that arrives long after: nobody waits for its answer. */
async function late(arrive: () => unknown): Promise<void> {
  try {
    await arrive();
  } catch {
    return; // refused, and nobody there to tell
  }
}
