/** A mail file as it lies on a disk -> the bytes that travelled: UTF-8, lines ended by LF or CRLF. */
import { textToBytes } from './base64';

export function fileBytes(source: Uint8Array): Uint8Array {
  const [first, second] = source;
  if (first === 0xff && second === 0xfe) return recoded(source, 'utf-16le');
  if (first === 0xfe && second === 0xff) return recoded(source, 'utf-16be');
  const bytes = first === 0xef && second === 0xbb && source[2] === 0xbf ? source.subarray(3) : source;
  // Carriage returns alone ended the lines of old Macs.
  return withoutEnvelope(bytes.includes(10) ? bytes : bytes.map((byte) => (byte === 13 ? 10 : byte)));
}

/** The line that an mbox puts before each mail; “From :” is a header of old (RFC 5322 section 4.5.2). */
function withoutEnvelope(bytes: Uint8Array): Uint8Array {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 80));
  return /^From (?![ \t]*:)/.test(start) ? bytes.subarray(bytes.indexOf(10) + 1) : bytes;
}

const recoded = (source: Uint8Array, encoding: string) =>
  fileBytes(textToBytes(new TextDecoder(encoding).decode(source)));
