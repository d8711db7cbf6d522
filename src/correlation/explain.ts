/** Evidence in words: the same sentence in the pane, in the command line and in the audit. */
import type { Evidence, Match, Relation, StrategyName } from './match';
import { isSeries } from './series';

/** One sentence. `reader`: normal address of who reads it, so that their own mail is called "your mail"; null where nobody in particular does. */
export function explainMatch(match: Match, reader: string | null): string {
  const [deciding] = match.evidence;
  return deciding ? sentence(deciding, match, reader) : 'Something ties the two mails together.';
}

/** Every further piece of evidence, a sentence each. */
export function explainMore(match: Match, reader: string | null): string[] {
  const first = explainMatch(match, reader);
  return [...new Set(match.evidence.slice(1).map((evidence) => sentence(evidence, match, reader)))].filter(
    (text) => text !== first,
  );
}

function sentence(evidence: Evidence, match: Match, reader: string | null): string {
  const mail = mailInWords(match, reader);
  if (evidence.strategy === 'token') return token(evidence, match);
  if (evidence.strategy === 'smart')
    return `Same ${isSeries(evidence.value) ? 'series' : 'subject'} as ${mail} (“${shortened(evidence.value)}”)${onBoth(evidence, match)}.`;
  if (evidence.strategy === 'conversationIndex')
    return `${inConversation[evidence.strategy]} ${mail}${vouched(evidence)}.`;
  if (evidence.strategy === 'conversation') return `${inConversation[evidence.strategy]} ${mail}${vouched(evidence)}.`;
  if (evidence.strategy === 'meeting') return `Is about the same meeting as ${mail}${vouched(evidence)}.`;
  if (evidence.relation === 'twin' && evidence.value.startsWith('surrogate:'))
    return `Says the same sender, subject and time as ${mail}.`;
  const means = plain.has(evidence.relation) ? '' : `, matched by ${headers[evidence.strategy]}`;
  return `${relations[relationOf(evidence, match)]} ${mail}${means}.`;
}

/** An id that the mail goes by as well may have been learned from an answer: then it is that of a neighbour as often. */
function relationOf({ relation, value }: Evidence, { candidate }: Match): Relation {
  return relation === 'parent' && value !== candidate.messageId ? 'ancestor' : relation;
}

/** One of us vouches for a token without having taken part. */
function token({ value, witness }: Evidence, { candidate }: Match): string {
  const says = `Token ${value} in the subject`;
  if (witness === null) return `${says}.`;
  return candidate.threadPeople.includes(witness)
    ? `${says}, and ${witness} took part in that thread.`
    : `${says}, written by ${witness}, a colleague.`;
}

function vouched({ witness }: Evidence): string {
  return witness === null ? '' : `, in which ${witness} took part`;
}

function onBoth({ witness }: Evidence, { candidate }: Match): string {
  if (witness === null) return '';
  const elsewhere = !candidate.people.includes(witness) && candidate.threadPeople.includes(witness);
  return `, and ${witness} ${elsewhere ? 'took part in that thread' : 'is on both mails'}`;
}

const SHOWN = 80;

function shortened(topic: string): string {
  return topic.length > SHOWN ? `${topic.slice(0, SHOWN).trimEnd()}…` : topic;
}

const inConversation = {
  conversationIndex: 'Same conversation number (Thread-Index) as',
  conversation: 'Same conversation in this mailbox as',
};

const relations: Readonly<Record<Relation, string>> = {
  parent: 'Replies to',
  ancestor: 'Belongs to the thread of',
  sibling: 'Answers the same untracked mail as',
  child: 'Is answered by',
  twin: 'Has the Message-ID of',
  returned: 'Returns as undeliverable',
  reported: 'Is a receipt for',
  alike: 'Returns as undeliverable an untracked mail that is named by',
  attached: 'Has as attachment',
  attachedAnswer: 'Has as attachment an answer to',
  thread: 'Belongs with',
};

/** What is told by something else than a header of the mail itself. */
const plain: ReadonlySet<Relation> = new Set(['twin', 'returned', 'reported', 'alike', 'attached', 'attachedAnswer']);

const headers: Readonly<Record<StrategyName, string>> = {
  header: 'our own header',
  replyTo: 'In-Reply-To',
  references: 'References',
  token: 'its token',
  conversationIndex: 'Thread-Index',
  conversation: 'conversation',
  meeting: 'meeting',
  smart: 'subject and people',
};

function mailInWords({ candidate }: Match, reader: string | null): string {
  const date = dateInWords(candidate.sentAt);
  if (reader !== null && candidate.from === reader) return `your mail of ${date}`;
  return candidate.from === null ? `the mail of ${date}` : `the mail from ${candidate.from} of ${date}`;
}

/** A sentence that was kept for everybody, as one reader is told it. */
export const toldTo = (reader: string | null, sentence: string) =>
  sentence.replaceAll(`the mail from ${reader} of`, 'your mail of');

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** "3 May 2026", in UTC: the same for every reader. */
export function dateInWords(instant: string): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(instant);
  const month = parts ? MONTHS[Number(parts[2]) - 1] : undefined;
  return parts && month ? `${Number(parts[3])} ${month} ${parts[1]}` : 'unknown date';
}
