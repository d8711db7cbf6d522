/** Mail -> Keys: everything by which a store can be asked for related mail, bounded whatever the mail. */
import { readAutomatic } from './automatic';
import { readConversationIndex } from './conversationIndex';
import { decodeWords } from './encodedWords';
import { headersOf, parseHeaders, type Headers } from './headers';
import type { Key, Keys, Mail, MailKind, TokenReading } from './mail';
import { MARK_HEADER } from './markHeader';
import type { StrategyName } from './match';
import { answeredByBlocks, furtherIds, idsOfBlocks, ownId, threadIds, type ThreadIds } from './mailIds';
import { isDistinct } from './messageIds';
import { participants } from './participants';
import type { TokenLayout } from './policy';
import { sentTime, type SentTime } from './sentTime';
import { readSubject, type Subject } from './subject';
import { surrogate } from './surrogate';
import { chosenTags } from './tags';
import { readToken, tokenReadings } from './token';
import { askedTopics, storedTopics } from './topics';

/** Never throws; reads only the headers it needs. */
export function extractKeys(mail: Mail): Keys {
  const headers = headersOf(mail);
  const people = participants(mail, headers);
  const ids = threadIds(headers, people.all);
  const index = indexOf(headers);
  const subject = readSubject(
    mail.subject,
    ids.inReplyTo.length + ids.references.length > 0 || (index?.depth ?? 0) > 0,
  );
  const messageId = ownId(mail, headers) ?? surrogate(mail, headers, people);
  const aliases = furtherIds(mail, headers, { messageId, subject, ids });
  const isOwn = (id: string) => id === messageId || aliases.includes(id);
  const others = (list: readonly string[]) => (list.some(isOwn) ? list.filter((id) => !isOwn(id)) : list);
  const tags = chosenTags(subject.tags, people.lists);
  const sent = sentTime(mail, headers);
  const attachedAnswers = others(answeredByBlocks(mail.attachedHeaders));
  return {
    kind: mail.kind,
    direction: mail.direction,
    messageId,
    aliases,
    inReplyTo: others(ids.inReplyTo),
    references: others(ids.references),
    returned: mail.returnedHeaders === null ? [] : idsOfBlocks([mail.returnedHeaders]),
    attached: others(idsOfBlocks(mail.attachedHeaders)),
    conversationIndex: index ?? (mail.returnedHeaders === null ? null : indexOf(parseHeaders(mail.returnedHeaders))),
    conversation: conversationOf(mail),
    tokens: tokenReadings(mail.subject),
    mailKind: kindOf(subject, ids),
    automatic: readAutomatic(mail, headers, subject),
    topic: subject.topic,
    from: people.from,
    recipients: people.recipients,
    sentAt: sent.at,
    remarks: remarks(headers, ids, sent),
    // What few mails have stands there all the same: keys of one shape are read twice as fast as keys of eight.
    mark: markOf(mail, headers) ?? undefined,
    meeting: mail.meetingKeys,
    formerTopic: formerTopicOf(headers, subject) ?? undefined,
    lists: people.lists.length > 0 ? people.lists : undefined,
    undisclosed: people.recipients.length === 0 && mail.to.length + mail.cc.length > 0 ? true : undefined,
    tags: tags.length > 0 ? tags : undefined,
    dated: sent.byHeader ? true : undefined,
    attachedAnswers: attachedAnswers.length > 0 ? attachedAnswers : undefined,
  };
}

function indexOf(headers: Headers): Keys['conversationIndex'] {
  const value = headers.get('thread-index');
  return value === null ? null : readConversationIndex(value);
}

const MARK = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function markOf(mail: Mail, headers: Headers): string | null {
  const written = mail.mark ?? headers.get(MARK_HEADER);
  if (written === null) return null;
  const mark = written.trim().toLowerCase();
  return MARK.test(mark) ? mark : null;
}

function conversationOf(mail: Mail): Keys['conversation'] {
  const { conversation } = mail;
  return conversation && conversation.id !== '' && conversation.id.length <= 1000 ? conversation : null;
}

/** Outlook keeps the first subject in Thread-Topic, also where somebody edits the subject of an answer. */
function formerTopicOf(headers: Headers, subject: Subject): string | null {
  const kept = headers.get('thread-topic');
  if (subject.former === null && (kept === null || kept.toLowerCase() === subject.topic)) return null;
  const former = subject.former ?? (kept === null ? '' : readSubject(decodeWords(kept), true).topic);
  return former === '' || former === subject.topic ? null : former;
}

function kindOf(subject: Subject, ids: ThreadIds): MailKind {
  if (subject.kind !== 'opener') return subject.kind;
  return ids.inReplyTo.length + ids.references.length > 0 ? 'reply' : 'opener';
}

const ONCE = ['subject', 'from', 'message-id', 'date'];

function remarks(headers: Headers, ids: ThreadIds, { doubt }: SentTime): string[] {
  const said: string[] = doubt === null ? [] : [doubt];
  for (const name of ONCE) {
    const count = headers.count(name);
    if (count > 1) said.push(`The mail has ${count} ${name} headers; the first one counts.`);
  }
  if (ids.seen > 101) said.push(`The mail names ${ids.seen} earlier mails; the first and the newest 100 are used.`);
  return said;
}

/** Two mails that share a ghost share one of their newest or the first; asking for all would bring whole threads, many times. */
const NEWEST_GHOSTS = 20;

/**
 * What to ask a store for: ids as id and alias before all else, the nearest also as mention; index, conversation, digits. Once each, bounded.
 * `smart`: also the topic, which only smart matching reads.
 */
export function askedKeys(keys: Keys, smart = false): Key[] {
  const { messageId, aliases, inReplyTo, references, returned, attached, attachedAnswers = [] } = keys;
  const names = new Set([
    messageId,
    ...aliases,
    ...inReplyTo,
    ...references,
    ...returned,
    ...attached,
    ...attachedAnswers,
  ]);
  const far = references.length - NEWEST_GHOSTS;
  const ghosts =
    far > 2
      ? new Set([messageId, ...aliases, ...inReplyTo, ...returned, ...references.slice(0, 2), ...references.slice(far)])
      : names;
  const asked: Key[] = [];
  for (const value of names) asked.push({ kind: 'id', value }, { kind: 'alias', value });
  for (const value of ghosts) asked.push({ kind: 'mention', value });
  addOtherKeys(asked, keys, keys.tokens);
  if (smart) for (const value of askedTopics(keys)) asked.push({ kind: 'topic', value });
  return asked;
}

/**
 * What a tracked mail stores: the ids it is, the ids it mentions (ghosts), index, conversation, and tokens that read under a layout.
 * `smart`: also its topic, so that smart matching finds it whenever it is turned on; a store that does not outlive one run can do without.
 */
export function storedKeys(keys: Keys, layouts: readonly TokenLayout[], smart = true): Key[] {
  const stored: Key[] = [];
  stored.push({ kind: 'id', value: keys.messageId });
  for (const value of keys.aliases) stored.push({ kind: 'id', value });
  for (const value of mentioned(keys)) if (isDistinct(value)) stored.push({ kind: 'mention', value });
  const isToken = (reading: TokenReading) => readToken(reading, layouts) !== null;
  addOtherKeys(stored, keys, keys.tokens.length === 0 ? keys.tokens : keys.tokens.filter(isToken));
  if (smart) for (const value of storedTopics(keys)) stored.push({ kind: 'topic', value });
  return stored;
}

/** What In-Reply-To names stands in References as a rule. What a report returns was perhaps never tracked itself. */
function mentioned({ inReplyTo, references, returned }: Keys): readonly string[] {
  const further = inReplyTo.concat(returned).filter((id) => !references.includes(id));
  return further.length === 0 ? references : [...further, ...references];
}

function addOtherKeys(into: Key[], keys: Keys, tokens: readonly TokenReading[]): void {
  if (tokens.length > 0)
    for (const value of new Set(tokens.map(({ digits }) => digits))) into.push({ kind: 'token', value });
  if (keys.conversationIndex) into.push({ kind: 'index', value: keys.conversationIndex.guid });
  if (keys.conversation)
    into.push({ kind: 'conversation', value: `${keys.conversation.mailbox} ${keys.conversation.id}` });
  if (keys.mark !== undefined) into.push({ kind: 'mark', value: keys.mark });
  for (const value of keys.meeting ?? []) into.push({ kind: 'meeting', value });
}

/**
 * Ids to store as aliases of the matched activity: something else than In-Reply-To found it, so the unknown id there may well be
 * the name that a gateway gave it. The next reply then matches by header. Equal subjects prove too little to make a header of them,
 * and of References only a mail that they name can have been answered: its children and siblings have an id of their own.
 */
export function learnedAliases(keys: Keys, strategy: StrategyName, matchedId: string): string[] {
  if (strategy === 'replyTo' || strategy === 'header' || strategy === 'smart') return [];
  if (strategy === 'references' && !keys.references.includes(matchedId)) return [];
  return keys.inReplyTo.slice(0, 1).filter((id) => isDistinct(id));
}
