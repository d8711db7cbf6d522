/** The letter of a sent mail -> what the server is asked. Read here, because the handler that wrote it has no engine. */
import { saidPrivate } from '../contract/stamp';
import type { TrackSent } from '../contract/sending';
import { extractKeys } from '../correlation/keys';
import type { Mail, Person } from '../correlation/mail';
import type { Errand, SentMail } from './letters';

const REASON = {
  hand: 'Chosen while it was written.',
  rule: 'Tracked when it was sent, by the rule for outgoing mail.',
};

/** The same letter gives the same request, however often it leaves. */
export function sentRequest(
  requestId: string,
  { stamp, mail }: Pick<Extract<Errand, { do: 'trackSent' }>, 'stamp' | 'mail'>,
): TrackSent {
  const { mark, by, regarding } = stamp;
  const isPrivate = saidPrivate(stamp);
  const keys = extractKeys({ ...mailOf(mail), mark });
  return {
    requestId,
    keys: { ...(keys as TrackSent['keys']), ...(!mail.messageId && { messageId: `mark:${mark}` }) },
    mail: {
      subject: mail.subject.slice(0, 2000),
      from: person(mail.from),
      to: people(mail.to),
      cc: people(mail.cc),
      bcc: people(mail.bcc),
      html: mail.html,
      text: null,
      attachments: [],
    },
    regarding: regarding && { type: regarding.type, id: regarding.id },
    because: { method: by === 'hand' ? 'hand' : 'sent', matched: null, reason: REASON[by] },
    byRule: by === 'rule',
    ...(isPrivate !== null && { private: isPrivate }),
    ...(mail.sensitivity && { sensitivity: mail.sensitivity }),
  };
}

/** A sent mail as the engine reads it, as a rule before it has an id. */
const mailOf = ({ kind, subject, messageId, from, to, cc, bcc, conversationId, sentAt }: SentMail): Mail => ({
  kind,
  direction: 'outgoing',
  subject,
  from,
  sender: null,
  replyTo: [],
  to,
  cc,
  bcc,
  messageId: messageId ?? null,
  headers: null,
  conversation: conversationId === null ? null : { mailbox: from.address.toLowerCase(), id: conversationId },
  sentAt,
  itemClass: null,
  sensitivity: 'normal',
  body: { html: null, text: null },
  attachments: [],
  returnedHeaders: null,
  attachedHeaders: [],
});

const person = ({ address, name }: Person): Person => ({ address: address.slice(0, 320), name: name.slice(0, 1000) });
const people = (all: readonly Person[]): Person[] => all.slice(0, 500).map(person);
