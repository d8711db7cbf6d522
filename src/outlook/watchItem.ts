/**
 * Tells when another item lies open: by ItemChanged while the pane is pinned, and by looking again whenever the pane
 * becomes visible, because ItemChanged is lost at times (office-js issues 5965, 6833).
 */
import type { Calls } from './calls';
import { openItem, sameItem, type OpenItem } from './openItem';

export interface WatchDoors {
  readonly calls: Calls;
  /** Runs soon, once, after a burst of events has been handed over; gives back how to call it off. */
  readonly soon: (run: () => void) => () => void;
  /** Runs each time the pane comes into view; gives back how to stop. */
  readonly whenVisible: (run: () => void) => () => void;
  /** `again`: the same item was announced once more. Called at once with the first item. */
  readonly changed: (open: OpenItem, again: boolean) => void;
}

/** Gives back how to stop. */
export function watchItem({ calls, soon, whenVisible, changed }: WatchDoors): () => void {
  const last: { open: OpenItem; calledOff: () => void } = { open: openItem(), calledOff: () => {} };
  const look = (evenTheSame: boolean) => {
    const open = openItem();
    const again = sameItem(open, last.open);
    last.open = open;
    if (evenTheSame || !again) changed(open, again);
  };
  const announced = () => {
    last.calledOff();
    last.calledOff = soon(() => look(true));
  };
  const { mailbox } = Office.context;
  /** A client without the event (mobile, appointments) refuses; then looking on sight is all there is. */
  void calls.try<void>((done) => mailbox.addHandlerAsync(Office.EventType.ItemChanged, announced, done));
  const stopSeeing = whenVisible(() => look(false));
  changed(last.open, false);
  return () => {
    last.calledOff();
    stopSeeing();
    void calls.try<void>((done) => mailbox.removeHandlerAsync(Office.EventType.ItemChanged, done));
  };
}
