/** What holds for a person's own mail: their choice where the organisation leaves it to them, else the organisation's. */
import type { Preferences, Settings } from './settings';

export interface Personal {
  /** Whether the organisation's rule for outgoing mail applies to theirs. */
  readonly autoTrack: boolean;
  readonly incoming: Settings['incoming'];
  readonly createRecords: Settings['createRecords'];
  /** The organisation's, and their own. */
  readonly neverTrack: readonly string[];
}

/** Which setting says whether a person may choose. */
export const CHOICES = {
  autoTrack: 'outgoingChoice',
  incoming: 'incomingChoice',
  createRecords: 'createRecordsChoice',
  neverTrack: 'neverTrackChoice',
} as const satisfies Record<keyof Preferences, keyof Settings>;

export type Deciding = Pick<
  Settings,
  'incoming' | 'createRecords' | 'neverTrack' | (typeof CHOICES)[keyof typeof CHOICES]
>;

export function personalOf(settings: Deciding, own: Preferences): Personal {
  const mine = <N extends keyof Preferences>(name: N): Preferences[N] | null =>
    settings[CHOICES[name]] === 'free' ? own[name] : null;
  return {
    autoTrack: mine('autoTrack') ?? true,
    incoming: mine('incoming') ?? settings.incoming,
    createRecords: mine('createRecords') ?? settings.createRecords,
    neverTrack: [...new Set([...settings.neverTrack, ...(mine('neverTrack') ?? [])])],
  };
}

/** The first choice that `wanted` changes though the organisation has fixed it; null where it may be stored. */
export function fixedChoice(settings: Deciding, before: Preferences, wanted: Preferences): keyof Preferences | null {
  const names = Object.keys(CHOICES) as (keyof Preferences)[];
  const fixed = (name: keyof Preferences) => settings[CHOICES[name]] !== 'free';
  return names.find((name) => fixed(name) && JSON.stringify(before[name]) !== JSON.stringify(wanted[name])) ?? null;
}
