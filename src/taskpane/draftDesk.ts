/** Keeps what is chosen for one draft, and writes it on the draft at every change: the draft is where it lives. */
import { saidPrivate, type Stamp } from '../contract/stamp';
import { readSubject } from '../correlation/subject';
import { writeToken } from '../correlation/writeToken';
import type { DraftKnown } from './draftKnown';
import { byHand, planOf, ruleRecord, tokenless, writesSubject } from './draftPlan';
import type { GivenToken } from './giveToken';
import type { Outbox } from './outbox';
import type { Chosen } from './state';

export interface DraftDoors {
  readonly mint: () => string;
  readonly giveToken: (mark: string) => Promise<GivenToken>;
  readonly leaveSent: Outbox['leaveSent'];
}

export interface DraftState {
  /** null: nothing was chosen, and the rule is all there is. */
  readonly stamp: Stamp | null;
  /** A token is on its way. */
  readonly asking: boolean;
  /** No token is wanted: the writer took it away, or the draft was found without one. */
  readonly bare: 'removed' | 'found' | null;
  /** Why there is no token. */
  readonly why: string | null;
  /** The draft did not take the last choice. */
  readonly stuck: boolean;
}

export interface DraftDesk {
  state(): DraftState;
  subscribe(changed: () => void): () => void;
  /** Something new is known: people were added, the server answered. */
  learn(known: DraftKnown): void;
  track(regarding: Chosen | null): Promise<void>;
  leave(): Promise<void>;
  /** For its writer and the people on it alone, or not. */
  keepPrivate(wanted: boolean): void;
  removeToken(): void;
  restoreToken(): void;
}

export function makeDraftDesk(first: DraftKnown, doors: DraftDoors): DraftDesk {
  const listeners = new Set<() => void>();
  const { stamp: found } = first.held;
  const held = { known: first };
  let state: DraftState = { stamp: found, asking: false, bare: bareOf(found), why: null, stuck: false };

  const show = (change: Partial<DraftState>) => {
    state = { ...state, ...change };
    for (const changed of listeners) changed();
  };
  const stands = found?.token && first.subject.includes(found.token) ? found.token : null;
  const pen = makePen(stands, (stuck) => show({ stuck }));
  const write = (wanted: Stamp) => {
    const stamp = asTalk(wanted, held.known);
    show({ stamp });
    pen.write(stamp, () => held.known);
  };
  const wantToken = async () => {
    const { stamp, bare, asking } = state;
    if (stamp === null || !stamp.track || stamp.token !== null || bare || asking) return;
    if (tokenless(held.known) !== null) return;
    if (stamp.by === 'rule' && planOf(held.known).do !== 'track') return;
    show({ asking: true, why: null });
    const standing = held.known.standing;
    const { token, why } = standing ? { token: standing, why: null } : await doors.giveToken(stamp.mark);
    show({ asking: false, why });
    const now = state.stamp;
    if (token !== null && !state.bare && now?.track && now.mark === stamp.mark) write({ ...now, token });
  };
  /** Ends when the draft carries the choice. */
  const choose = async (choice: Partial<Omit<Stamp, 'by'>>) => {
    write(byHand(state.stamp, choice, doors.mint));
    await wantToken();
    await pen.done();
  };

  return {
    state: () => state,
    subscribe: subscribeTo(listeners),
    learn(known) {
      held.known = known;
      const next = byRule(state.stamp, known, doors.mint);
      if (next) write(next);
      void wantToken();
    },
    track: (regarding) => choose({ track: true, regarding }),
    async leave() {
      await choose({ track: false });
      const { own, subject } = held.known;
      if (found) await doors.leaveSent({ mark: found.mark, subject, tracked: own?.state === 'tracked' });
    },
    keepPrivate: (wanted) => write({ ...(state.stamp ?? freshStamp(doors.mint)), private: wanted }),
    removeToken() {
      show({ bare: 'removed', why: null });
      void choose({ token: null });
    },
    restoreToken() {
      show({ bare: null });
      void wantToken();
    },
  };
}

const subscribeTo = (listeners: Set<() => void>) => (changed: () => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

const bareOf = (found: Stamp | null) => (found?.by === 'hand' && found.track && found.token === null ? 'found' : null);

/** What its pane promises stands on it: the letter of its sending may not know what it answers, nor its copy what it is. */
const asTalk = (stamp: Stamp, { answersPrivate, subject }: DraftKnown): Stamp => {
  const { mark, by, track, regarding, token } = stamp;
  const own = saidPrivate(stamp) ?? (answersPrivate ? true : null);
  const plain = readSubject(subject).kind !== 'forward';
  return { mark, by, track, regarding, token, ...(own !== null && { private: own }), ...(plain && { plain }) };
};

/** Nobody chose a record: the rule decides when it leaves. */
const freshStamp = (mint: () => string): Stamp => ({
  mark: mint(),
  by: 'rule',
  track: true,
  regarding: null,
  token: null,
});

/**
 * Writes on the draft, one change after the other, so that the last choice is the one that stands.
 * `stands`: the token that is in the subject because of us.
 */
function makePen(stands: string | null, told: (stuck: boolean) => void) {
  const held = { stands, line: Promise.resolve() };
  const put = async (stamp: Stamp, known: DraftKnown) => {
    const took = await known.held.write(stamp);
    /** The header says that it is tracked, and nothing else. */
    told(!took.property && (saidPrivate(stamp) !== null || !took.header));
    const wanted = stamp.track && writesSubject(known) ? stamp.token : null;
    if (wanted !== held.stands && (await rename(known, held.stands, wanted))) held.stands = wanted;
  };
  return {
    write(stamp: Stamp, known: () => DraftKnown) {
      held.line = held.line.then(() => put(stamp, known()));
    },
    done: () => held.line,
  };
}

/** The stamp that prepares a mail which the rule will track; null where what stands is right, or was chosen by hand. */
function byRule(before: Stamp | null, known: DraftKnown, mint: () => string): Stamp | null {
  if (before?.by === 'hand' || known.own !== null) return null;
  const { do: deed } = planOf(known);
  const untold = known.answersPrivate && saidPrivate(before) === null;
  if (deed !== 'track' && before?.token) return { ...before, token: null, regarding: null };
  if (deed !== 'track') return untold && deed === 'ask' ? (before ?? freshStamp(mint)) : null;
  const regarding = ruleRecord(known);
  if (before?.track && before.regarding?.id === regarding?.id && !untold) return null;
  return { ...(before ?? freshStamp(mint)), track: true, regarding };
}

function rename(known: DraftKnown, old: string | null, token: string | null): Promise<boolean> {
  const limit = known.settings?.settings.subjectLength;
  return known.rename((subject) => {
    const plain = old === null ? subject : subject.replace(old, '').trimEnd();
    return token === null ? plain : writeToken(plain, token, limit);
  });
}
