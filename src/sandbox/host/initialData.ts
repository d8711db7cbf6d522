/** What a frame knows of its item without asking: the answer to GetInitialData and the payload of ItemChanged. */
import { HOST_VERSION } from './appContext';
import { timeZoneOffsets, windowsTimeZone } from './timeZone';
import { normalizedSubject } from '../mailbox/subject';
import { findAppointment, findMessage } from '../mailbox/world';
import type { Appointment, FileOnMail, Message, Person } from '../mailbox/shapes';
import type { Permission } from '../manifest/addIn';
import type { Session } from './context';

const ITEM_TYPE = {
  messageRead: 1,
  appointmentRead: 2,
  meetingRequest: 3,
  messageCompose: 4,
  appointmentCompose: 5,
  none: 6,
} as const;

/** The host's own numbering, which is not the library's. */
const PERMISSION: Readonly<Record<Permission, number>> = {
  Restricted: 0,
  ReadItem: 1,
  ReadWriteMailbox: 2,
  ReadWriteItem: 3,
};

export function makeInitialData(session: Session): Record<string, unknown> {
  const ref = session.item();
  const always = aboutMailbox(session);
  if (!ref) return { ...always, itemType: ITEM_TYPE.none };
  const { world } = session.services;
  if (ref.kind === 'message') {
    const message = findMessage(world.get(), session.user.address, ref.id);
    return message
      ? { ...always, ...aboutMessage(message, ref.mode, session.user) }
      : { ...always, itemType: ITEM_TYPE.none };
  }
  const appointment = findAppointment(world.get(), session.user.address, ref.id);
  return appointment
    ? { ...always, ...aboutAppointment(appointment, ref.mode, session.user) }
    : { ...always, itemType: ITEM_TYPE.none };
}

function aboutMailbox(session: Session): Record<string, unknown> {
  const { owner } = session.mailbox();
  return {
    permissionLevel: PERMISSION[session.addIn.permission],
    hostVersion: HOST_VERSION,
    owaView: 'ThreeColumns',
    userDisplayName: owner.name,
    userEmailAddress: owner.address,
    userTimeZone: windowsTimeZone(),
    userProfileType: 'enterprise',
    timeZoneOffsets: timeZoneOffsets(session.services.chance.now()),
    ewsUrl: `${location.origin}/sandbox/no-ews`,
    restUrl: `${location.origin}/sandbox/no-rest`,
    isRestIdSupported: false,
    extensionId: session.addIn.id,
    openWindowOpen: false,
    isFromSharedFolder: false,
  };
}

function aboutMessage(message: Message, mode: 'read' | 'compose', owner: Person): Record<string, unknown> {
  // Outlook on the web gives null for a mail that answers nothing.
  if (mode === 'compose')
    return { itemType: ITEM_TYPE.messageCompose, conversationId: message.conversationId || null, seriesId: null };
  const person = (one: Person) => toPerson(one, owner);
  return {
    itemType: message.itemClass.startsWith('IPM.Schedule.Meeting.Request')
      ? ITEM_TYPE.meetingRequest
      : ITEM_TYPE.messageRead,
    id: message.id,
    conversationId: message.conversationId,
    seriesId: null,
    subject: message.subject,
    normalizedSubject: normalizedSubject(message.subject),
    itemClass: message.itemClass,
    from: message.from && person(message.from),
    sender: message.sender && person(message.sender),
    to: message.to.map(person),
    cc: message.cc.map(person),
    bcc: message.folder === 'Sent Items' ? message.bcc.map(person) : [],
    internetMessageId: message.internetMessageId,
    dateTimeCreated: message.createdAt,
    dateTimeModified: message.modifiedAt,
    dateTimeSent: message.sentAt,
    attachments: message.attachments.map(toAttachment),
    isRead: message.isRead,
  };
}

function aboutAppointment(appointment: Appointment, mode: 'read' | 'compose', owner: Person): Record<string, unknown> {
  if (mode === 'compose') return { itemType: ITEM_TYPE.appointmentCompose, seriesId: appointment.seriesId };
  const person = (one: Person) => toPerson(one, owner);
  return {
    itemType: ITEM_TYPE.appointmentRead,
    id: appointment.id,
    seriesId: appointment.seriesId,
    subject: appointment.subject,
    normalizedSubject: normalizedSubject(appointment.subject),
    itemClass: 'IPM.Appointment',
    organizer: person(appointment.organizer),
    to: appointment.required.map(person),
    cc: appointment.optional.map(person),
    start: appointment.start,
    end: appointment.end,
    location: appointment.location,
    dateTimeCreated: appointment.createdAt,
    dateTimeModified: appointment.modifiedAt,
    attachments: [],
  };
}

/** `recipientType`: 2 a user of the organisation, 3 somebody outside. */
export function toPerson(person: Person, owner: Person): Record<string, unknown> {
  const isColleague = domainOf(person) === domainOf(owner);
  return { name: person.name, address: person.address, recipientType: isColleague ? 2 : 3 };
}

const domainOf = (person: Person): string => person.address.split('@')[1]?.toLowerCase() ?? '';

export const toAttachment = (file: FileOnMail): Record<string, unknown> => ({
  id: file.id,
  name: file.name,
  contentType: file.contentType,
  size: file.size,
  isInline: file.inline,
  attachmentType: file.contentType === 'message/rfc822' ? 1 : 0,
});
