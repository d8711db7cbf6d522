import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { toBase64, textToBytes } from './base64';
import { oneByteText, withKnownNames, withoutEscapes, withWholeWords } from './charsets';
import { fileBytes } from './fileBytes';
import type { FileOnMail, Person } from './shapes';

/** A message as it came over the wire, before a mailbox gives it a place. */
export interface Incoming {
  /** The raw block, lines ended by CRLF. */
  readonly headers: string;
  readonly subject: string;
  readonly from: Person | null;
  readonly sender: Person | null;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  readonly replyTo: readonly Person[];
  /** With angle brackets; null where the mail has none. */
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  readonly threadIndex: string | null;
  /** ISO 8601 in UTC; null where the mail has no readable date. */
  readonly date: string | null;
  readonly itemClass: string;
  readonly html: string | null;
  readonly text: string | null;
  readonly attachments: readonly Omit<FileOnMail, 'id'>[];
}

/** Whatever the file holds, there is a mail in it: what cannot be taken apart keeps its headers, and its text as it stands. */
export async function parseEml(file: Uint8Array): Promise<Incoming> {
  const source = fileBytes(file);
  const readable = withoutSwitching(source);
  const mail = await takeApart(readable).catch(() => takeApart(inOnePiece(readable)));
  const header = (name: string): string | null => mail.headers.find((line) => line.key === name)?.value ?? null;
  return {
    headers: headerBlock(source),
    subject: mail.subject ?? '',
    from: people(mail.from ? [mail.from] : [])[0] ?? null,
    sender: people(mail.sender ? [mail.sender] : [])[0] ?? null,
    to: people(mail.to),
    cc: people(mail.cc),
    bcc: people(mail.bcc),
    replyTo: people(mail.replyTo),
    messageId: mail.messageId?.trim() || null,
    inReplyTo: ids(header('in-reply-to')),
    references: ids(header('references')),
    threadIndex: header('thread-index'),
    date: isoDate(mail.date),
    itemClass: itemClassOf(header('content-type') ?? '', mail, header('auto-submitted')),
    html: mail.html === undefined ? null : withoutEscapes(mail.html),
    text: mail.text === undefined ? null : withoutEscapes(mail.text),
    attachments: mail.attachments.filter((part) => !isMeeting(part)).map(toFile),
  };
}

/** Exchange takes some hundred kilobytes of headers; a tester may bring what no server would. */
const takeApart = (source: Uint8Array): Promise<Email> =>
  PostalMime.parse(source, {
    forceRfc822Attachments: true,
    attachmentEncoding: 'arraybuffer',
    maxHeadersSize: 64_000_000,
  });

/** Parts within parts without end (the parser stops at 256): as one text, up to a bound. */
function inOnePiece(source: Uint8Array): Uint8Array {
  const end = headerEnd(source);
  const head = decode(source.subarray(0, end)).replace(/^content-[a-z-]+:.*(\r?\n[ \t].*)*(\r?\n|$)/gim, '');
  return joined(textToBytes(`${head.trimEnd()}\r\n`), source.subarray(end, end + 1_000_000));
}

/** Up to the first empty line; bytes that are no UTF-8 are read as Windows-1252, as a browser would. */
export function headerBlock(source: Uint8Array): string {
  const bytes = source.subarray(0, headerEnd(source));
  return `${decode(bytes).replace(/\r?\n/g, '\r\n').replace(/\r$/, '')}\r\n`;
}

function headerEnd(source: Uint8Array): number {
  for (let at = source.indexOf(10); at >= 0; at = source.indexOf(10, at + 1)) {
    if (source[at + 1] === 10 || (source[at + 1] === 13 && source[at + 2] === 10)) return at;
  }
  return source.length;
}

/**
 * What the parser cannot read by itself: encoded words that cut a character, ISO 2022 in them, names of charsets that only
 * their writers know. It is handed these words in UTF-8, and so is a block of raw bytes that are none.
 */
export function withoutSwitching(given: Uint8Array): Uint8Array {
  const source = knownNames(given);
  const end = headerEnd(source);
  const block = decode(source.subarray(0, end));
  const plain = withWholeWords(block.replace(/^.+$/gm, withoutEscapes));
  return plain === block && isUtf8(source.subarray(0, end)) ? source : joined(textToBytes(plain), source.subarray(end));
}

function knownNames(source: Uint8Array): Uint8Array {
  const text = oneByteText(source);
  const known = withKnownNames(text);
  return known === text ? source : Uint8Array.from(known, (char) => char.charCodeAt(0));
}

function joined(head: Uint8Array, rest: Uint8Array): Uint8Array {
  const whole = new Uint8Array(head.length + rest.length);
  whole.set(head);
  whole.set(rest, head.length);
  return whole;
}

const decode = (bytes: Uint8Array): string => new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function people(addresses: readonly Address[] | undefined): Person[] {
  return (addresses ?? []).flatMap((entry) =>
    (entry.group ?? [entry]).map((one) => ({ address: one.address ?? '', name: one.name || (one.address ?? '') })),
  );
}

const ids = (value: string | null): string[] => value?.match(/<[^<>]+>/g) ?? [];

function isoDate(value: string | undefined): string | null {
  const date = new Date(value ?? '');
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** The MAPI class that Exchange gives on import (MS-OXCMAIL 2.2.3.2.5, and the usual names for reports and meetings). */
function itemClassOf(contentType: string, mail: Email, autoSubmitted: string | null): string {
  const type = contentType.toLowerCase();
  if (type.startsWith('multipart/report') && type.includes('delivery-status')) return 'REPORT.IPM.Note.NDR';
  if (type.startsWith('multipart/report') && type.includes('disposition-notification')) return 'REPORT.IPM.Note.IPNRN';
  if (type.startsWith('multipart/signed') && type.includes('pkcs7')) return 'IPM.Note.SMIME.MultipartSigned';
  if (type.includes('pkcs7-mime')) return 'IPM.Note.SMIME';
  const meeting = mail.attachments.find((file) => file.mimeType === 'text/calendar')?.method?.toUpperCase();
  if (meeting === 'REQUEST') return 'IPM.Schedule.Meeting.Request';
  if (meeting === 'CANCEL') return 'IPM.Schedule.Meeting.Canceled';
  if (autoSubmitted?.toLowerCase().startsWith('auto-replied')) return 'IPM.Note.Rules.OofTemplate.Microsoft';
  return 'IPM.Note';
}

/** The calendar part of a meeting request is the request itself: Outlook lists no file for it. */
const isMeeting = (part: Attachment): boolean =>
  part.mimeType === 'text/calendar' && part.method !== undefined && part.disposition !== 'attachment';

function toFile(part: Attachment): Omit<FileOnMail, 'id'> {
  const bytes = typeof part.content === 'string' ? textToBytes(part.content) : new Uint8Array(part.content);
  return {
    name: part.filename ?? (part.mimeType === 'message/rfc822' ? 'message.eml' : 'attachment'),
    contentType: part.mimeType,
    size: bytes.length,
    inline: part.disposition === 'inline' || part.related === true,
    contentId: part.contentId ?? null,
    base64: toBase64(bytes),
  };
}
