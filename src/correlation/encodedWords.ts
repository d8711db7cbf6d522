/** Encoded words in headers (RFC 2047), with the charsets that need no table. */

/** Bytes to text, or null where the charset is not known. */
export type DecodeBytes = (bytes: Uint8Array, charset: string) => string | null;

interface Run {
  readonly charset: string;
  readonly bytes: number[];
}

/** `=?charset?b|q?text?=`; the star of RFC 2231 ends the charset. */
const WORD = /=\?([^?\s]{1,40})\?([bq])\?([^?]*)\?=/gi;

/**
 * The value as text. Neighbouring words of one charset are joined before decoding: mailers split characters,
 * and tokens, between two words. The charsets that switch (ISO 2022) begin anew in each word. A charset nobody knows leaves its word as it was written.
 */
export function decodeWords(value: string, decode: DecodeBytes = decodeSimple): string {
  if (!value.includes('=?')) return value;
  const out: string[] = [];
  let run: Run | null = null;
  let source = '';
  let last = 0;
  const flush = () => {
    if (run) out.push(decode(Uint8Array.from(run.bytes), run.charset) ?? source);
    run = null;
    source = '';
  };
  for (const word of value.matchAll(WORD)) {
    const gap = value.slice(last, word.index);
    const charset = (word[1] ?? '').split('*')[0]?.toLowerCase() ?? '';
    const open: Run | null = run;
    if (open === null || gap.trim() !== '') {
      flush();
      out.push(gap);
    } else if ((open as Run).charset !== charset || charset.startsWith('iso-2022-')) flush();
    run ??= { charset, bytes: [] };
    pushBytes(run.bytes, word[2] === 'b' || word[2] === 'B', word[3] ?? '');
    source += word[0];
    last = word.index + word[0].length;
  }
  flush();
  out.push(value.slice(last));
  return out.join('');
}

function pushBytes(into: number[], base64: boolean, text: string): void {
  if (base64) pushBase64(into, text);
  else pushQuoted(into, text);
}

function pushQuoted(into: number[], text: string): void {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const hex = code === 61 ? Number.parseInt(text.slice(i + 1, i + 3), 16) : Number.NaN;
    if (Number.isNaN(hex)) into.push(code === 95 ? 32 : code & 255);
    else {
      into.push(hex);
      i += 2;
    }
  }
}

const SIXTY_FOUR = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([...SIXTY_FOUR].map((char, value) => [char.charCodeAt(0), value]));

/** Adds the bytes of base64 text, skipping what is no base64 and stopping at nothing. */
export function pushBase64(into: number[], text: string): void {
  let bits = 0;
  let held = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUES.get(text.charCodeAt(i));
    if (value === undefined) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      into.push((held >> bits) & 255);
    }
  }
}

/** Windows-1252 0x80-0x9f; ISO 8859-1 is read the same way, as browsers do. */
const CP1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** UTF-8 and the Western single-byte charsets. */
export function decodeSimple(bytes: Uint8Array, charset: string): string | null {
  if (/^(utf-?8|us-ascii|ascii|unicode-1-1-utf-8)$/.test(charset)) return decodeUtf8(bytes);
  if (!/^(iso-?8859-1|latin1|windows-1252|cp1252)$/.test(charset)) return null;
  let out = '';
  for (const byte of bytes) out += byte >= 0x80 && byte < 0xa0 ? CP1252.charAt(byte - 0x80) : String.fromCharCode(byte);
  return out;
}

function decodeUtf8(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length;) {
    const size = sizeOf(bytes[i] ?? 0);
    const good = goodBytes(bytes, i, size);
    const whole = size > 0 && good === size;
    out += whole ? String.fromCodePoint(pointAt(bytes, i, size)) : '\ufffd';
    i += whole ? size : Math.max(1, good);
  }
  return out;
}

/** Bytes of the sequence that this byte begins; 0 where none may begin with it. */
function sizeOf(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/** How many bytes of a sequence are as they must be: neither overlong, nor a surrogate, nor beyond U+10FFFF. */
function goodBytes(bytes: Uint8Array, start: number, size: number): number {
  const first = bytes[start] ?? 0;
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  for (let i = 1; i < size; i++) {
    const next = bytes[start + i] ?? 0;
    if (next < (i === 1 ? least : 0x80) || next > (i === 1 ? most : 0xbf)) return i;
  }
  return size;
}

function pointAt(bytes: Uint8Array, start: number, size: number): number {
  const first = bytes[start] ?? 0;
  let point = size === 1 ? first : first & (0xff >> (size + 1));
  for (let i = 1; i < size; i++) point = (point << 6) | ((bytes[start + i] ?? 0) & 63);
  return point;
}
