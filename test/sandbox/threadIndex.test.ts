import { fromBase64, toBase64 } from '../../src/sandbox/mailbox/base64';
import { childIndex, openIndex, readIndex } from '../../src/sandbox/mailbox/threadIndex';
import { makeChance } from './tools';

const guid = Uint8Array.from({ length: 16 }, (_, i) => i + 1);

/** 100 ns steps since 1601 to a date, to the precision that five bytes leave (6.6 ms). */
const toDate = (fileTime: bigint) => new Date(Number((fileTime - 116444736000000000n) / 10000n));

test('X2 an opener has 22 bytes: 1, five bytes of time, the GUID (MS-OXOMSG 2.2.1.3)', () => {
  const at = new Date('2026-11-20T10:00:00Z');
  const index = readIndex(openIndex(at, guid));
  expect(index?.bytes).toHaveLength(22);
  expect(index?.bytes[0]).toBe(1);
  expect([...(index?.guid ?? [])]).toEqual([...guid]);
  expect(index?.depth).toBe(0);
  const read = toDate(index?.time ?? 0n).getTime();
  expect(at.getTime() - read).toBeGreaterThanOrEqual(0);
  expect(at.getTime() - read).toBeLessThan(7);
});

test('X2 a reply keeps its parent’s bytes and adds a block of five with the time since the opener', () => {
  const chance = makeChance();
  const parent = openIndex(chance.now(), guid);
  chance.wait(3_600_000);
  const child = childIndex(parent, chance);
  const bytes = fromBase64(child);
  expect(bytes).toHaveLength(27);
  expect(toBase64(bytes.subarray(0, 22))).toBe(parent);
  const word = new DataView(bytes.buffer, 22, 4).getUint32(0);
  expect(word >>> 31).toBe(0);
  // 2^18 steps of 100 ns are 26.2 ms.
  expect(Math.abs((word * 2 ** 18) / 10_000 - 3_600_000)).toBeLessThan(34);
  expect(readIndex(childIndex(child, chance))?.depth).toBe(2);
});

test('X2 a year after the opener the block is still the fine one', () => {
  const chance = makeChance();
  const parent = openIndex(chance.now(), guid);
  chance.wait(365 * 86_400_000);
  const word = new DataView(fromBase64(childIndex(parent, chance)).buffer, 22, 4).getUint32(0);
  expect(word >>> 31).toBe(0);
  expect(Math.abs((word * 2 ** 18) / 10_000 - 365 * 86_400_000)).toBeLessThan(34);
});

test('X2 after more than 1.7 years the block is marked as the coarse one', () => {
  const chance = makeChance();
  const parent = openIndex(chance.now(), guid);
  chance.wait(2 * 365 * 86_400_000);
  const word = new DataView(fromBase64(childIndex(parent, chance)).buffer, 22, 4).getUint32(0);
  expect(word >>> 31).toBe(1);
  const milliseconds = ((word & 0x7fffffff) * 2 ** 23) / 10_000;
  expect(Math.abs(milliseconds - 2 * 365 * 86_400_000)).toBeLessThan(1_000);
});

test.each([
  ['no base64', '!!!'],
  ['a length that base64 cannot have', 'AAAAA'],
  ['too short', toBase64(new Uint8Array(21))],
  ['a broken child block', toBase64(Uint8Array.from({ length: 24 }, (_, i) => (i === 0 ? 1 : 0)))],
  ['a first byte other than 1', toBase64(new Uint8Array(22))],
])('X2 %s is no index, and a reply to it opens a thread', (_why, text) => {
  expect(readIndex(text)).toBeNull();
  expect(readIndex(childIndex(text, makeChance()))?.depth).toBe(0);
});
