/** Where the header block of a raw mail ends, and the parts of a mail that are header blocks themselves. */
import { decodeBlock } from './charsets';

/** The raw mail without the `From ` line that mbox files put in front. */
export function withoutEnvelope(raw: Uint8Array): Uint8Array {
  const mail = buffer(raw);
  // “From : somebody” is a header of old (RFC 5322 section 4.5.2).
  if (!/^From (?![ \t]*:)/.test(mail.toString('latin1', 0, 80))) return raw;
  const end = mail.indexOf(10);
  return end < 0 ? raw : mail.subarray(end + 1);
}

/** Up to the first empty line, as text. */
export function headerBlock(raw: Uint8Array): string {
  return decodeBlock(raw.subarray(0, headerEnd(raw)));
}

/** Offset of the empty line that ends the header block, or the length. */
export function headerEnd(raw: Uint8Array): number {
  const mail = buffer(raw);
  const lines = mail.indexOf('\n\n');
  const crlf = mail.indexOf('\n\r\n');
  const end = Math.min(lines < 0 ? mail.length : lines, crlf < 0 ? mail.length : crlf);
  return Math.min(end + 1, mail.length);
}

function buffer(raw: Uint8Array): Buffer {
  return Buffer.isBuffer(raw) ? raw : Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
}

/** Lines behind which qmail, Exim, Postfix's ancestors and Exchange put the mail they return, in a plain text. */
const MARKS = [
  'below this line is a copy of the message',
  'this is a copy of the message, including all the headers',
  'this is a copy of your message, including all the headers',
  'original message headers',
  'headers of the original message',
  'unsent message follows',
  'original message follows',
  'original message header',
  'header of the original message',
  'original message -----',
  'ursprüngliche nachrichtenkopfzeilen',
  'ursprüngliche nachrichtenheader',
];

/** The header block that a text bounce quotes, or null. Where no mark tells where it begins, its Message-ID does. */
export function quotedHeaders(text: string): string | null {
  const lines = text.slice(0, 200_000).split(/\r?\n/);
  const mark = lines.findIndex(
    (line) => line.length < 200 && MARKS.some((words) => line.toLowerCase().includes(words)),
  );
  const marked = mark < 0 ? -1 : lines.findIndex((line, i) => i > mark && /^(>? ?)[!-9;-~]+: /.test(line));
  const start = marked < 0 ? lines.findIndex((line) => /^message-id: ?<[^<>@]+@[^<>]+>/i.test(line)) : marked;
  if (start < 0) return null;
  const rest = lines.slice(start);
  const end = rest.findIndex((line) => line.trim() === '');
  return rest.slice(0, end < 0 ? rest.length : end).join('\n');
}
