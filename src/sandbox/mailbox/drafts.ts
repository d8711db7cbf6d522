/** Messages in the making: empty ones, answers and forwards, as Outlook opens them. */
import { childIndex, openIndex } from './threadIndex';
import { inertHtml } from './inert';
import { makeItemId } from './identity';
import { makeUuid } from './chance';
import { bodyOf, escapeHtml, textToHtml } from './plainText';
import { unique } from './unique';
import { forwardSubject, replySubject } from './subject';
import type { Chance, ComposeType, FileOnMail, Mailbox, Message, Person } from './shapes';

export interface Start {
  readonly to?: readonly Person[];
  readonly cc?: readonly Person[];
  readonly bcc?: readonly Person[];
  readonly subject?: string;
  readonly html?: string;
  readonly attachments?: readonly FileOnMail[];
}

const EMPTY_LINE = '<p><br></p>';

export function newDraft(mailbox: Mailbox, start: Start, chance: Chance): Message {
  return makeDraft({ mailbox, start: { html: EMPTY_LINE, ...start }, parent: null, composeType: 'newMail' }, chance);
}

export interface Answer {
  readonly mailbox: Mailbox;
  readonly parent: Message;
  readonly how: 'reply' | 'replyAll' | 'forward';
  /** Put above the quotation. */
  readonly html?: string;
  readonly attachments?: readonly FileOnMail[];
}

export function answerDraft(answer: Answer, chance: Chance): Message {
  const { mailbox, parent, how } = answer;
  const html = `${answer.html ?? EMPTY_LINE}${quotation(parent)}`;
  const attachments = answer.attachments ?? [];
  const start: Start =
    how === 'forward'
      ? { subject: forwardSubject(parent.subject), html, attachments: [...parent.attachments, ...attachments] }
      : {
          ...answerTo(mailbox, parent, how === 'replyAll'),
          subject: replySubject(parent.subject),
          html,
          attachments: [...quotedImages(parent), ...attachments],
        };
  return makeDraft({ mailbox, start, parent, composeType: how === 'forward' ? 'forward' : 'reply' }, chance);
}

function answerTo(mailbox: Mailbox, parent: Message, all: boolean): Pick<Start, 'to' | 'cc'> {
  const isMe = (person: Person) => person.address.toLowerCase() === mailbox.owner.address.toLowerCase();
  const mine = parent.from !== null && isMe(parent.from);
  const first = mine ? parent.to : parent.replyTo.length ? parent.replyTo : parent.from ? [parent.from] : [];
  if (!all) return { to: first, cc: [] };
  const to = unique([...first, ...(mine ? [] : parent.to)].filter((person) => mine || !isMe(person)));
  const taken = new Set(to.map((person) => person.address.toLowerCase()));
  return { to, cc: unique(parent.cc.filter((person) => !isMe(person) && !taken.has(person.address.toLowerCase()))) };
}

/** Images that the quotation shows go along, as Outlook sends them. */
const quotedImages = (parent: Message): FileOnMail[] =>
  parent.attachments.filter((file) => file.inline && file.contentId !== null && file.contentType.startsWith('image/'));

/** The block that Outlook puts above what it quotes. */
function quotation(parent: Message): string {
  const line = (label: string, value: string) => (value ? `<b>${label}:</b> ${escapeHtml(value)}<br>` : '');
  const names = (people: readonly Person[]) => people.map((one) => `${one.name} <${one.address}>`).join('; ');
  const sent = new Date(parent.sentAt).toLocaleString('en-GB', { dateStyle: 'full', timeStyle: 'short' });
  const head = [
    line('From', names(parent.from ? [parent.from] : [])),
    line('Sent', sent),
    line('To', names(parent.to)),
    line('Cc', names(parent.cc)),
    line('Subject', parent.subject),
  ];
  const body = parent.body.html === null ? textToHtml(parent.body.text ?? '') : bodyOf(inertHtml(parent.body.html));
  return `<hr><div>${head.join('')}</div><br>${body}`;
}

interface Making {
  readonly mailbox: Mailbox;
  readonly start: Start;
  readonly parent: Message | null;
  readonly composeType: ComposeType;
}

function makeDraft({ mailbox, start, parent, composeType }: Making, chance: Chance): Message {
  const now = chance.now().toISOString();
  return {
    kind: 'message',
    id: makeItemId(mailbox.guid, chance),
    folder: 'Drafts',
    draft: { saved: false, composeType, parent: parent && parentOf(parent), headers: {}, appendOnSend: null },
    headers: '',
    subject: start.subject ?? '',
    from: mailbox.owner,
    sender: mailbox.owner,
    to: start.to ?? [],
    cc: start.cc ?? [],
    bcc: start.bcc ?? [],
    replyTo: [],
    internetMessageId: `<${makeUuid(chance)}@${mailbox.owner.address.split('@')[1] ?? 'northwind.example'}>`,
    references: parent ? [...parent.references, parent.internetMessageId] : [],
    conversationId: parent?.conversationId ?? '',
    threadIndex: parent ? childIndex(parent.threadIndex, chance) : openIndex(chance.now(), chance.bytes(16)),
    itemClass: 'IPM.Note',
    createdAt: now,
    modifiedAt: now,
    sentAt: now,
    receivedAt: now,
    isRead: true,
    categories: [],
    customProperties: {},
    body: { html: start.html ?? EMPTY_LINE, text: null },
    attachments: start.attachments ?? [],
  };
}

const parentOf = (parent: Message): NonNullable<NonNullable<Message['draft']>['parent']> => ({
  itemId: parent.id,
  messageId: parent.internetMessageId,
  references: parent.references,
  threadIndex: parent.threadIndex,
});
