import type { AnyItem } from '../mailbox/shapes';

/** A category that says so, or something an add-in noted on the item under that word. */
export function isTracked(item: AnyItem): boolean {
  return (
    item.categories.some((name) => /^tracked\b/i.test(name)) || Object.values(item.customProperties).some(saysTracked)
  );
}

function saysTracked(json: string): boolean {
  const properties = JSON.parse(json) as Record<string, unknown>;
  return Object.entries(properties).some(
    ([name, value]) => /track/i.test(name) && Boolean(value) && value !== 'untracked',
  );
}
