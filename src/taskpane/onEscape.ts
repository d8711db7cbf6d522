import type { KeyboardEvent } from 'react';

/** Closes a part of the pane. Stopped here, because office.js takes Escape on the window for leaving the pane. */
export const onEscape = (close: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  event.stopPropagation();
  close();
};
