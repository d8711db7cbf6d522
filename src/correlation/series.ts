/** Topics of one numbered series. */
const NUMBERED = /^\[([^[\]]{0,60}?) ?\b\d{1,3}\/(\d{1,3})\]/;

/** `[offer v2 3/7] windows` is one of the series `offer v2 *\/7`; null where nothing is numbered. No word holds these signs. */
export function seriesOf(topic: string): string | null {
  const numbered = NUMBERED.exec(topic);
  return numbered ? `${numbered[1]} */${numbered[2]}`.trimStart() : null;
}

export const isSeries = (value: string) => value.includes('*/');
