/** PidTagConversationIndex (MS-OXOMSG 2.2.1.3): 22 bytes for the opener, 5 more for every reply. */
import { fromBase64, toBase64 } from './base64';
import type { Chance } from './shapes';

/** 100 ns steps between 1601-01-01 and 1970-01-01. */
const FILETIME_EPOCH = 116_444_736_000_000_000n;
const HEADER = 22;
const CHILD = 5;

const fileTime = (date: Date): bigint => BigInt(date.getTime()) * 10_000n + FILETIME_EPOCH;

/** The 22 bytes of an opener: reserved byte 1, the five upper bytes of the time below the topmost, and a GUID of 16 bytes. */
export function openIndex(now: Date, guid: Uint8Array): string {
  const time = fileTime(now);
  const bytes = new Uint8Array(HEADER);
  bytes[0] = 1;
  for (let i = 1; i <= 5; i += 1) bytes[i] = Number((time >> BigInt(56 - 8 * i)) & 0xffn);
  bytes.set(guid.subarray(0, 16), 6);
  return toBase64(bytes);
}

/** The parent's index and one child block; a fresh opener where the parent has no readable index. */
export function childIndex(parent: string | null, chance: Chance): string {
  const above = parent === null ? null : readIndex(parent);
  if (!above) return openIndex(chance.now(), chance.bytes(16));
  const bytes = new Uint8Array(above.bytes.length + CHILD);
  bytes.set(above.bytes);
  bytes.set(childBlock(above.time, chance), above.bytes.length);
  return toBase64(bytes);
}

/** MS-OXOMSG 2.2.1.3.1: one bit of precision, 31 bits of time since the opener, one byte of chance and level. */
function childBlock(opened: bigint, chance: Chance): Uint8Array {
  const passed = fileTime(chance.now()) - opened;
  const delta = passed < 0n ? 0n : passed;
  const coarse = (delta & (0xfen << 48n)) !== 0n;
  const time = (coarse ? delta >> 23n : delta >> 18n) & 0x7fffffffn;
  const word = Number(time) + (coarse ? 0x80000000 : 0);
  const block = new Uint8Array(CHILD);
  new DataView(block.buffer).setUint32(0, word);
  block[4] = (chance.bytes(1)[0] ?? 0) & 0xf0;
  return block;
}

/** null where it is not base64, not 22 + 5n bytes long or does not begin with 1. */
export function readIndex(text: string): { bytes: Uint8Array; guid: Uint8Array; time: bigint; depth: number } | null {
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) return null;
  const bytes = decode(text);
  if (!bytes || bytes.length < HEADER || (bytes.length - HEADER) % CHILD !== 0 || bytes[0] !== 1) return null;
  const time = bytes.subarray(1, 6).reduce((sum, byte, i) => sum | (BigInt(byte) << BigInt(48 - 8 * i)), 1n << 56n);
  return { bytes, guid: bytes.slice(6, HEADER), time, depth: (bytes.length - HEADER) / CHILD };
}

function decode(text: string): Uint8Array | null {
  const plain = text.replace(/\s+/g, '');
  return plain.replace(/=+$/, '').length % 4 === 1 ? null : fromBase64(plain);
}
