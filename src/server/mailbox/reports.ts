/** What a report is about: the mail that came back, or the one that was delivered or read (RFC 3464, RFC 8098). */
import type { Attachment as Part } from 'postal-mime';
import { isFromDaemon } from '../../correlation/automatic';
import { parseHeaders, type Headers } from '../../correlation/headers';
import type { Person } from '../../correlation/mail';
import { headerBlock, quotedHeaders } from './headerBlock';

interface Parts {
  readonly text: string | null;
  readonly attachments: readonly Part[];
}

export function isMail(part: Part): boolean {
  return /^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/.test(part.mimeType);
}

export function innerHeaders(part: Part): string {
  return headerBlock(bytesOf(part));
}

function bytesOf({ content }: Part): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
}

/** The header block of the mail that the report is about, as far as the report tells it; null for other mail. */
export function returnedHeaders(headers: Headers, from: Person | null, parts: Parts): string | null {
  const type = (headers.get('content-type') ?? '').slice(0, 2000);
  // A complaint about spam (RFC 5965) is no report of a delivery.
  if (/report-type\s*=\s*"?feedback-report/i.test(type)) return null;
  const receipt = namedBy(parts, 'message/disposition-notification');
  if (receipt !== null || /report-type\s*=\s*"?disposition-notification/i.test(type)) return receipt;
  const status = namedBy(parts, 'message/delivery-status') ?? namedBy(parts, 'message/global-delivery-status');
  const report = /^multipart\/report/i.test(type) || headers.has('x-failed-recipients') || isFromDaemon(from, headers);
  if (!report) return null;
  const part = parts.attachments.findLast(isMail);
  const block = part ? innerHeaders(part) : quotedHeaders(parts.text ?? '');
  return block !== null && (status === null || parseHeaders(block).has('message-id')) ? block : status;
}

/** RFC 8098 3.2.5. In delivery reports Exchange and Postfix write the same with `X-`, above or in the blocks of the recipients. */
const NAMES = ['original-message-id', 'x-original-message-id'];
const MOST_BLOCKS = 20;
const LONGEST = 100_000;

/** A header block of one line, with the id that the part names. */
function namedBy({ attachments }: Parts, mimeType: string): string | null {
  const part = attachments.find((each) => each.mimeType === mimeType && each.disposition !== 'attachment');
  if (!part) return null;
  const text = Buffer.from(bytesOf(part).subarray(0, LONGEST)).toString('latin1');
  for (const block of text.split(/\r?\n\r?\n/, MOST_BLOCKS)) {
    const named = parseHeaders(block);
    const id = NAMES.map((name) => named.get(name)).find((value) => value !== null && value.trim() !== '');
    if (id) return `Message-ID: ${id}`;
  }
  return null;
}
