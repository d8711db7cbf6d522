/**
 * Carries letters to the server: in order for each mail, at least once, until the server said yes or no. Everything it
 * knows stands in the storage, so it may be killed at any moment. Panes that carry at the same time do no harm, since a
 * letter is one request however often it arrives; `alone` only spares the work.
 */
import { Problem, toFailure, type Failure } from '../contract/problems';
import { attempt } from './attempt';
import { isAway } from './away';
import { carryAll, type CarryDoors } from './carry';
import { leaving, readOutbox, type Waiting } from './outbox';

export interface PostmanDoors extends CarryDoors {
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** 0 up to 1. */
  readonly chance: () => number;
  /** Runs one at a time, over all panes where the browser can. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
}

export interface Post {
  readonly letters: readonly Waiting[];
  /** Why nothing leaves at present; null while the line is good. */
  readonly away: Failure | null;
}

export interface Postman {
  /** Lets everything leave that can. Ends when nothing more can; the rest is tried again by itself. */
  flush(): Promise<void>;
  /** Letters were put or given up. */
  refresh(): Promise<void>;
  /** Perhaps something has changed: the same, unless somebody would be asked to sign in. */
  nudge(): void;
  /** What somebody else met when asking the server: null for an answer. */
  heard(failure: Problem | null): void;
  post(): Post;
  subscribe(changed: () => void): () => void;
  stop(): void;
}

/** Milliseconds. A probe is small, and people wait for the line to come back; a letter that makes the server fail has time. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = { probe: 6_000, letter: 300_000 };

export function makePostman(doors: PostmanDoors): Postman {
  const listeners = new Set<() => void>();
  const held: Held = { post: { letters: [], away: null }, failures: 0, running: null, next: null, callOff: () => {} };

  const show = (news: Partial<Post>) => {
    const post = { ...held.post, ...news };
    if (isSame(post, held.post)) return;
    held.post = post;
    for (const changed of listeners) changed();
  };
  const carry = async () => {
    held.callOff();
    show(await carryOnce(doors, held.post.away !== null));
    held.callOff = schedule(doors, held, () => void flush());
  };
  const start = () => (held.running = carry().finally(() => (held.running = null)));
  /** A letter put while others are being carried may be missed by that round: one more follows, for all who ask. */
  const flush = (): Promise<void> => {
    if (held.running === null) return start();
    held.next ??= held.running.then(() => {
      held.next = null;
      return start();
    });
    return held.next;
  };

  return {
    flush,
    async refresh() {
      const letters = await attempt(() => doors.storage.change(readOutbox));
      if (!(letters instanceof Problem)) show({ letters });
    },
    nudge: () => void (needsPerson(held.post.away) || flush()),
    heard(failure) {
      const away = failure !== null && isAway(failure) ? toFailure(failure) : null;
      const turned = (away === null) !== (held.post.away === null);
      if (!turned) return;
      show({ away });
      if (!needsPerson(away)) void flush();
    },
    post: () => held.post,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    stop() {
      held.callOff();
      listeners.clear();
    },
  };
}

/** Mostly there are no letters and nothing has changed. */
const isSame = (one: Post, other: Post) =>
  one.away === other.away &&
  (one.letters === other.letters || (one.letters.length === 0 && other.letters.length === 0));

const needsPerson = (away: Failure | null) => away?.code === 'cannotSignIn';

interface Held {
  post: Post;
  failures: number;
  running: Promise<void> | null;
  next: Promise<void> | null;
  callOff: () => void;
}

/** While nothing gets through, a small question goes first: a letter counts as tried only when it had a chance. */
async function carryOnce(doors: PostmanDoors, probe: boolean): Promise<Partial<Post>> {
  const { storage, api, alone } = doors;
  const met: { stopped: Problem | null | 'nothing' } = { stopped: null };
  const failed = await attempt(async () => {
    if (probe) await api.call('me', {});
    await alone(async () => void (met.stopped = await carryAll(doors)));
  });
  const stopped = failed ?? met.stopped;
  const letters = await attempt(() => storage.change(readOutbox));
  if (letters instanceof Problem) return { away: toFailure(letters) };
  /** Where nothing was asked, nothing was learnt about the line. */
  if (stopped === 'nothing' && !probe) return { letters };
  return { away: stopped instanceof Problem ? toFailure(stopped) : null, letters };
}

/** Plans the next try, with a growing wait; gives back how to call it off. Nobody is asked to sign in out of the blue. */
function schedule({ after, chance }: PostmanDoors, held: Held, again: () => void): () => void {
  const { away, letters } = held.post;
  const waits = away !== null || leaving(letters).length > 0;
  held.failures = waits ? held.failures + 1 : 0;
  if (!waits || needsPerson(away)) return () => {};
  const longest = away ? LONGEST_WAIT.probe : LONGEST_WAIT.letter;
  return after(Math.min(longest, FIRST_WAIT * 2 ** (held.failures - 1)) * (0.5 + chance() / 2), again);
}
