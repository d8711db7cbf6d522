/** Walk A: the open item -> Mail -> Keys -> one question -> Match[] -> Decision. */
import type { Api } from '../client/api';
import { problem } from '../contract/problems';
import type { SettingsReply } from '../contract/settings';
import type { LookupReply } from '../contract/tracking';
import { correlate } from '../correlation/correlate';
import { decide } from '../correlation/decide';
import { extractKeys } from '../correlation/keys';
import type { Mail, Person } from '../correlation/mail';
import type { Calls } from '../outlook/calls';
import type { OpenItem } from '../outlook/openItem';
import { readDraft, type Draft } from '../outlook/readDraft';
import { readMessage } from '../outlook/readMessage';
import type { SettingsCache } from './settingsCache';
import type { Found } from './state';
import { policyOf } from './verdict';

export interface LookDoors {
  readonly api: Api;
  readonly calls: Calls;
  readonly user: Person;
  readonly settings: SettingsCache;
  /** Signs in, while Outlook is still being read. Rejects with a Problem: then nothing is asked, and no second time. */
  readonly signedIn: () => Promise<unknown>;
}

/** Rejects with a Problem, or with AbortError once `signal` says that nobody waits any more. */
export async function look(
  open: Exclude<OpenItem, { is: 'none' }>,
  doors: LookDoors,
  signal: AbortSignal,
): Promise<Found> {
  return open.is === 'draft' ? lookAtDraft(open, doors, signal) : lookAtMail(open, doors, signal);
}

async function lookAtMail(
  open: Extract<OpenItem, { is: 'read' }>,
  doors: LookDoors,
  signal: AbortSignal,
): Promise<Found> {
  const reader = { ...doors, signal };
  const [reading] = await Promise.all([readMessage(open.kind, open.item, reader), doors.signedIn()]);
  signal.throwIfAborted();
  const keys = extractKeys(reading.mail);
  const { reply, settings } = await ask(keys, doors, signal);
  const policy = policyOf(settings);
  const correlation = correlate(keys, reply.candidates, policy);
  const decision = decide(correlation, keys, policy);
  return {
    at: 'known',
    known: { ...reading, keys, own: reply.own, correlation, decision, people: reply.people, settings },
  };
}

/** Before sending there is nothing to correlate: only the people can be told. */
async function lookAtDraft(
  open: Extract<OpenItem, { is: 'draft' }>,
  doors: LookDoors,
  signal: AbortSignal,
): Promise<Found> {
  const draft = await readDraft(open.kind, open.item, doors.calls);
  signal.throwIfAborted();
  if (draft.people.length === 0) return { at: 'draft', draft, people: [] };
  const { reply } = await ask(extractKeys(mailOf(draft, doors.user)), doors, signal);
  return { at: 'draft', draft, people: reply.people };
}

type Asked = { readonly reply: LookupReply; readonly settings: SettingsReply };

async function ask(
  keys: ReturnType<typeof extractKeys>,
  { api, settings }: LookDoors,
  signal: AbortSignal,
): Promise<Asked> {
  const kept = settings.read();
  const reply = await api.call('lookup', { body: { keys, settingsVersion: kept?.version ?? null }, signal });
  if (reply.settings) {
    settings.write(reply.settings);
    return { reply, settings: reply.settings };
  }
  if (kept === null) throw problem('badAnswer', 'The settings of your organisation are missing in it.');
  return { reply, settings: kept };
}

const mailOf = ({ kind, people }: Draft, user: Person): Mail => ({
  kind,
  direction: 'outgoing',
  subject: '',
  from: user.address ? user : null,
  sender: null,
  replyTo: [],
  to: people,
  cc: [],
  bcc: [],
  messageId: null,
  headers: null,
  conversation: null,
  sentAt: null,
  itemClass: null,
  sensitivity: 'normal',
  body: { html: null, text: null },
  attachments: [],
  returnedHeaders: null,
  attachedHeaders: [],
});
