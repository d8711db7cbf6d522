import type { Calls } from './calls';
import type { ComposeItem } from './openItem';

/** Runs when recipients change; gives back how to stop. Clients without the event (before Mailbox 1.7) stay silent. */
export function watchRecipients(item: ComposeItem, calls: Calls, changed: () => void): () => void {
  void calls.try<void>((done) => item.addHandlerAsync(Office.EventType.RecipientsChanged, changed, done));
  return () => void calls.try<void>((done) => item.removeHandlerAsync(Office.EventType.RecipientsChanged, done));
}
