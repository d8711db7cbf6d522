import type { Match } from './match';
/** One sentence: why this mail belongs there. `reader`: normal address of who reads it, or null. */
export function explainMatch(match: Match, _reader: string | null): string {
  return `Matched by ${match.strategy}.`;
}
