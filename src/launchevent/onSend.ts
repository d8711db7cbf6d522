/**
 * The mail leaves. What was chosen in the pane stands on the draft; where nothing was chosen the organisation's rule
 * decides, as the pane kept it. Nothing is asked of the network: a letter is put where the pane finds it, and the stamp on
 * the sent copy says the same should the letter be lost.
 */
import { readKnownPeople } from '../client/knownPeople';
import { takeToken } from '../client/leases';
import { putLetter, type SentMail } from '../client/letters';
import { readSendingRule } from '../client/sendingRule';
import { sentLetter } from '../client/sentLetter';
import type { Stamp } from '../contract/stamp';
import { subjectToken, writeToken } from '../correlation/writeToken';
import { beginningOf, conversationOf, readDraftHtml, sensitivityOf } from '../outlook/draftItem';
import { openItem } from '../outlook/openItem';
import { readRecipients } from '../outlook/readDraft';
import { chosenHere, holdStamp } from '../outlook/stamp';
import { readSubject, setSubject } from '../outlook/subject';
import type { Doors } from './doors';
import { freshStamp, planned, type Remembered } from './planned';

type OpenDraft = Extract<ReturnType<typeof openItem>, { is: 'draft' }>;

/** UTF-16 units, as many as the server takes. */
const LONGEST_BODY = 4_000_000;

export async function onSend(doors: Doors): Promise<void> {
  const open = openItem();
  if (open.is !== 'draft') return;
  const { item, kind } = open;
  const [held, subject, kept, people, sensitivity] = await Promise.all([
    holdStamp(item, doors),
    readSubject(item, doors),
    remembered(doors),
    readRecipients(kind, item, doors),
    sensitivityOf(item, doors),
  ]);
  const leaving = { ...people, sensitivity };
  const chosen = chosenHere(held, subject);
  const plan = planned(chosen, kept, leaving);
  /** The sender's own copy says that it was left alone: it is no copy of another mail, nor of what it was before it was called back. */
  if (plan === 'leave') return void (held.stamp && (await held.write(chosen && { ...chosen, track: false })));
  const before = chosen ?? freshStamp(doors.mint);
  const byRule = before.by === 'rule';
  const takes = byRule && before.token === null && plan === 'track' && kept.rule?.tokensInSubject;
  /** In the pane the writer saw the token, or took it away; by the rule, the mail takes one here. Meetings carry none. */
  const token =
    subject !== null && kind === 'message' && takes ? await findToken(before, subject, { kept, doors }) : before.token;
  const stamp = { ...before, track: true, token };
  const named = subject !== null && token ? writeToken(subject, token, kept.rule?.subjectLength) : (subject ?? '');
  await Promise.all([
    /** Where somebody may be missing whom the rule spares, only the sent copy can tell. */
    (byRule && people.missing) || post(stamp, { ...leaving, kind, subject: named, from: doors.user }, { open, doors }),
    held.write(stamp),
    named !== (subject ?? '') && setSubject(item, named, doors),
  ]);
}

const NOTHING: Remembered = { rule: null, known: [] };

/** A storage that fails remembers nothing; the stamp still travels. */
async function remembered({ storage }: Doors): Promise<Remembered> {
  if (!storage) return NOTHING;
  const read = storage.change(async (drawer) => ({
    rule: await readSendingRule(drawer),
    known: await readKnownPeople(drawer),
  }));
  return read.catch(() => NOTHING);
}

interface Around {
  readonly kept: Remembered;
  readonly doors: Doors;
}

/** An answer keeps the token of its thread; else a number of the lease; null where there is none. */
async function findToken({ mark }: Stamp, subject: string, { kept, doors }: Around): Promise<string | null> {
  const standing = kept.rule && subjectToken(subject, kept.rule.tokenLayouts);
  if (standing || !doors.storage) return standing;
  return doors.storage.change((drawer) => takeToken(drawer, { mark, now: doors.now() })).catch(() => null);
}

type Known = Omit<SentMail, 'html' | 'conversationId' | 'sentAt'>;

/** A storage that is full loses nothing: the stamp on the sent copy says what the letter would have said. */
async function post(
  stamp: Stamp,
  known: Known,
  { open: { item }, doors }: { readonly open: OpenDraft; readonly doors: Doors },
): Promise<void> {
  if (!doors.storage) return;
  const at = doors.now();
  const [html, begins] = await Promise.all([readDraftHtml(item, LONGEST_BODY, doors), beginningOf(item, doors)]);
  const mail = { ...known, html, conversationId: conversationOf(item), sentAt: begins ?? new Date(at).toISOString() };
  const letter = sentLetter(stamp, mail, { id: doors.mint(), at });
  await doors.storage.change((drawer) => putLetter(drawer, letter)).catch(() => {});
}
