/** What looking at an item needs. */
import type { Api } from '../client/api';
import type { Keys, Person } from '../correlation/mail';
import type { Calls } from '../outlook/calls';
import type { Asked } from './asked';
import type { Outbox } from './outbox';
import type { SettingsCache } from './settingsCache';

export interface LookDoors {
  readonly api: Api;
  readonly calls: Calls;
  readonly user: Person;
  readonly settings: SettingsCache;
  /** Signs in, while Outlook is still being read. Rejects with a Problem: then nothing is asked, and no second time. */
  readonly signedIn: () => Promise<unknown>;
  /** What this device keeps; fetched when it is wanted first. */
  readonly outbox: () => Promise<Outbox>;
  /** Hears what the server said. */
  readonly learn: (keys: Keys, asked: Asked) => void;
}
