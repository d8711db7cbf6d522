/** The ids that a mail goes by, and those that it names: read from its header block, bounded whatever that holds. */
import { normalAddress } from './addresses';
import { decodeWords } from './encodedWords';
import { parseHeaders, type Headers } from './headers';
import type { Mail } from './mail';
import { normalId, readIds } from './messageIds';
import type { Subject } from './subject';

/** As `contract` bounds them on the wire. */
const MOST_IDS = 20;
const MOST_REFERENCES = 101;
/** Where Resent, Google, Mailman and Exchange keep ids that a mail also goes by. */
const ALIASES = [
  'resent-message-id',
  'x-google-original-message-id',
  'x-original-message-id',
  'x-mailman-original-message-id',
  'x-microsoft-original-message-id',
];

/** What a mail answers. `seen`: how many References there were before the bound. */
export interface ThreadIds {
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  readonly seen: number;
}

const NOTHING: ThreadIds = { inReplyTo: [], references: [], seen: 0 };

/** Tells ids from the addresses: most are longer than all of them, and are compared no further. */
function otherThan(addresses: readonly string[]): (id: string) => boolean {
  let longest = 0;
  for (const address of addresses) longest = Math.max(longest, address.length);
  const isTagged = (id: string) =>
    id.includes('+') && hasDomain(addresses, id) && addresses.includes(normalAddress(id));
  return (id) => !(id.length <= longest && addresses.includes(id.toLowerCase())) && !isTagged(id);
}

function hasDomain(addresses: readonly string[], id: string): boolean {
  const domain = id.slice(id.lastIndexOf('@'));
  for (const address of addresses) if (address.endsWith(domain)) return true;
  return false;
}

/** An address that stands among the participants is no id, wherever a client wrote it. */
export function threadIds(headers: Headers, addresses: readonly string[]): ThreadIds {
  const answered = readIds(decodeWords(headers.all('in-reply-to').join(' ')), MOST_IDS - 1);
  const referred = readIds(decodeWords(headers.all('references').join(' ')));
  if (answered.seen + referred.seen === 0) return NOTHING;
  const isId = otherThan(addresses);
  const inReplyTo = answered.ids.filter(isId);
  const references = referred.ids.filter(isId);
  if (answered.clean || references.length === 0) return { inReplyTo, references, seen: referred.seen };
  // Free text around the ids: what References do not confirm may be anything, and stands behind all of them.
  const confirmed = inReplyTo.filter((id) => references.includes(id));
  const doubtful = inReplyTo.filter((id) => !references.includes(id));
  return {
    inReplyTo: confirmed,
    references: [...doubtful, ...references].slice(-MOST_REFERENCES),
    seen: referred.seen,
  };
}

/** Python's mail library writes a long id as an encoded word. */
function headerId(headers: Headers): string | null {
  const value = headers.get('message-id');
  if (value === null) return null;
  const id = decodeWords(value);
  return readIds(id, 1).ids[0] ?? normalId(id);
}

export function ownId(mail: Mail, headers: Headers): string | null {
  return (mail.messageId === null ? null : normalId(mail.messageId)) ?? headerId(headers);
}

/** Further names, the nearest source first. */
export function furtherIds(
  mail: Mail,
  headers: Headers,
  own: { messageId: string; subject: Subject; ids: ThreadIds },
): string[] {
  const { messageId, subject, ids } = own;
  return aliasesOf(mail, headers, messageId)
    .concat(movedId(mail, subject, ids))
    .slice(0, MOST_IDS);
}

/** The header's own id is one more where the client names another: Exchange rewrites, Outlook remembers. */
function aliasesOf(mail: Mail, headers: Headers, messageId: string): string[] {
  if (mail.messageId === null && !ALIASES.some((name) => headers.has(name))) return [];
  const found = new Set<string>();
  const inHeader = mail.messageId === null ? null : headerId(headers);
  if (inHeader !== null) found.add(inHeader);
  for (const name of ALIASES) {
    if (!headers.has(name)) continue;
    for (const value of headers.all(name).slice(0, MOST_IDS))
      for (const id of readIds(decodeWords(value), 4).ids) found.add(id);
  }
  found.delete(messageId);
  return [...found].slice(0, MOST_IDS);
}

/** Some relays give a sent mail a new Message-ID and leave its own one as the only reference of what answers nothing (case 25). */
function movedId(mail: Mail, subject: Subject, ids: ThreadIds): readonly string[] {
  const opens = mail.direction === 'outgoing' && subject.kind === 'opener' && ids.inReplyTo.length === 0;
  return opens && ids.references.length === 1 ? ids.references : [];
}

export function idsOfBlocks(blocks: readonly string[]): readonly string[] {
  if (blocks.length === 0) return blocks;
  return blocks.slice(0, MOST_IDS).flatMap((block) => headerId(parseHeaders(block)) ?? []);
}

/** What attached mails answer: the id that each names as its parent, else its newest reference. */
export function answeredByBlocks(blocks: readonly string[]): readonly string[] {
  if (blocks.length === 0) return blocks;
  const answered = blocks.slice(0, MOST_IDS).flatMap((block) => {
    const { inReplyTo, references } = threadIds(parseHeaders(block), []);
    return [...inReplyTo.slice(0, 1), ...references.slice(-2)];
  });
  return [...new Set(answered)].slice(0, MOST_IDS);
}
