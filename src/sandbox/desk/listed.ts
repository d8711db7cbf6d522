import { isListed } from '../mailbox/world';
import type { Folder, Mailbox, Message } from '../mailbox/shapes';

/** The messages a list shows, newest first; every word of the search must be in subject, people or text. */
export function listed(mailbox: Mailbox, folder: Folder, search: string): Message[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return mailbox.items
    .filter((item): item is Message => item.kind === 'message' && item.folder === folder && isListed(item))
    .filter((message) => words.length === 0 || words.every((word) => textOf(message).includes(word)))
    .sort((a, b) => b.receivedAt.localeCompare(a.receivedAt));
}

function textOf(message: Message): string {
  const people = [message.from, ...message.to, ...message.cc].map((one) => `${one?.name} ${one?.address}`);
  return [message.subject, ...people, message.body.text ?? message.body.html ?? ''].join(' ').toLocaleLowerCase();
}
