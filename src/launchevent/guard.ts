/**
 * Stands around every handler. Outlook waits for `completed()`, at most five minutes, with the message unsent, and shows
 * a warning after five seconds: so it is called exactly once whatever happens, soon, and a send is always allowed.
 * Tracking never holds a message back: what could not be done is found again by the pane and by the server.
 */

/** What Outlook hands to a handler; the options matter for the send events alone. */
export interface LaunchEvent {
  completed(options?: { readonly allowEvent: boolean }): void;
}

/** The work of one event; it ends when its promise does. */
export type Work = (event: LaunchEvent) => Promise<void> | void;

/** Milliseconds: well before Outlook's warning, which counts the start of the runtime too. */
const LIMIT = 2_000;

export function guarded(kind: 'compose' | 'send', work: Work): (event: LaunchEvent) => void {
  return (event) => {
    const state = { completed: false };
    const complete = () => {
      if (state.completed) return;
      state.completed = true;
      clearTimeout(timer);
      if (kind === 'send') event.completed({ allowEvent: true });
      else event.completed();
    };
    const failed = (error: unknown) => {
      console.error(error);
      complete();
    };
    const timer = setTimeout(complete, LIMIT);
    try {
      Promise.resolve(work(event)).then(complete, failed);
    } catch (error) {
      failed(error);
    }
  };
}
