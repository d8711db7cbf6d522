/** Values of Dynamics' organisation table that mean something else than they say. */

/** `trackingprefix` is a history of prefixes, the present one first; null where it is empty. */
export function firstPrefix(history: string): string | null {
  return (
    history
      .split(';')
      .map((prefix) => prefix.trim())
      .find((prefix) => prefix !== '') ?? null
  );
}

/** `maximumtrackingnumber` is the highest counter: 999 has three digits. */
export function digitsOf(highest: number): number {
  return String(highest).length;
}
