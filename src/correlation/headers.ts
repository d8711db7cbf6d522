/** Reads an internet header block (RFC 5322 2.2). */

export interface Headers {
  /** The first value of this name (lower case), unfolded; null where there is none. */
  get(name: string): string | null;
  all(name: string): readonly string[];
  /** Names in order of appearance, lower case. */
  readonly names: readonly string[];
}
export function parseHeaders(raw: string): Headers {
  const values = new Map<string, string[]>();
  for (const line of raw.replace(/\r?\n[ \t]/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) {
      const name = line.slice(0, colon).trim().toLowerCase();
      values.set(name, [...(values.get(name) ?? []), line.slice(colon + 1).trim()]);
    }
  }
  return { get: (name) => values.get(name)?.[0] ?? null, all: (name) => values.get(name) ?? [], names: [...values.keys()] };
}
/** Bytes to text, or null where the charset is unknown. */
export type DecodeBytes = (bytes: Uint8Array, charset: string) => string | null;
export function decodeWords(value: string, _decode?: DecodeBytes): string {
  return value;
}
