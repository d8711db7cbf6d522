/**
 * Where the keyboard goes when it leaves an add-in's frame: office.js takes Tab, Esc and Ctrl+F6 there, and asks its host at
 * the ends of its own list (OSF.AgaveHostAction in office.js 1.1). A host that does not answer traps the keyboard.
 */
const FORWARD: readonly unknown[] = [5, 13, 17];
/** Esc (15) among them: back to the head of the pane, in front of the frame. */
const BACK: readonly unknown[] = [6, 14, 15, 18];

const STOPS = 'a[href], button, input, select, textarea, iframe, [tabindex], [contenteditable=true]';

/** `action`: what the page notified; anything that is no exit changes nothing. */
export function leaveFrame(frame: HTMLElement, action: unknown): void {
  if (BACK.includes(action)) neighbour(frame, 'before')?.focus();
  else if (FORWARD.includes(action)) neighbour(frame, 'behind')?.focus();
}

/** The next stop of the keyboard in the order of the page, round its end. */
function neighbour(frame: HTMLElement, side: 'before' | 'behind'): HTMLElement | undefined {
  const stops = [...frame.ownerDocument.querySelectorAll<HTMLElement>(STOPS)].filter(isStop);
  const before = stops.filter((stop) => follows(stop, frame));
  const behind = stops.filter((stop) => follows(frame, stop));
  return side === 'before' ? (before.at(-1) ?? behind.at(-1)) : (behind[0] ?? before[0]);
}

const follows = (first: Node, second: Node): boolean =>
  (first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

const isStop = (element: HTMLElement): boolean =>
  element.tabIndex >= 0 &&
  !element.matches(':disabled, [aria-hidden=true], [aria-hidden=true] *') &&
  element.getClientRects().length > 0;
