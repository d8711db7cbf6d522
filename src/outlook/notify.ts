/** A line above the open item: what became of a button that has no pane. */
import { did, type Asking } from './calls';
import type { ComposeItem, ReadItem } from './openItem';

export interface Notice {
  readonly text: string;
  /** The ribbon button whose pane an action opens, and what the action is called; where this client shows actions. */
  readonly action?: { readonly commandId: string; readonly text: string };
  /** Said in place of the action where there is none. */
  readonly otherwise?: string;
}

const KEY = 'threadmark';
/** Both from Microsoft, NotificationMessageDetails. */
const LONGEST = 150;
const LONGEST_ACTION = 30;
/** A resource of the manifest. */
const ICON = 'Icon.16';

/** Takes the place of the last one. False where the client shows none. */
export async function notify(item: ReadItem | ComposeItem, notice: Notice, asking: Asking): Promise<boolean> {
  const { action, text, otherwise = '' } = notice;
  if (action && (await show(item, { ...insight(action), message: cut(text) }, asking))) return true;
  const message = cut(text, `${otherwise && ' '}${otherwise}`);
  return show(item, { type: 'informationalMessage', message, icon: ICON, persistent: false }, asking);
}

const show = (item: ReadItem | ComposeItem, details: Office.NotificationMessageDetails, asking: Asking) =>
  did(asking, (done) => item.notificationMessages.replaceAsync(KEY, details, done));

const insight = ({ commandId, text }: NonNullable<Notice['action']>) => ({
  type: 'insightMessage',
  icon: ICON,
  actions: [
    { actionType: 'showTaskPane', actionText: text.slice(0, LONGEST_ACTION), commandId, contextData: '{}' },
  ] as Office.NotificationMessageAction[],
});

/** The end is kept whole, the beginning is not. */
function cut(text: string, end = ''): string {
  const room = LONGEST - end.length;
  return `${text.length <= room ? text : `${text.slice(0, room - 1)}…`}${end}`;
}
