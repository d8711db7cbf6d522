/**
 * Gives Tab back to the browser inside the pane. office.js takes every Tab on the window and steps through its own list;
 * from an element that is not in it (the headline after an act, the page itself) it leaves the pane, and it stops at
 * every single radio button. Only from the first and the last element is Tab office.js's: there it leads into Outlook.
 */
const STOPS = 'a[href], button, input, select, textarea, [tabindex]';

/** Gives back how to stop. */
export function keepTabInside(page: Document): () => void {
  const hear = (event: KeyboardEvent) => {
    if (event.key !== 'Tab' || event.ctrlKey || event.altKey || event.metaKey) return;
    const stops = [...page.querySelectorAll<HTMLElement>(STOPS)].filter(isStop);
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (edge !== undefined && page.activeElement !== edge) event.stopPropagation();
  };
  page.addEventListener('keydown', hear);
  return () => page.removeEventListener('keydown', hear);
}

const isStop = (element: HTMLElement) =>
  element.tabIndex >= 0 && !element.matches(':disabled') && element.getClientRects().length > 0;
