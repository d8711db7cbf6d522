/** Lists of addresses and domains, as they are typed. */

export const linesOf = (typed: string): readonly string[] =>
  typed
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** An entry that is neither would silently spare nobody. */
export function sparedFault(name: string, typed: string, most: number): string | null {
  const lines = linesOf(typed);
  const wrong = lines.find((line) => line.length > 320 || !/^[^\s@]*@?[^\s@]+\.[^\s@]+$/.test(line));
  if (wrong !== undefined) return `${name}: “${wrong.slice(0, 80)}” is neither an address nor a domain.`;
  return lines.length > most ? `${name}: give at most ${most} entries.` : null;
}
