/**
 * Who may see what, in one place. Records and the text of mail are guarded by the database (migration 0008: a restrictive policy
 * for the reader that the transaction names); what of a mail's head is shown is decided by `mailSeen` in the statements that
 * read heads, with the same sentence as the policy of the text.
 */
import type { Candidate, Keys, Regarding } from '../../correlation/mail';

/** Whoever reads; acts on behalf of a person name them. */
export interface Reader {
  readonly orgId: number;
  readonly userId: number;
}

/** The program itself, which correlates, keeps and counts what no single person may read. */
export const PROGRAM = 0;

const READER = `(select nullif(current_setting('threadmark.reader', true), '')::int)`;

/** Scalar questions, not `exists`: the planner would otherwise read and hash every receipt and everybody on every mail. */
const seenWhere = (
  record: string,
) => `(${READER} in (0, coalesce(a.owner_id, a.tracked_by)) or (not a.private and ${record})
  or (select true from receipt sh where sh.org_id = $1 and sh.activity_id = a.activity_id and sh.user_id = ${READER} and sh.holds) is not null
  or (select true from activity_party sp where sp.org_id = $1 and sp.activity_id = a.activity_id and sp.address = (
    select su.address from app_user su where su.org_id = $1 and su.user_id = ${READER}) limit 1) is not null)`;

/** Of an activity `a` beside its visible record `r` (`regardingJoins`); $1 is the organisation. */
export const mailSeen = seenWhere('r.record_id is not null');

const RECORD_SEEN = 'exists (select 1 from record sr where sr.org_id = $1 and sr.record_id = a.regarding_id)';
/** The same of an activity `a` alone. */
export const mailSeenAlone = seenWhere(RECORD_SEEN);
export const recordHidden = `(a.regarding_id is not null and not ${RECORD_SEEN})`;
export const mailOwned = `(${READER} = coalesce(a.owner_id, a.tracked_by))`;

/** Who a mail belongs to, for a reader who is told that alone. */
export const ownerName = `(select ou.name from app_user ou where ou.org_id = $1 and ou.user_id = coalesce(a.owner_id, a.tracked_by))`;

/** Stands where a record's name would, for who may not see it. */
export const HIDDEN_RECORD = 'a record that you may not see';

/**
 * A record that is there and not told: neither its name nor its id, type or state. The id is that of a mail which belongs to it,
 * so that another mail can be tracked to the same record without knowing which.
 */
export const hiddenRecord = (activityId: string): Regarding => ({
  type: 'account',
  id: activityId,
  name: HIDDEN_RECORD,
  state: 'open',
  hidden: true,
});

/** What stands for the subject of a mail that may not be read. */
export const veilWords = (owner: string | null, isPrivate: boolean) =>
  isPrivate && owner !== null ? `Private mail of ${owner}` : 'A mail that you may not read';

/** A mail that its asker may not read: of what it is, only what they asked with. */
export function veilCandidate(candidate: Candidate, keys: Keys, subject: string): Candidate {
  const people = new Set([keys.from, ...keys.recipients, ...(keys.lists ?? [])]);
  const known = (addresses: readonly string[]) => addresses.filter((address) => people.has(address));
  const { lists, from, messageId } = candidate;
  return {
    ...candidate,
    subject,
    topic: candidate.topic === keys.topic ? keys.topic : '',
    messageId: idsOf(keys).includes(messageId) ? messageId : `veiled:${candidate.activityId}`,
    people: known(candidate.people),
    ...(lists === undefined ? {} : { lists: known(lists) }),
    from: from !== null && people.has(from) ? from : null,
    threadPeople: known(candidate.threadPeople),
    trackedBy: 'a colleague',
  };
}

const idsOf = ({ messageId, aliases, inReplyTo, references, returned, attached }: Keys) => [
  messageId,
  ...[aliases, inReplyTo, references, returned, attached].flat(),
];
