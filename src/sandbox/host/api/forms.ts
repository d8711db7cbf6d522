/** Windows that an add-in opens: other items, new messages and appointments, answers. */
import { textToHtml } from '../../mailbox/plainText';
import { ERROR, HostError } from '../errors';
import { itemOf, textParam, textsParam, type ApiCall, type Call, type Calls } from './call';
import type { Person } from '../../mailbox/shapes';

const openMessage: ApiCall = { name: 'displayMessageForm', level: 1, run: openItem };
const openAppointment: ApiCall = { name: 'displayAppointmentForm', level: 1, run: openItem };
const newMessage: ApiCall = { name: 'displayNewMessageForm', level: 1, run: writeMessage };
const newAppointment: ApiCall = { name: 'displayNewAppointmentForm', level: 1, run: writeAppointment };
const reply: ApiCall = { name: 'displayReplyForm', level: 1, run: (call) => answer(call, false) };
const replyAll: ApiCall = { name: 'displayReplyAllForm', level: 1, run: (call) => answer(call, true) };

export const formCalls: Calls = {
  7: newAppointment,
  177: newAppointment,
  8: openMessage,
  179: openMessage,
  9: openAppointment,
  180: openAppointment,
  10: reply,
  183: reply,
  30: reply,
  181: reply,
  11: replyAll,
  184: replyAll,
  31: replyAll,
  182: replyAll,
  44: newMessage,
  178: newMessage,
  403: {
    name: 'window.open',
    level: 0,
    run: (call) => call.session.services.desk.openWindow(textParam(call, 'launchUrl')),
  },
};

/** The library hands ids over in REST form: `-` for `/`, `_` for `+`. */
function openItem(call: Call): void {
  const id = textParam(call, 'itemId').replace(/-/g, '/').replace(/_/g, '+');
  if (!call.session.services.desk.openItem(id))
    throw new HostError(ERROR.itemNotFound, 'There is no such item in this mailbox.');
}

const people = (call: Call, field: string): Person[] =>
  textsParam(call, field).map((address) => ({ address, name: address }));

function writeMessage(call: Call): void {
  call.session.services.desk.newMessage({
    to: people(call, 'toRecipients'),
    cc: people(call, 'ccRecipients'),
    bcc: people(call, 'bccRecipients'),
    subject: textParam(call, 'subject'),
    html: textParam(call, 'htmlBody') || '<p><br></p>',
  });
}

function writeAppointment(call: Call): void {
  const at = (field: string) =>
    new Date(Number(call.params[field]) || call.session.services.chance.now()).toISOString();
  call.session.services.desk.newAppointment({
    subject: textParam(call, 'subject'),
    start: at('start'),
    end: at('end'),
    location: textParam(call, 'location'),
    attendees: [...people(call, 'requiredAttendees'), ...people(call, 'optionalAttendees')],
    html: textToHtml(textParam(call, 'body')),
  });
}

const answer = (call: Call, all: boolean): void =>
  call.session.services.desk.reply(itemOf(call).id, all, textParam(call, 'htmlBody'));
