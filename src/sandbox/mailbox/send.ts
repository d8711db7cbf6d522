/**
 * Sending, as Exchange does it: the server gives the message its id, the sender keeps a copy without readable headers,
 * colleagues get theirs with headers, and whatever is for somebody else leaves the house.
 */
import { buildMime, type Letter } from './buildMime';
import { makeUuid } from './chance';
import { mailDate } from './encode';
import { makeConversationId, makeExchangeMessageId, makeItemId } from './identity';
import { parseEml, type Incoming } from './parseEml';
import { placeMail } from './place';
import { htmlToText, textToHtml } from './plainText';
import { normalizedSubject } from './subject';
import { readIndex } from './threadIndex';
import { unique } from './unique';
import { textToBytes } from './base64';
import { addItem, changeMailbox, mailboxOf, removeItem } from './world';
import type { AnyItem, Chance, Mailbox, Message, Outbound, Person, World } from './shapes';

/** Everything about a message on its way, before any mailbox changed. */
export interface Delivery {
  readonly sender: string;
  readonly draftId: string;
  readonly sent: Message;
  readonly source: string;
  readonly incoming: Incoming;
  /** Everybody it goes to, blind copies among them. */
  readonly recipients: readonly Person[];
}

/** Builds the letter and reads it again, so that what arrives is what a real mail program would have received. */
export async function prepareDelivery(mailbox: Mailbox, draft: Message, chance: Chance): Promise<Delivery> {
  const now = chance.now();
  const messageId = makeExchangeMessageId(chance);
  const source = buildMime(letterOf(draft, { now, messageId, boundary: makeUuid(chance) }));
  return {
    sender: mailbox.owner.address,
    draftId: draft.id,
    sent: sentCopy(mailbox, draft, { messageId, now, chance }),
    source,
    incoming: await parseEml(textToBytes(source)),
    recipients: unique([...draft.to, ...draft.cc, ...draft.bcc]),
  };
}

export function applyDelivery(world: World, delivery: Delivery, chance: Chance): World {
  const kept = addItem(removeItem(world, delivery.sender, delivery.draftId), delivery.sender, delivery.sent);
  const [inside, outside] = split(kept, delivery.recipients);
  const delivered = inside.reduce((now, person) => deliver(now, person.address, delivery.incoming, chance), kept);
  return outside.length === 0
    ? delivered
    : { ...delivered, outside: [...delivered.outside, outbound(delivery, outside, chance)] };
}

/** As if it had never left: the server waits a moment before it sends, and until then the sender can have the draft back. */
export function callBack(world: World, { sender, sent, source }: Delivery, draft: Message): World {
  const isIt = (item: AnyItem) => item.kind === 'message' && item.internetMessageId === sent.internetMessageId;
  const without = Object.keys(world.mailboxes).reduce(
    (now, address) =>
      changeMailbox(now, address, (mailbox) => ({ ...mailbox, items: mailbox.items.filter((item) => !isIt(item)) })),
    world,
  );
  const outside = without.outside.filter((mail) => mail.source !== source);
  return addItem({ ...without, outside }, sender, draft);
}

/** Puts a message into somebody's Inbox, unread. */
export function deliver(world: World, address: string, incoming: Incoming, chance: Chance): World {
  return changeMailbox(world, address, (mailbox) => {
    const receivedAt = chance.now().toISOString();
    const message = placeMail(mailbox, incoming, { folder: 'Inbox', isRead: false, receivedAt }, chance);
    return { ...mailbox, items: [...mailbox.items, message] };
  });
}

interface Stamp {
  readonly now: Date;
  readonly messageId: string;
  readonly boundary: string;
}

function letterOf(draft: Message, { now, messageId, boundary }: Stamp): Letter {
  const html = `${draft.body.html ?? textToHtml(draft.body.text ?? '')}${draft.draft?.appendOnSend ?? ''}`;
  const host = messageId.slice(messageId.indexOf('@') + 1, -1);
  return {
    trace: [`Received: from ${host} by mail.northwind.example with mapi id 15.20; ${mailDate(now)}`],
    from: draft.from ?? { address: '', name: '' },
    to: draft.to,
    cc: draft.cc,
    subject: draft.subject,
    date: mailDate(now),
    messageId,
    inReplyTo: draft.draft?.composeType === 'reply' ? (draft.draft.parent?.messageId ?? null) : null,
    references: draft.references,
    extra: {
      'Thread-Topic': normalizedSubject(draft.subject),
      'Thread-Index': draft.threadIndex,
      'Content-Language': 'en-GB',
      'X-MS-Has-Attach': draft.attachments.length ? 'yes' : '',
      ...draft.draft?.headers,
    },
    html,
    text: htmlToText(html),
    files: draft.attachments,
    boundary,
  };
}

function sentCopy(mailbox: Mailbox, draft: Message, to: { messageId: string; now: Date; chance: Chance }): Message {
  const at = to.now.toISOString();
  const thread = readIndex(draft.threadIndex)?.guid ?? to.chance.bytes(16);
  const times = { createdAt: at, modifiedAt: at, sentAt: at, receivedAt: at };
  return {
    ...draft,
    ...times,
    id: makeItemId(mailbox.guid, to.chance),
    folder: 'Sent Items',
    draft: null,
    headers: '',
    internetMessageId: to.messageId,
    conversationId: draft.conversationId || makeConversationId(mailbox.guid, thread),
    isRead: true,
  };
}

function split(world: World, people: readonly Person[]): [inside: Person[], outside: Person[]] {
  const isInside = (person: Person) => mailboxOf(world, person.address) !== null;
  return [people.filter(isInside), people.filter((person) => !isInside(person))];
}

function outbound(delivery: Delivery, recipients: readonly Person[], chance: Chance): Outbound {
  const from = delivery.sent.from ?? { address: delivery.sender, name: delivery.sender };
  const { subject, sentAt: at } = delivery.sent;
  return { id: makeUuid(chance), source: delivery.source, from, recipients, subject, at, answeredBy: [] };
}
