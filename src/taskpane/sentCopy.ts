/**
 * Meets the sent copy of a mail that was tracked when it left. The stamp on it says what its sender wanted; so even where
 * every letter was lost, the mail is tracked as soon as somebody looks at it.
 */
import type { Api } from '../client/api';
import { aboutOf, type SentMail } from '../client/letters';
import { sentLetter } from '../client/sentLetter';
import { Problem } from '../contract/problems';
import type { Stamp } from '../contract/stamp';
import type { Tracking } from '../contract/tracking';
import type { Mail, Person } from '../correlation/mail';
import type { Calls } from '../outlook/calls';
import type { OpenItem } from '../outlook/openItem';
import { readBody } from '../outlook/readBody';
import { tellMoved } from './moved';
import type { Outbox } from './outbox';
import type { Known } from './state';

export interface SentCopyDoors {
  readonly api: Api;
  readonly calls: Calls;
  readonly user: Person;
  readonly outbox: () => Promise<Outbox>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly mint: () => string;
}

type ReadOpen = Extract<OpenItem, { is: 'read' }>;

export interface Met {
  /** What is stored now; null where that could not be found out. */
  readonly tracking: Tracking | null;
  /** For the user. */
  readonly note: string;
}

const MET = 'It was tracked when it was sent; its sent copy was met now.';
const LEFT = 'It was called back and then left alone, so it is not tracked any more.';

/** null where there was nothing to meet, or nothing can be met at present. */
export async function meetSentCopy(known: Known, open: ReadOpen, doors: SentCopyDoors): Promise<Met | null> {
  if (known.remembered) return null;
  if (known.keys.kind === 'appointment' && known.own && !known.own.pending) return tellMoved(known, doors);
  if (known.keys.direction !== 'outgoing') return null;
  try {
    return known.stamp?.track === false ? await leave(known.stamp, known, doors) : await meet(known, open, doors);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { tracking: null, note: `Its sent copy could not be met yet: ${error.sentence}` };
  }
}

async function meet(known: Known, open: ReadOpen, doors: SentCopyDoors): Promise<Met | null> {
  const { own, stamp, keys, mail } = known;
  const tracking = own ?? (stamp ? await reportSent(stamp, known, open, doors) : null);
  if (tracking?.state !== 'tracked' || (own && own.pending !== true)) return null;
  if (tracking.pending !== true) return { tracking, note: MET };
  const subject = mail.subject.slice(0, 2000);
  const body = { requestId: doors.mint(), activityId: tracking.activityId, keys: keys as never, subject };
  return { ...(await doors.api.call('meet', { body })), note: MET };
}

/** What was tracked before its writer called it back and chose to leave it alone. */
async function leave({ mark }: Stamp, { own, mail }: Known, { outbox }: SentCopyDoors): Promise<Met | null> {
  if (own && (own.pending !== true || own.state !== 'tracked')) return null;
  const here = await outbox();
  const tracking = await here.leaveSent({ mark, subject: mail.subject, tracked: own !== null });
  return tracking?.state === 'untracked' ? { tracking, note: LEFT } : null;
}

/**
 * The letter of its sending once more: the same mark is the same mail, however often it is reported. One that lies in the
 * outbox already says the same, and waits for the line or for a decision.
 */
async function reportSent(stamp: Stamp, { mail, keys }: Known, open: ReadOpen, doors: SentCopyDoors) {
  const outbox = await doors.outbox();
  await outbox.flush();
  if (outbox.post().letters.some(({ letter }) => letter.about === aboutOf(keys))) return null;
  const { html } = await readBody(open.item, doors.calls);
  const letter = sentLetter(stamp, sentMailOf(mail, html, doors), { id: doors.mint(), at: doors.now() });
  const delivered = await outbox.deliver(letter);
  return delivered.is === 'done' ? delivered.tracking : null;
}

const LONGEST_BODY = 4_000_000;

function sentMailOf(mail: Mail, html: string | null, { user, now }: SentCopyDoors): SentMail {
  const { kind, subject, messageId, from, to, cc, bcc, conversation, sentAt, sensitivity } = mail;
  return {
    kind,
    subject,
    ...(messageId && { messageId }),
    from: from ?? user,
    to,
    cc,
    bcc,
    html: html !== null && html.length <= LONGEST_BODY ? html : null,
    conversationId: conversation?.id ?? null,
    sentAt: sentAt ?? new Date(now()).toISOString(),
    sensitivity,
  };
}
