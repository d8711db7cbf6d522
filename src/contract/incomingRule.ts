/** What decides whether mail is tracked without a click, put together from the settings and from what its reader chose. */
import { CHOICES, personalOf } from './personal';
import type { Preferences, Settings, SettingsReply } from './settings';

export interface IncomingRule {
  /** null: a category that somebody sets tracks nothing. */
  readonly category: { readonly name: string; readonly failed: string } | null;
  /** null: neither chosen by its reader nor fixed by the organisation, so everything is suggested and nothing taken. */
  readonly choice: Settings['incoming'] | null;
  /** Whose words the sentence about it uses. */
  readonly chosenBy: 'reader' | 'organisation';
  readonly neverTrack: readonly string[];
  readonly trackPrivate: boolean;
  readonly closedRecords: Settings['closedRecords'];
  /** 0: for ever. */
  readonly keepMailDays: number;
  readonly users: readonly string[];
  readonly ownDomains: readonly string[];
}

/** `own` null: not known here, as on a device that never heard it. */
export function incomingRuleOf({ settings, users, ownDomains }: SettingsReply, own: Preferences | null): IncomingRule {
  const { categoryName: name, categoryFailed: failed, trackPrivate, closedRecords, keepMailDays } = settings;
  const { choice, chosenBy } = choiceOf(settings, own);
  return {
    category: settings.useCategories ? { name, failed } : null,
    choice,
    chosenBy,
    neverTrack: own === null ? settings.neverTrack : personalOf(settings, own).neverTrack,
    trackPrivate,
    closedRecords,
    keepMailDays,
    users,
    ownDomains,
  };
}

/** What nobody chose goes on to be suggested: a rule that a person never saw shall not act in their name. */
function choiceOf(settings: Settings, own: Preferences | null): Pick<IncomingRule, 'choice' | 'chosenBy'> {
  if (settings[CHOICES.incoming] !== 'free') return { choice: settings.incoming, chosenBy: 'organisation' };
  return { choice: own?.incoming ?? null, chosenBy: 'reader' };
}
