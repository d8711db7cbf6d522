/** International domain names as people write them (RFC 3492 decoding only). */

/** Each `xn--` label decoded; a label that does not decode stays as it is. */
export function domainToUnicode(domain: string): string {
  if (!domain.includes('xn--')) return domain;
  return domain
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (decode(label.slice(4)) ?? label) : label))
    .join('.')
    .normalize('NFC');
}

const LABEL = 63;

function decode(label: string): string | null {
  if (label.length > LABEL) return null;
  const dash = label.lastIndexOf('-');
  const points = [...label.slice(0, Math.max(0, dash))].map((char) => char.charCodeAt(0));
  let n = 128;
  let i = 0;
  let bias = 72;
  for (let at = dash + 1; at < label.length;) {
    const start = i;
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = digitOf(label.charCodeAt(at++));
      if (digit < 0) return null;
      i += digit * weight;
      const limit = Math.min(26, Math.max(1, k - bias));
      if (digit < limit) break;
      weight *= 36 - limit;
    }
    bias = adapt(i - start, points.length + 1, start === 0);
    n += Math.floor(i / (points.length + 1));
    i %= points.length + 1;
    if (n > 0x10ffff || (n >= 0xd800 && n <= 0xdfff)) return null;
    points.splice(i++, 0, n);
  }
  return String.fromCodePoint(...points);
}

/** a-z are 0-25, 0-9 are 26-35; -1 otherwise, also past the end. */
function digitOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 97;
  return code >= 48 && code <= 57 ? code - 22 : -1;
}

function adapt(delta: number, size: number, first: boolean): number {
  let d = Math.floor(delta / (first ? 700 : 2));
  d += Math.floor(d / size);
  let k = 0;
  for (; d > 455; k += 36) d = Math.floor(d / 35);
  return k + Math.floor((36 * d) / (d + 38));
}
