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

const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

/** Why there is no mail in a file, for the person who brought it; null: there is one. Whatever is called .eml is taken for one. */
export function whyNoMail(name: string, source: Uint8Array): string | null {
  if (COMPOUND_FILE.every((byte, at) => source[at] === byte))
    return `${name} is in Outlook’s own format. Save it as .eml and bring that.`;
  if (/\.eml$/i.test(name)) return null;
  const start = new TextDecoder('latin1').decode(fileBytes(source.subarray(0, 2000)));
  return /^\s*[!-9;-~]{1,80}[ \t]*:/.test(start) ? null : `${name} is no mail. Bring one that is saved as .eml.`;
}
