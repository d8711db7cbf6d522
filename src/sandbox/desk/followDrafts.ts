/** Launch events that come while a draft is being written: people added or taken away. */
import { runLaunchEvents } from './launch';
import { watchDraft } from './watchDraft';
import type { App } from './app';

const LAUNCHED: Readonly<Record<string, string>> = {
  olkRecipientsChanged: 'OnMessageRecipientsChanged',
  olkAttachmentsChanged: 'OnMessageAttachmentsChanged',
};
const MEETING: Readonly<Record<string, string>> = {
  olkRecipientsChanged: 'OnAppointmentAttendeesChanged',
  olkAppointmentTimeChanged: 'OnAppointmentTimeChanged',
};

/** Follows one item until told to stop; its events run one after the other, in the order of the changes. */
export function followDraft(app: App, kind: 'message' | 'appointment', id: string): () => void {
  const { user } = app.ui.get();
  const item = { kind, id, mode: 'compose' } as const;
  const line = { last: Promise.resolve() };
  return watchDraft(app.world, user, item, (event, data) => {
    const type = (kind === 'message' ? LAUNCHED : MEETING)[event];
    if (!type) return;
    const details = { changedRecipientFields: JSON.parse(data[0] ?? '{}') as object };
    line.last = line.last.then(() => runLaunchEvents(app, type, { user, item, details }).then(() => undefined));
  });
}
