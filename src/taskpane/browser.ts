/** What the browser gives: clock, chance, turns. Handed down from here, so that everything else can be tested without one. */

export const after = (milliseconds: number, run: () => void) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};
export const now = () => Date.now();
export const mint = () => crypto.randomUUID();

/** Before anything else that waits for its turn: a timer would come after whatever the client still paints. */
export function soon(run: () => void): () => void {
  const wanted = { still: true };
  queueMicrotask(() => wanted.still && run());
  return () => (wanted.still = false);
}

/** Milliseconds after which it is done even in a page that never rests. */
const RESTLESS = 500;

/** Once what is shown has been painted. */
export function rest(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: RESTLESS });
  else after(RESTLESS, run);
}

export function whenVisible(run: () => void): () => void {
  const seen = () => document.visibilityState === 'visible' && run();
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('focus', seen);
  return () => {
    document.removeEventListener('visibilitychange', seen);
    window.removeEventListener('focus', seen);
  };
}

/** One pane at a time over all that are open here; a browser without locks lets each do it. */
export const alone = (name: string) => async (work: () => Promise<void>) =>
  'locks' in navigator ? void (await navigator.locks.request(name, work)) : work();
