/** The sentences beside a person's own choices. */
import { CHOICES } from '../../contract/personal';
import type { Preferences, Settings } from '../../contract/settings';

export const optionNames: Record<keyof Preferences, string> = {
  incoming: 'Incoming mail that is tracked for me',
  autoTrack: 'Track my mail on sending',
  createRecords: 'Records for unknown senders',
  neverTrack: 'Never tracked on my behalf',
};

const sendingWords: Record<Settings['autoTrack'], string> = {
  off: 'Your organisation tracks no mail on its own at present; your choice counts as soon as it does.',
  replies: 'Your organisation tracks replies to tracked mail.',
  known: 'Your organisation tracks mail to people outside who stand for a record.',
  everyone: 'Your organisation tracks all mail to people outside.',
};

export function optionHint(name: keyof Preferences, settings: Settings): string {
  switch (name) {
    case 'incoming':
      return incomingWords(settings);
    case 'autoTrack':
      return sendingWords[settings.autoTrack];
    case 'createRecords':
      return 'When you track a mail of somebody unknown from outside, they become this at once. The pane says so and can undo it.';
    case 'neverTrack':
      return `Addresses and domains, one a line. Mail with them is tracked by your click alone: not on sending, not by your choice for incoming mail, not by its category. They do not become records by themselves.${commonWords(settings)}`;
  }
}

/** What a person never chose is suggested to them; what they choose, or have no choice in, is done. */
const incomingWords = ({ incomingChoice }: Settings) =>
  [
    incomingChoice === 'free'
      ? 'What you choose here is tracked when you open it beside the pane, which says so and can undo it. As long as you leave it to your organisation, it is only suggested.'
      : 'It is tracked when you open it beside the pane, which says so and can undo it.',
    'Newsletters, automatic mail and mail of colleagues are tracked so only where they belong to tracked mail.',
    'Mail that you do not open counts once the server reads your mailbox, which is not set up yet.',
  ].join(' ');

const commonWords = ({ neverTrack }: Settings) =>
  neverTrack.length === 0 ? '' : ` Your organisation’s own list counts besides: ${neverTrack.length}.`;

export const FIXED = 'Your organisation decides this for everybody.';

export type Standing = Settings[(typeof CHOICES)[keyof typeof CHOICES]];
export const standingOf = (name: keyof Preferences, settings: Settings): Standing => settings[CHOICES[name]];
