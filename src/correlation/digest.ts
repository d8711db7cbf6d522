/** SHA-256 (FIPS 180-4) in plain arithmetic: the engine runs where no crypto object is promised (Outlook's script-only runtime). */

const K = constants(64, (prime) => Math.cbrt(prime));
const START = constants(8, (prime) => Math.sqrt(prime));

/** The first 32 fraction bits of a root of each of the first primes, as the standard defines its constants. */
function constants(count: number, root: (prime: number) => number): Int32Array {
  const found = new Int32Array(count);
  for (let n = 2, i = 0; i < count; n++) {
    if (!isPrime(n)) continue;
    const r = root(n);
    found[i++] = ((r - Math.floor(r)) * 0x100000000) | 0;
  }
  return found;
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
}

/** 64 hex digits of SHA-256 over the UTF-8 bytes of `text`. */
export function sha256(text: string): string {
  const bytes = padded(utf8(text));
  const state = Int32Array.from(START);
  const w = new Int32Array(64);
  for (let at = 0; at < bytes.length; at += 64) mixBlock(state, w, bytes, at);
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function padded(bytes: readonly number[]): Uint8Array {
  const size = ((bytes.length + 8) >> 6) * 64 + 64;
  const out = new Uint8Array(size);
  out.set(bytes);
  out[bytes.length] = 0x80;
  for (let i = 0, bits = bytes.length * 8; i < 6; i++, bits = Math.floor(bits / 256)) out[size - 1 - i] = bits % 256;
  return out;
}

function at(words: Int32Array, index: number): number {
  return words[index] ?? 0;
}

const turn = (x: number, n: number) => (x >>> n) | (x << (32 - n));

function mixBlock(state: Int32Array, w: Int32Array, bytes: Uint8Array, offset: number): void {
  const view = new DataView(bytes.buffer, offset, 64);
  for (let t = 0; t < 16; t++) w[t] = view.getInt32(t * 4);
  for (let t = 16; t < 64; t++) {
    const x = at(w, t - 15);
    const y = at(w, t - 2);
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    w[t] = (at(w, t - 16) + s0 + at(w, t - 7) + s1) | 0;
  }
  const v = Int32Array.from(state);
  for (let t = 0; t < 64; t++) {
    const [a, b, c, e] = [at(v, 0), at(v, 1), at(v, 2), at(v, 4)];
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const one = (at(v, 7) + s1 + ((e & at(v, 5)) ^ (~e & at(v, 6))) + at(K, t) + at(w, t)) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    v.copyWithin(1, 0, 7);
    v[4] = (at(v, 4) + one) | 0;
    v[0] = (one + two) | 0;
  }
  for (let i = 0; i < 8; i++) state[i] = (at(state, i) + at(v, i)) | 0;
}

/** UTF-8 bytes; a lone surrogate becomes U+FFFD as everywhere else. */
function utf8(text: string): number[] {
  const out: number[] = [];
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    const c = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (c < 0x80) out.push(c);
    else if (c < 0x800) out.push(0xc0 | (c >> 6), 0x80 | (c & 63));
    else if (c < 0x10000) out.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
    else out.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
  }
  return out;
}
