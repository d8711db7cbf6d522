/** Mail that no person wrote, told by its headers first and by its subject last (RFC 3834, RFC 3464, and what servers really send). */
import type { Headers } from './headers';
import type { Automatic, Mail, Person } from './mail';
import type { Subject } from './subject';

/** null for mail that a person wrote, also where a rule forwarded it. */
export function readAutomatic(mail: Mail, headers: Headers, subject: Subject): Automatic | null {
  if (isCalendar(mail, headers)) return 'calendar';
  if (isBounce(mail, headers, subject)) return 'bounce';
  if (isAutoReply(mail, headers, subject)) return 'autoReply';
  return isBulk(headers) ? 'bulk' : null;
}

function word(headers: Headers, name: string): string {
  const value = headers.get(name);
  return value === null ? '' : (/^[^;(\s]*/.exec(value)?.[0] ?? '').toLowerCase();
}

function isCalendar(mail: Mail, headers: Headers): boolean {
  return hasClass(mail, /^IPM\.Schedule\.Meeting/i) || word(headers, 'content-type') === 'text/calendar';
}

/** Only Exchange gives a class. */
function hasClass({ itemClass }: Mail, pattern: RegExp): boolean {
  return itemClass !== null && pattern.test(itemClass);
}

function isBounce(mail: Mail, headers: Headers, subject: Subject): boolean {
  if (hasClass(mail, /^REPORT\..*\.NDR$/i) || headers.has('x-failed-recipients')) return true;
  if (/report-type="?delivery-status/i.test((headers.get('content-type') ?? '').slice(0, 1000))) return true;
  if (isReceipt(mail, headers)) return false;
  if (mail.returnedHeaders !== null && word(headers, 'content-type') === 'multipart/report') return true;
  return (mail.returnedHeaders !== null || subject.by === 'bounce') && isFromDaemon(mail.from, headers);
}

/** Reports come from a daemon, or from nobody at all: the empty return path of RFC 5321 4.5.5. */
export function isFromDaemon(from: Person | null, headers: Headers): boolean {
  const sender = from?.address ?? headers.get('from')?.slice(0, 100) ?? '';
  return (
    /^"?(mailer-daemon|postmaster|microsoftexchange[0-9a-f]+)([@\s"<]|$)/i.test(sender) ||
    headers.get('return-path') === '<>'
  );
}

/** The address of a mail server: it writes to everybody, of everybody's mail. */
export const isMachine = (address: string) => /^(?:mailer-daemon|postmaster|microsoftexchange[0-9a-f]+)@/.test(address);

function isAutoReply(mail: Mail, headers: Headers, subject: Subject): boolean {
  const submitted = word(headers, 'auto-submitted');
  // `no` and `auto-forwarded` say that a person wrote it; Redmine and OTOBO learned this the hard way.
  if (submitted === 'auto-replied') return true;
  if (subject.by === 'machine' || hasClass(mail, /^IPM\.Note\.Rules\.(OofTemplate|ReplyTemplate)/i)) return true;
  if (
    ['x-autoreply', 'x-autorespond', 'x-autoresponse'].some((name) => headers.has(name) && word(headers, name) !== 'no')
  )
    return true;
  if (word(headers, 'precedence') === 'auto_reply' || isReceipt(mail, headers)) return true;
  // Exchange writes `auto-generated` into its out-of-office replies, in whatever language their subject is.
  return (
    headers.has('x-auto-response-suppress') &&
    headers.has('in-reply-to') &&
    submitted !== 'no' &&
    (subject.kind === 'reply' || submitted === 'auto-generated')
  );
}

/** Read, or deleted unread (RFC 8098). */
function isReceipt(mail: Mail, headers: Headers): boolean {
  if (hasClass(mail, /^REPORT\..*\.IPNN?RN$/i)) return true;
  return /report-type="?disposition-notification/i.test((headers.get('content-type') ?? '').slice(0, 1000));
}

function isBulk(headers: Headers): boolean {
  if (word(headers, 'auto-submitted').startsWith('auto-generated')) return true;
  return ['bulk', 'junk'].includes(word(headers, 'precedence'));
}
