/** Looks at an item that is being written: who it goes to, what it answers, what was chosen for it so far. */
import { isAway } from '../client/away';
import { Problem, toFailure, type Failure } from '../contract/problems';
import { defaultPreferences } from '../contract/defaultPreferences';
import { correlate } from '../correlation/correlate';
import { decide } from '../correlation/decide';
import { extractKeys } from '../correlation/keys';
import type { Keys, Mail, Person, Regarding } from '../correlation/mail';
import { answersPrivate } from '../correlation/privateTalk';
import { tokenReadings } from '../correlation/token';
import { subjectToken } from '../correlation/writeToken';
import type { Calls } from '../outlook/calls';
import { carriersOf } from '../outlook/carriers';
import { beginningOf, conversationOf, repliesTo, sensitivityOf } from '../outlook/draftItem';
import type { OpenItem } from '../outlook/openItem';
import { readDraft } from '../outlook/readDraft';
import { supports } from '../outlook/ready';
import { holdStamp } from '../outlook/stamp';
import { readSubject, setSubject } from '../outlook/subject';
import type { Asked } from './asked';
import type { DraftKnown } from './draftKnown';
import { withoutInherited } from './inheritedStamp';
import type { Outbox } from './outbox';
import type { SettingsCache } from './settingsCache';
import { policyFor } from './verdict';

type OpenDraft = Extract<OpenItem, { is: 'draft' }>;

export interface LookDraftDoors {
  readonly calls: Calls;
  readonly user: Person;
  readonly settings: Pick<SettingsCache, 'read'>;
  readonly outbox: () => Promise<Pick<Outbox, 'flush'>>;
  readonly ask: (keys: Keys) => Promise<Asked>;
  /** What this device knows; rejects where that is nothing. */
  readonly recall: (keys: Keys, why: Problem) => Promise<Asked>;
}

/** Rejects with a Problem where the server answered with one; without a line it goes by what this device knows. */
export async function lookDraft(open: OpenDraft, doors: LookDraftDoors, signal: AbortSignal): Promise<DraftKnown> {
  const { item, kind } = open;
  const [draft, title, found, begins, sensitivity] = await Promise.all([
    readDraft(kind, item, doors.calls),
    readSubject(item, doors),
    holdStamp(item, doors),
    beginningOf(item, doors),
    sensitivityOf(item, doors),
  ]);
  signal.throwIfAborted();
  const subject = title ?? '';
  if (kind === 'appointment' && found.stamp !== null) await letLeave(doors);
  const read = { ...draft, subject, held: found, sensitivity, begins };
  const keys = extractKeys(asMail(open, read, doors));
  const [asked, away] = isBlank(keys, doors) ? [null, null] : await askOrRecall(keys, doors);
  const held = kind === 'appointment' ? found : await withoutInherited(found, keys, asked);
  return {
    ...read,
    held,
    rename: async (change) => {
      const stands = await readSubject(item, doors);
      return stands !== null && setSubject(item, change(stands), doors);
    },
    carriers: carriersOf(item),
    toldOfSending: supports('1.12'),
    resolved: asked?.reply.people ?? [],
    own: ownOf(kind, asked),
    ...(await threadOf(keys, subject, asked)),
    settings: asked?.settings ?? doors.settings.read(),
    preferences: asked?.reply.preferences ?? defaultPreferences,
    away,
  };
}

/** A meeting is still written on after it was sent: the letter of its sending goes first, and the answer knows of it. */
const letLeave = ({ outbox }: LookDraftDoors) =>
  outbox().then(
    (here) => here.flush(),
    () => undefined, // not fetched before the line broke
  );

/** Nothing that anybody could know something about, and the settings are here. */
const isBlank = ({ recipients, conversation, mark }: Keys, { settings }: LookDraftDoors) =>
  recipients.length === 0 && conversation === null && mark === undefined && settings.read() !== null;

async function askOrRecall(keys: Keys, { ask, recall }: LookDraftDoors): Promise<[Asked | null, Failure | null]> {
  try {
    return [await ask(keys), null];
  } catch (error) {
    if (!(error instanceof Problem && isAway(error))) throw error;
    return [await recall(keys, error).catch(() => null), toFailure(error)];
  }
}

/** Of a message only what waits for its copy: then it was sent and called back. Otherwise it is a copied draft that bears the mark. */
function ownOf(kind: OpenDraft['kind'], asked: Asked | null): DraftKnown['own'] {
  const own = asked?.reply.own ?? null;
  return kind === 'appointment' || own?.pending ? own : null;
}

/** What the conversation it answers in is tracked to, and whether the token in its subject is that conversation's. */
async function threadOf(
  keys: Keys,
  subject: string,
  asked: Asked | null,
): Promise<Pick<DraftKnown, 'inherited' | 'standing' | 'answers' | 'answersPrivate'>> {
  if (asked === null) return { inherited: null, standing: null, answers: null, answersPrivate: false };
  const { reply, settings } = asked;
  const policy = await policyFor(asked);
  const { do: deed, match } = decide(correlate(keys, reply.candidates, policy), keys, policy);
  const meant = deed === 'skip' || deed === 'hold' ? null : match;
  const inherited: Regarding | null = meant?.candidate.regarding ?? null;
  const token = subjectToken(subject, settings.tokenLayouts);
  const digits = token === null ? undefined : tokenReadings(token)[0]?.digits;
  const shared = match?.candidate.shared.some(({ kind, value }) => kind === 'token' && value === digits);
  // The server, which has the last word, does not go by smart matching here.
  const answers = deed === 'track' && match?.strategy !== 'smart';
  const secret = answersPrivate(keys, reply.candidates, meant?.candidate.activityId ?? null);
  return { inherited, standing: shared ? token : null, answers, answersPrivate: secret };
}

type Read = Pick<DraftKnown, 'kind' | 'to' | 'cc' | 'bcc' | 'subject' | 'held'> & { readonly begins: string | null };

function asMail(
  { item, kind }: OpenDraft,
  { to, cc, bcc, subject, held, begins }: Read,
  { user }: LookDraftDoors,
): Mail {
  const [conversation, parent] = [conversationOf(item), repliesTo(item)];
  return {
    kind,
    direction: 'outgoing',
    subject,
    from: user.address ? user : null,
    sender: null,
    replyTo: [],
    to,
    cc,
    bcc,
    messageId: null,
    headers: parent === null ? null : `In-Reply-To: ${parent}`,
    conversation: conversation === null ? null : { mailbox: user.address.toLowerCase(), id: conversation },
    sentAt: begins,
    itemClass: null,
    sensitivity: 'normal',
    body: { html: null, text: null },
    attachments: [],
    returnedHeaders: null,
    attachedHeaders: [],
    ...(held.stamp && { mark: held.stamp.mark }),
  };
}
