import type { KeyboardEvent } from 'react';

/** Arrow keys, Home and End in a list: chooses the neighbour and moves the focus to it (elements carry `data-key`). */
export function step<K extends string>(
  event: KeyboardEvent,
  keys: readonly K[],
  current: K | null,
  choose: (key: K) => void,
): void {
  const at = current === null ? -1 : keys.indexOf(current);
  const next = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: keys.length - 1,
  }[event.key];
  const key = next === undefined ? undefined : keys[Math.min(Math.max(next, 0), keys.length - 1)];
  if (key === undefined) return;
  event.preventDefault();
  choose(key);
  const list = event.currentTarget;
  requestAnimationFrame(() => list.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus());
}
