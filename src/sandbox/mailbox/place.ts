/** Gives a received message its place in one mailbox: its ids, its conversation, its folder. */
import { readIndex, openIndex } from './threadIndex';
import { makeConversationId, makeItemId, makeOutsideMessageId } from './identity';
import type { Incoming } from './parseEml';
import type { Chance, Folder, Mailbox, Message } from './shapes';

export interface Place {
  readonly folder: Folder;
  readonly isRead: boolean;
  readonly categories?: readonly string[];
  readonly conversationId?: string;
  /** When the mailbox got it; the mail's own date where this is missing. */
  readonly receivedAt?: string;
}

export function placeMail(mailbox: Mailbox, mail: Incoming, place: Place, chance: Chance): Message {
  const thread = findThread(mailbox, mail, chance);
  const now = chance.now().toISOString();
  const receivedAt = place.receivedAt ?? mail.date ?? now;
  return {
    kind: 'message',
    id: makeItemId(mailbox.guid, chance),
    folder: place.folder,
    draft: null,
    headers: place.folder === 'Sent Items' ? '' : mail.headers,
    subject: mail.subject,
    from: mail.from,
    sender: mail.sender ?? mail.from,
    to: mail.to,
    cc: mail.cc,
    bcc: mail.bcc,
    replyTo: mail.replyTo,
    internetMessageId: mail.messageId ?? makeOutsideMessageId(mail.from?.address ?? '', chance),
    references: mail.references.length ? mail.references : mail.inReplyTo,
    conversationId: place.conversationId ?? thread.conversationId,
    threadIndex: thread.index,
    itemClass: mail.itemClass,
    createdAt: receivedAt,
    modifiedAt: receivedAt,
    sentAt: mail.date ?? receivedAt,
    receivedAt,
    isRead: place.isRead,
    categories: place.categories ?? [],
    customProperties: {},
    body: { html: mail.html, text: mail.text },
    attachments: mail.attachments.map((file) => ({ ...file, id: makeItemId(mailbox.guid, chance) })),
  };
}

interface Thread {
  readonly conversationId: string;
  readonly index: string;
}

/** Exchange goes by Thread-Index first, then by the ids that a reply names; else the mail opens a thread of its own. */
function findThread(mailbox: Mailbox, mail: Incoming, chance: Chance): Thread {
  const messages = mailbox.items.filter((item) => item.kind === 'message');
  const own = mail.threadIndex === null ? null : readIndex(mail.threadIndex);
  if (own) {
    const fellow = messages.find((one) => sameThread(one.threadIndex, own.guid));
    const conversationId = fellow?.conversationId ?? makeConversationId(mailbox.guid, own.guid);
    return { conversationId, index: mail.threadIndex ?? '' };
  }
  const named = new Set([...mail.inReplyTo, ...mail.references]);
  const parent = messages.find((one) => named.has(one.internetMessageId));
  const guid = (parent && readIndex(parent.threadIndex)?.guid) ?? chance.bytes(16);
  const conversationId = parent?.conversationId ?? makeConversationId(mailbox.guid, guid);
  return { conversationId, index: openIndex(chance.now(), guid) };
}

function sameThread(index: string, guid: Uint8Array): boolean {
  const other = readIndex(index)?.guid;
  return other !== undefined && other.every((byte, at) => byte === guid[at]);
}
