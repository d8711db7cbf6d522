/** Meetings: the organiser's is saved, colleagues find it in their calendar, and everybody gets an invitation by mail. */
import { buildMime } from './buildMime';
import { textToBytes, toBase64 } from './base64';
import { makeUuid } from './chance';
import { mailDate } from './encode';
import { makeExchangeMessageId, makeItemId } from './identity';
import { parseEml, type Incoming } from './parseEml';
import { htmlToText } from './plainText';
import { deliver } from './send';
import { unique } from './unique';
import { openIndex } from './threadIndex';
import { addItem, changeAppointment, changeMailbox, mailboxOf } from './world';
import type { Appointment, Chance, FileOnMail, Mailbox, Person, World } from './shapes';

export interface Invitation {
  readonly organizer: string;
  readonly appointment: Appointment;
  readonly guests: readonly Person[];
  readonly source: string;
  readonly incoming: Incoming;
}

export async function prepareInvitation(
  mailbox: Mailbox,
  appointment: Appointment,
  chance: Chance,
): Promise<Invitation> {
  const guests = unique([...appointment.required, ...appointment.optional]);
  const source = buildMime({
    trace: [],
    from: mailbox.owner,
    to: appointment.required,
    cc: appointment.optional,
    subject: appointment.subject,
    date: mailDate(chance.now()),
    messageId: makeExchangeMessageId(chance),
    inReplyTo: null,
    references: [],
    extra: { 'Thread-Topic': appointment.subject, 'Thread-Index': openIndex(chance.now(), chance.bytes(16)) },
    html: null,
    text: bodyText(appointment),
    files: [calendarFile(appointment, chance)],
    boundary: makeUuid(chance),
  });
  return {
    organizer: mailbox.owner.address,
    appointment,
    guests,
    source,
    incoming: await parseEml(textToBytes(source)),
  };
}

export function applyInvitation(world: World, invitation: Invitation, chance: Chance): World {
  const { organizer, appointment, guests, incoming } = invitation;
  const saved = changeAppointment(world, organizer, appointment.id, (one) => ({ ...one, saved: true }));
  const inside = guests.filter((person) => mailboxOf(saved, person.address));
  const outside = guests.filter((person) => !mailboxOf(saved, person.address));
  const invited = inside.reduce(
    (now, person) => deliver(inCalendar(now, person, appointment, chance), person.address, incoming, chance),
    saved,
  );
  if (outside.length === 0) return invited;
  const from = appointment.organizer;
  const mail = {
    id: makeUuid(chance),
    source: invitation.source,
    from,
    recipients: outside,
    subject: appointment.subject,
    at: chance.now().toISOString(),
    answeredBy: [],
  };
  return { ...invited, outside: [...invited.outside, mail] };
}

/** The guest's own copy, under an id of the guest's own mailbox; an earlier copy of the same meeting makes way. */
function inCalendar(world: World, guest: Person, meeting: Appointment, chance: Chance): World {
  const isSame = (item: Mailbox['items'][number]) =>
    item.kind === 'appointment' &&
    item.createdAt === meeting.createdAt &&
    item.organizer.address === meeting.organizer.address;
  const cleared = changeMailbox(world, guest.address, (mailbox) => ({
    ...mailbox,
    items: mailbox.items.filter((item) => !isSame(item)),
  }));
  const guid = mailboxOf(world, guest.address)?.guid ?? '';
  return addItem(cleared, guest.address, {
    ...meeting,
    id: makeItemId(guid, chance),
    saved: true,
    categories: [],
    customProperties: {},
  });
}

const bodyText = ({ body }: Appointment): string => body.text ?? htmlToText(body.html ?? '');

function calendarFile(appointment: Appointment, chance: Chance): FileOnMail {
  const base64 = toBase64(textToBytes(calendar(appointment)));
  const contentType = 'text/calendar; charset=utf-8; method=REQUEST';
  return {
    id: makeUuid(chance),
    name: 'invite.ics',
    contentType,
    size: base64.length,
    inline: true,
    contentId: null,
    base64,
  };
}

/** RFC 5545, the few lines a reader needs. */
function calendar(one: Appointment): string {
  const stamp = (iso: string) => iso.replace(/[-:]|\.\d+/g, '');
  const plain = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Threadmark//Sandbox//EN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${one.id.replace(/[^A-Za-z0-9]/g, '').slice(-60)}`,
    `DTSTAMP:${stamp(one.modifiedAt)}`,
    `DTSTART:${stamp(one.start)}`,
    `DTEND:${stamp(one.end)}`,
    `SUMMARY:${plain(one.subject)}`,
    `LOCATION:${plain(one.location)}`,
    `ORGANIZER:mailto:${one.organizer.address}`,
    ...[...one.required, ...one.optional].map((person) => `ATTENDEE:mailto:${person.address}`),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}
