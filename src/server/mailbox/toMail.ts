/** Raw MIME -> Mail: postal-mime takes the parts apart, our own reader takes the headers. */
import PostalMime, { type Attachment as Part, type Email } from 'postal-mime';
import { normalAddress, parseAddresses } from '../../correlation/addresses';
import { decodeWords } from '../../correlation/encodedWords';
import { keepHeaders, parseHeaders, type Headers } from '../../correlation/headers';
import type { Attachment, Mail, Person } from '../../correlation/mail';
import { laterThan, receivedAt, sentTime } from '../../correlation/sentTime';
import { decodeBytes } from './charsets';
import { calendarOf, meetingClass, meetingKeysOf, type Calendar } from './calendarPart';
import { headerBlock, headerEnd, withoutEnvelope } from './headerBlock';
import { innerHeaders, isMail, returnedHeaders } from './reports';

/** Whose mailbox the mail was read in. */
export interface ReadIn {
  readonly address: string;
  /** The id which that mailbox gave the conversation. */
  readonly conversationId?: string | null;
  /** Normal addresses under which its owner sends, beside `address`. */
  readonly ownAddresses?: readonly string[];
  /** When it is read: no mail was sent later. */
  readonly now?: Date;
}

/** Never throws on malformed mail: what cannot be taken apart keeps its headers and loses its parts. */
export async function toMail(raw: Uint8Array | string, mailbox: ReadIn): Promise<Mail> {
  const bytes = withoutEnvelope(typeof raw === 'string' ? Buffer.from(raw) : raw);
  const block = headerBlock(bytes);
  const headers = parseHeaders(block);
  const parts = await takeApart(bytes);
  const people = (name: string) => headers.all(name).flatMap((value) => parseAddresses(value, decodeBytes));
  const from = people('from')[0] ?? null;
  const returned = returnedHeaders(headers, from, parts);
  const calendar = calendarOf(parts.attachments);
  const subject = decodeWords(headers.get('subject') ?? '', decodeBytes);
  const mail: Mail = {
    kind: 'message',
    direction: from !== null && isOwn(from, mailbox) ? 'outgoing' : 'incoming',
    subject,
    from,
    sender: people('sender')[0] ?? null,
    replyTo: people('reply-to'),
    to: people('to'),
    cc: people('cc'),
    bcc: people('bcc'),
    messageId: null,
    headers: block,
    conversation: mailbox.conversationId
      ? { mailbox: normalAddress(mailbox.address), id: mailbox.conversationId }
      : null,
    sentAt: sentAt(headers, mailbox.now),
    itemClass: meetingClass(parts.attachments),
    sensitivity: sensitivity(headers),
    body: bodyOf(parts, calendar),
    attachments: parts.attachments.map(toAttachment),
    returnedHeaders: returned,
    attachedHeaders: parts.attachments
      .filter(isMail)
      .map(innerHeaders)
      .filter((inner) => inner !== returned),
    ...(calendar && { meeting: calendar.meeting, meetingKeys: meetingKeysOf(calendar, subject) }),
  };
  keepHeaders(mail, headers);
  return mail;
}

interface Parts {
  readonly html: string | null;
  readonly text: string | null;
  readonly attachments: readonly Part[];
}

/** Beyond it, taking apart would take minutes: postal-mime pays for each line. 30 MB of attachments have fewer. */
const MOST_LINES = 400_000;

/** postal-mime refuses deep nesting and more than 2 MiB of headers; the text then counts as it stands, up to a bound. */
async function takeApart(bytes: Uint8Array): Promise<Parts> {
  const email = hasMoreLines(bytes, MOST_LINES) ? null : await parse(bytes);
  if (email) return { html: email.html ?? null, text: email.text ?? null, attachments: email.attachments };
  const body = bytes.subarray(headerEnd(bytes));
  return {
    html: null,
    text: Buffer.from(body.subarray(0, 1_000_000)).toString('utf8').trim() || null,
    attachments: [],
  };
}

function parse(bytes: Uint8Array): Promise<Email | null> {
  return PostalMime.parse(bytes, { forceRfc822Attachments: true }).catch(() => null);
}

function hasMoreLines(bytes: Uint8Array, bound: number): boolean {
  if (bytes.length <= bound) return false;
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0 && lines <= bound; at = bytes.indexOf(10, at + 1)) lines++;
  return lines > bound;
}

function isOwn(person: Person, mailbox: ReadIn): boolean {
  const address = normalAddress(person.address);
  return (
    (mailbox.address !== '' && address === normalAddress(mailbox.address)) ||
    (mailbox.ownAddresses?.includes(address) ?? false)
  );
}

/** The Date header where the arrival does not contradict it, else the arrival: the newest Received, else now. */
function sentAt(headers: Headers, now: Date | undefined): string | null {
  const { at } = sentTime({ kind: 'message', sentAt: receivedAt(headers) }, headers);
  return at === null || now === undefined ? at : (laterThan(now, at)?.at ?? at);
}

function sensitivity(headers: Headers): Mail['sensitivity'] {
  const word = (headers.get('sensitivity') ?? '').toLowerCase();
  if (word === 'personal' || word === 'private') return word;
  return word === 'company-confidential' ? 'confidential' : 'normal';
}

/** Some calendars send nothing but the event: then its description is the text. */
function bodyOf({ html, text }: Parts, calendar: Calendar | null): Mail['body'] {
  const empty = !html?.trim() && !text?.trim();
  return empty && calendar?.description ? { html: null, text: calendar.description } : { html, text };
}

function toAttachment(part: Part): Attachment {
  const size = typeof part.content === 'string' ? part.content.length : part.content.byteLength;
  const name = part.filename ?? (isMail(part) ? 'message.eml' : 'attachment');
  return { name, contentType: part.mimeType, size, inline: part.disposition === 'inline' || part.related === true };
}
