import type { SettingsReply } from '../contract/settings';
import type { LookupReply } from '../contract/tracking';

/** What the server said about a mail, with the settings to judge it by. */
export interface Asked {
  readonly reply: Pick<LookupReply, 'own' | 'twins' | 'candidates' | 'people' | 'preferences' | 'vocabulary'>;
  readonly settings: SettingsReply;
}
