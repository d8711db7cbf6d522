/**
 * Which stored mail is the one that was just sent, or whose copy was found: a mail changes its ids on sending, and its own
 * headers cannot be read in Sent Items. In this order: its mark, else its token, else sender, recipients, topic and time.
 */
import type { Keys } from '../../correlation/mail';
import type { TokenLayout } from '../../correlation/policy';
import { readSubject } from '../../correlation/subject';
import { readToken, tokenReadings } from '../../correlation/token';
import type { SentMail, SentQuestion } from '../store/sent';
import { storableText } from '../store/storable';
import type { Asker } from './acts';

/** Before anybody knows under which Message-ID a mail travels, it is known by its mark. */
const UNMET = 'mark:';

export const isUnmet = ({ direction, messageId }: Keys) => direction === 'outgoing' && messageId.startsWith(UNMET);
export const unmetId = (mark: string) => `${UNMET}${mark}`;

const HOUR = 3_600_000;
/** An offline Outbox is emptied, and a mail in Drafts is sent, days after the handler ran. */
const TOKEN_HOURS = 7 * 24;
const FINGERPRINT_HOURS = 12;
/** Of the sender's device and of the mail server. */
const CLOCKS_DIFFER = HOUR / 2;

/** What the store is asked; both parts null for mail that somebody else sent. A marked copy meets its own mark and nothing else. */
export function askSent({ orgId, userId }: Asker, keys: Keys): SentQuestion {
  const { direction, from, sentAt } = keys;
  if (direction !== 'outgoing') return { orgId, userId, mark: null, nearby: null };
  const mark = keys.mark?.toLowerCase() ?? null;
  const time = Date.parse(sentAt ?? '');
  const unmet = isUnmet(keys);
  if (from === null || Number.isNaN(time) || (mark !== null && !unmet)) return { orgId, userId, mark, nearby: null };
  const [after, before] = [new Date(time - TOKEN_HOURS * HOUR), new Date(time + TOKEN_HOURS * HOUR)];
  return { orgId, userId, mark, nearby: { from, pending: !unmet, after, before } };
}

/** null where none of them is this mail. */
export function meetSentCopy(
  keys: Keys,
  stored: readonly SentMail[],
  layouts: readonly TokenLayout[],
): SentMail | null {
  const nearest = stored.toSorted((a, b) => lateness(keys, a) - lateness(keys, b) || apart(keys, a) - apart(keys, b));
  const marked = nearest.find((sent) => sent.carriesMark && isOwn(keys, sent) && isSameSending(keys, sent));
  if (marked !== undefined) return marked;
  const possible = nearest.filter(
    (sent) => !sent.carriesMark && sent.kind === keys.kind && sent.from === keys.from && isInOrder(keys, sent),
  );
  return (
    possible.find((sent) => sharesToken(keys, sent, layouts)) ??
    possible.find((sent) => sameFingerprint(keys, sent)) ??
    null
  );
}

/**
 * Of two with one mark. A mail that was called back may be renamed, or go to others; a draft that is copied takes its mark
 * along. What has left does not change any more, and a copy from before the last letter shows that the mail before it has left.
 */
function isSameSending(keys: Keys, sent: SentMail): boolean {
  if (keys.kind === 'appointment') return true;
  // Classic Outlook copies custom properties into a forward (office-js issue 2456).
  if ((keys.mailKind === 'forward') !== (readSubject(sent.subject).kind === 'forward')) return false;
  const pending = sent.tracking.pending === true;
  const early = Date.parse(keys.sentAt ?? '') < sent.sentAt.getTime();
  const [renamed, addressed] = [!sameTopic(keys, sent), sharesPeople(keys, sent)];
  if (!pending && !isUnmet(keys)) return !renamed;
  if (!pending && !isInOrder(keys, sent)) return false;
  if (!isUnmet(keys) && early) return !renamed && addressed;
  return !renamed || (addressed && (pending || early));
}

function sharesPeople({ from, recipients }: Keys, { people }: SentMail): boolean {
  const asked = recipients.filter((address) => address !== from);
  return asked.length === 0 || people.some(({ address }) => asked.includes(address));
}

/** Whoever received the mail could copy its mark. */
const isOwn = ({ from }: Keys, sent: SentMail) => sent.mine || (from !== null && sent.from === from);

const sameTopic = ({ topic }: Keys, sent: SentMail) => sent.topic === storableText(topic);

/** A copy is dated when it leaves, after the handler saw it. Of two equal mails of one day the earlier is never the later's copy. */
function isInOrder(keys: Keys, sent: SentMail): boolean {
  const [asked, stored] = [Date.parse(keys.sentAt ?? ''), sent.sentAt.getTime()];
  const [seen, left] = isUnmet(keys) ? [asked, stored] : [stored, asked];
  return keys.kind === 'appointment' || seen - left <= CLOCKS_DIFFER;
}

/** Of two equal mails the copy is that of the one which its sender reported before it. */
const lateness = (keys: Keys, sent: SentMail) =>
  Number(!isUnmet(keys) && sent.tracking.pending === true && sent.sentAt.getTime() > Date.parse(keys.sentAt ?? ''));

const apart = ({ sentAt }: Keys, sent: SentMail) => Math.abs(Date.parse(sentAt ?? '') - sent.sentAt.getTime());

/** Answers of the same person carry the token as well; a mail is as much of an answer as its copy. */
function sharesToken({ tokens, mailKind }: Keys, sent: SentMail, layouts: readonly TokenLayout[]): boolean {
  if (readSubject(sent.subject).kind !== mailKind) return false;
  const digits = tokens.filter((reading) => readToken(reading, layouts) !== null).map((reading) => reading.digits);
  return tokenReadings(sent.subject).some((reading) => digits.includes(reading.digits));
}

function sameFingerprint(keys: Keys, sent: SentMail): boolean {
  if (keys.topic === '' || !sameTopic(keys, sent) || apart(keys, sent) > FINGERPRINT_HOURS * HOUR) return false;
  const asked = new Set(keys.recipients);
  const all = new Set(sent.people.map(({ address }) => address));
  const seen = new Set(sent.people.filter(({ role }) => role !== 'bcc').map(({ address }) => address));
  for (const people of [asked, all, seen]) people.delete(keys.from ?? '');
  /** Everybody got it blindly: only the moment speaks besides. */
  if (asked.size === 0 && apart(keys, sent) > CLOCKS_DIFFER) return false;
  return isSame(asked, all) || isSame(asked, seen);
}

const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  one.size === other.size && [...one].every((address) => other.has(address));
