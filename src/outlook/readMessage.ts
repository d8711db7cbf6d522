/** An open message or appointment -> Mail. The body is left out: it is read only when the user tracks. */
import { parseAddresses } from '../correlation/addresses';
import { isDirectoryName } from '../correlation/directoryName';
import { parseHeaders } from '../correlation/headers';
import type { Stamp } from '../contract/stamp';
import type { Attachment, Mail, Person } from '../correlation/mail';
import type { Calls } from './calls';
import type { ReadItem } from './openItem';
import { peopleOf, personOf } from './people';
import type { MeetingFields } from './readMeeting';
import { supports } from './ready';
import { readSentStamp } from './sentStamp';

/** What became of the question for the internet headers; `why` is for people. */
export type HeaderReading =
  | { readonly got: 'headers' }
  /** Sent items and appointments have none (office-js issue 6796); nothing to worry about. */
  | { readonly got: 'none' }
  | { readonly got: 'nothing'; readonly why: string };

export interface Reading {
  readonly mail: Mail;
  readonly headers: HeaderReading;
  /** What one's own mail was stamped with while it was written; null for mail of others. */
  readonly stamp: Stamp | null;
}

export interface ReadDoors {
  readonly calls: Calls;
  readonly user: Person;
  /** Aborted when nobody waits for this item any more. */
  readonly signal: AbortSignal;
}

/** Milliseconds. The verdict waits for the headers; without them it can still say much. */
const HEADER_LIMIT = 2_000;

/** Never rejects on account of missing or refused headers. */
export async function readMessage(kind: 'message' | 'appointment', item: ReadItem, doors: ReadDoors): Promise<Reading> {
  /** Everything synchronous first: a moment later another item may be the open one. */
  const fields =
    kind === 'message'
      ? readFields(item as Office.MessageRead, doors.user)
      : readAppointment(item as Office.AppointmentRead, doors.user);
  const meeting = meetingIn(item, fields, doors.user);
  const isOwn = fields.direction === 'outgoing';
  const asked = isOwn ? readSentStamp(item, asking(doors)) : null;
  const { block, reading } = await (kind === 'message' ? readHeaders(item as Office.MessageRead, doors) : NO_HEADERS);
  /** Whoever says to be the reader: what came over the wire (RFC 5321 4.4) is no copy from Sent Items, which has no headers. */
  const came = /^received:/im.test(block ?? '');
  const mayBeOwn = kind === 'message' || fields.from === null;
  const stamp = came ? null : await (asked ?? (mayBeOwn ? readSentStamp(item, asking(doors)) : null));
  const mail = {
    ...fields,
    ...asSent(fields, { isOwn: !came && (isOwn || stamp !== null), user: doors.user }),
    headers: block,
    replyTo: block === null ? [] : replyToOf(block),
    sensitivity: sensitivityOf(item, block),
    ...(stamp && { mark: stamp.mark }),
    ...(await meeting),
  };
  return { mail, headers: reading, stamp };
}

/**
 * What its writer stamped is theirs in whatever name it went: a shared mailbox's, an alias, one that Outlook does not tell
 * (office-js issues 577, 2736, 3837). The server believes a mark only where it knows it from the same person.
 */
function asSent({ from }: Mail, { isOwn, user }: { readonly isOwn: boolean; readonly user: Person }) {
  if (!isOwn) return { direction: 'incoming' as const };
  return { direction: 'outgoing' as const, from: from ?? (user.address ? user : null) };
}

/** No client tells it besides. */
function replyToOf(block: string): Person[] {
  const value = parseHeaders(block).get('reply-to') ?? '';
  return parseAddresses(value.slice(0, LONGEST_FIELD)).filter(({ address }) => !isDirectoryName(address));
}

const LONGEST_FIELD = 10_000;

const IS_MEETING = /^IPM\.Schedule| @ .*\d/i;

/** Fetched for appointments and what may be mail of a calendar. */
async function meetingIn(item: ReadItem, mail: Mail, user: Person): Promise<Pick<Mail, 'meeting' | 'meetingKeys'>> {
  if (mail.kind === 'message' && !IS_MEETING.test(mail.itemClass ?? '') && !IS_MEETING.test(mail.subject)) return {};
  const { itemId, seriesId, start, end, location, isAllDayEvent, dateTimeModified } = item as unknown as MeetingFields;
  const fields = { itemId, seriesId, start, end, location, isAllDayEvent, dateTimeModified };
  return import(/* webpackChunkName: "meeting" */ './readMeeting').then(
    ({ readMeeting }) => readMeeting(mail, fields, user.address.toLowerCase()),
    () => ({}), // not fetched before the line broke: it is known by its other signs
  );
}

const NO_HEADERS = { block: null, reading: { got: 'none' } } as const;
const asking = ({ calls, signal }: ReadDoors) => ({ calls, options: { limit: HEADER_LIMIT, signal } });

const sameAddress = (one: Person | null, other: Person) =>
  one !== null && other.address !== '' && one.address.toLowerCase() === other.address.toLowerCase();

function readFields(message: Office.MessageRead, user: Person): Mail {
  const from = personOf(message.from) ?? personOf(message.sender);
  const sender = personOf(message.sender);
  const conversation = text(message.conversationId);
  return {
    ...empty,
    kind: 'message',
    direction: sameAddress(from, user) || sameAddress(sender, user) ? 'outgoing' : 'incoming',
    subject: text(message.subject) ?? '',
    from,
    sender,
    to: peopleOf(message.to),
    cc: peopleOf(message.cc),
    bcc: peopleOf((message as { bcc?: Office.EmailAddressDetails[] }).bcc),
    messageId: text(message.internetMessageId),
    conversation: conversation === null ? null : { mailbox: user.address.toLowerCase(), id: conversation },
    sentAt: instant((message as { dateTimeSent?: Date }).dateTimeSent ?? message.dateTimeCreated),
    itemClass: text(message.itemClass),
    attachments: attachmentsOf(message),
  };
}

/**
 * An appointment has neither headers nor a conversation. Its start stands for the moment: it is the same for the
 * organizer and every attendee, which no other time of an appointment is.
 */
function readAppointment(item: Office.AppointmentRead, user: Person): Mail {
  const organizer = personOf(item.organizer);
  return {
    ...empty,
    kind: 'appointment',
    direction: sameAddress(organizer, user) ? 'outgoing' : 'incoming',
    subject: text(item.subject) ?? '',
    from: organizer,
    to: peopleOf(item.requiredAttendees),
    cc: peopleOf(item.optionalAttendees),
    sentAt: instant(item.start),
    itemClass: text(item.itemClass),
    attachments: attachmentsOf(item),
  };
}

const empty: Mail = {
  kind: 'message',
  direction: 'incoming',
  subject: '',
  from: null,
  sender: null,
  replyTo: [],
  to: [],
  cc: [],
  bcc: [],
  messageId: null,
  headers: null,
  conversation: null,
  sentAt: null,
  itemClass: null,
  sensitivity: 'normal',
  body: { html: null, text: null },
  attachments: [],
  returnedHeaders: null,
  attachedHeaders: [],
};

async function readHeaders(
  message: Office.MessageRead,
  { calls, signal }: ReadDoors,
): Promise<{ block: string | null; reading: HeaderReading }> {
  if (!supports('1.8'))
    return { block: null, reading: { got: 'nothing', why: 'This Outlook does not hand over internet headers.' } };
  const answer = await calls.try<string>((done) => message.getAllInternetHeadersAsync(done), {
    limit: HEADER_LIMIT,
    signal,
  });
  if (answer.did !== 'answer') return { block: null, reading: { got: 'nothing', why: answer.why } };
  const block = text(answer.value);
  return { block, reading: { got: block === null ? 'none' : 'headers' } };
}

/** null for everything that is no text or says nothing; clients give undefined, null and "". */
function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** null also for times that nobody means: before 1970, and in years of more than four digits. */
function instant(value: unknown): string | null {
  const date =
    value instanceof Date ? value : new Date(typeof value === 'string' || typeof value === 'number' ? value : NaN);
  return +date >= 0 && +date < 2.534e14 ? date.toISOString() : null;
}

function attachmentsOf(item: { readonly attachments?: readonly Office.AttachmentDetails[] }): Attachment[] {
  return (Array.isArray(item.attachments) ? (item.attachments as readonly Office.AttachmentDetails[]) : []).map(
    (attachment) => ({
      name: (text(attachment.name) ?? 'Attachment').slice(0, 400),
      contentType: (text(attachment.contentType) ?? 'application/octet-stream').slice(0, 255),
      size: Number.isFinite(attachment.size) ? Math.min(Math.max(0, Math.round(attachment.size)), 2 ** 40) : 0,
      inline: attachment.isInline === true,
    }),
  );
}

const SENSITIVITIES: Readonly<Record<string, Mail['sensitivity']>> = {
  personal: 'personal',
  private: 'private',
  confidential: 'confidential',
  'company-confidential': 'confidential',
};

/** The client's word where it has one, else the header's (RFC 4021 2.1.55). */
function sensitivityOf(item: object, headers: string | null): Mail['sensitivity'] {
  const word =
    text((item as { sensitivity?: unknown }).sensitivity) ??
    (headers === null ? null : parseHeaders(headers).get('sensitivity'));
  return SENSITIVITIES[word?.trim().toLowerCase() ?? ''] ?? 'normal';
}
