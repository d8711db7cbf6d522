/** The same mail under two settings, a page at a time: between pages others are answered. */
import type { Candidate } from '../../correlation/mail';
import { peopleOn } from '../../correlation/participants';
import type { Settings, SettingsReply } from '../../contract/settings';
import { MemoryStore, numberOf } from '../rehearsal/memoryStore';
import { offer, type RehearsalPolicy } from '../rehearsal/offer';
import type { Kept } from '../store/evidenceReading';
import { outcomeOf, Tally, type Standing } from './compareOutcomes';
import { storedDynamicsRule } from './dynamicsRule';
import { serverPolicy } from './serverPolicy';
import { smartRuleOf } from './smartRule';

/** As the pane would judge under these settings. */
export function policyUnder(stored: SettingsReply, settings: Settings): RehearsalPolicy {
  const { token } = settings;
  const others = stored.tokenLayouts.filter((layout) => !isSameLayout(layout, token));
  const policy = serverPolicy({ ...stored, settings, tokenLayouts: [token, ...others] });
  return {
    ...policy,
    door: 'pane',
    smartMatching: settings.smartMatching,
    ...smartRuleOf(settings, storedDynamicsRule),
  };
}

type Layout = Settings['token'];
const isSameLayout = (a: Layout, b: Layout) =>
  a.prefix === b.prefix && a.userDigits === b.userDigits && a.counterDigits === b.counterDigits;

/** Each of the two has its own memory: what was tracked is the same in both, how it hangs together is not. */
export class Rehearsal {
  readonly tally = new Tally();
  private readonly before: Side;
  private readonly after: Side;
  /** By their positions, which begin with 1. */
  private readonly standings: Standing[] = [];

  constructor(before: RehearsalPolicy, after: RehearsalPolicy) {
    this.before = makeSide(before);
    this.after = makeSide(after);
  }

  /** `compared`: false where it is too old to count, and only what later mail can be linked to. */
  add({ mailKey, keys, blind, tracked }: Kept, compared: boolean): void {
    const n = this.standings.push({ mailKey, threadId: tracked?.threadId ?? '' });
    const people = tracked === null ? [] : peopleOn(keys).filter((address) => !blind.includes(address));
    const { subject = keys.topic, regarding = null } = tracked ?? {};
    const offered = { n, keys, subject, people, track: tracked !== null, regarding };
    const before = offer(this.before.store, this.before.policy, offered);
    const after = offer(this.after.store, this.after.policy, offered);
    if (!compared) return;
    const standingOf = (candidate: Candidate) => this.standings[numberOf(candidate) - 1] as Standing;
    this.tally.add({ mailKey, before: outcomeOf(before, standingOf), after: outcomeOf(after, standingOf) });
  }
}

interface Side {
  readonly store: MemoryStore;
  readonly policy: RehearsalPolicy;
}

function makeSide(policy: RehearsalPolicy): Side {
  const store = new MemoryStore();
  return { store, policy: { ...policy, vocabulary: store.vocabulary } };
}
