/** Of a draft, what only its own fields tell: text, conversation, beginning. */
import type { Mail } from '../correlation/mail';
import { ask, type Asking } from './calls';
import type { ComposeItem } from './openItem';

/** null where the client refuses it, or where it is longer than is kept. */
export const readDraftHtml = (item: ComposeItem, most: number, asking: Asking): Promise<string | null> =>
  ask<string>(asking, (done) => item.body.getAsync('html', done)).then((html) =>
    html && html.length <= most ? html : null,
  );

/** Messages that answer another have one; a new message has none (null, at times undefined), meetings never. */
export function conversationOf(item: ComposeItem): string | null {
  const { conversationId } = item as { conversationId?: unknown };
  return typeof conversationId === 'string' && conversationId ? conversationId : null;
}

/** When a meeting begins, ISO 8601 in UTC; null for messages, and where the client does not tell. */
export function beginningOf(item: ComposeItem, asking: Asking): Promise<string | null> {
  const { start } = item as Office.AppointmentCompose;
  return ask<Date>(asking, (done) => start.getAsync(done)).then((date) => date && new Date(date).toISOString());
}

/** Message-ID of the mail that is answered (Mailbox 1.14); null where there is none or the client does not tell. */
export function repliesTo(item: ComposeItem): string | null {
  const { inReplyTo } = item as { inReplyTo?: unknown };
  return typeof inReplyTo === 'string' && /^[^\r\n]{1,900}$/.test(inReplyTo) ? inReplyTo : null;
}

/** Of a meeting (Mailbox 1.14); what a message is marked as, no client tells before it is sent. */
export const sensitivityOf = (item: ComposeItem, asking: Asking): Promise<Mail['sensitivity']> =>
  ask<Mail['sensitivity']>(asking, (done) =>
    (item as Office.AppointmentCompose).sensitivity.getAsync(done as never),
  ).then((told) => told ?? 'normal');
