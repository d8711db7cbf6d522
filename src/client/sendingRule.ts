/** What the send handler has to know of the organisation: written by the pane, read where there is no server to ask. */
import { personalOf } from '../contract/personal';
import type { Preferences, SettingsReply } from '../contract/settings';
import type { SendRule } from '../correlation/judgeSend';
import type { TokenLayout } from '../correlation/policy';
import type { Drawer } from './storage';

export interface SendingRule {
  readonly rule: SendRule;
  readonly tokensInSubject: boolean;
  /** UTF-16 units that the mail server takes. */
  readonly subjectLength: number;
  /** By which a token that stands in the subject already is known. */
  readonly tokenLayouts: readonly TokenLayout[];
}

const RULE = 'sendingRule';

export const keepSendingRule = (drawer: Drawer, rule: SendingRule) => drawer.put(RULE, rule);

/** null where no pane of this user was ever opened here. */
export const readSendingRule = async (drawer: Drawer) => ((await drawer.get(RULE)) as SendingRule | undefined) ?? null;

export function sendingRuleOf(
  { settings, users, ownDomains, tokenLayouts }: SettingsReply,
  preferences: Preferences,
): SendingRule {
  const { autoTrack, trackPrivate, tokensInSubject, subjectLength } = settings;
  const { autoTrack: wanted, neverTrack } = personalOf(settings, preferences);
  const rule = { autoTrack, wanted, neverTrack, trackPrivate, users, ownDomains };
  return { rule, tokensInSubject, subjectLength, tokenLayouts };
}
