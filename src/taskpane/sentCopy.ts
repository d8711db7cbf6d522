/**
 * Meets the sent copy of a mail that was tracked when it left. The stamp on it says what its sender wanted; so even where
 * every letter was lost, the mail is tracked as soon as somebody looks at it.
 */
import type { Api } from '../client/api';
import { aboutOf, type SentMail } from '../client/letters';
import { sentLetter } from '../client/sentLetter';
import type { Stamp } from '../contract/stamp';
import type { Tracking } from '../contract/tracking';
import type { Mail, Person } from '../correlation/mail';
import type { Calls } from '../outlook/calls';
import type { OpenItem } from '../outlook/openItem';
import { readBody } from '../outlook/readBody';
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

/** What is stored now; null where there was nothing to meet, or nothing can be met at present. Rejects with a Problem. */
export async function meetSentCopy(known: Known, open: ReadOpen, doors: SentCopyDoors): Promise<Tracking | null> {
  const { own, stamp, keys } = known;
  if (known.remembered || keys.direction !== 'outgoing') return null;
  const tracking = own ?? (stamp?.track ? await reportSent(stamp, known, open, doors) : null);
  if (tracking?.pending !== true || tracking.state !== 'tracked') return null;
  const body = { requestId: doors.mint(), activityId: tracking.activityId, keys: keys as never };
  return (await doors.api.call('meet', { body })).tracking;
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
  const { kind, subject, from, to, cc, bcc, conversation, sentAt, sensitivity } = mail;
  return {
    kind,
    subject,
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
