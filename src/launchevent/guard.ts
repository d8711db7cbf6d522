/**
 * Stands around every handler. Outlook waits for `completed()`, at most five minutes, with the message unsent: so it is
 * called exactly once whatever happens, and a send is always allowed. Tracking never holds a message back.
 */

/** What Outlook hands to a handler; the options matter for the send events alone. */
export interface LaunchEvent {
  completed(options?: { readonly allowEvent: boolean }): void;
}

/** The work of one event; it ends when its promise does. */
export type Work = (event: LaunchEvent) => Promise<void> | void;

export function guarded(kind: 'compose' | 'send', work: Work): (event: LaunchEvent) => void {
  return (event) => {
    const state = { completed: false };
    const complete = () => {
      if (state.completed) return;
      state.completed = true;
      if (kind === 'send') event.completed({ allowEvent: true });
      else event.completed();
    };
    try {
      /** Both ways end the event: what could not be done is found again by the pane and by the server. */
      Promise.resolve(work(event)).then(complete, complete);
    } catch (error) {
      complete();
      console.error(error instanceof Error ? error.message : 'The handler failed.');
    }
  };
}
