/** Walk A: the open item -> Mail -> Keys -> one question -> Match[] -> Decision. */
import { isAway } from '../client/away';
import { Problem, problem } from '../contract/problems';
import { correlate } from '../correlation/correlate';
import { decide } from '../correlation/decide';
import { extractKeys } from '../correlation/keys';
import type { Keys } from '../correlation/mail';
import type { OpenItem, ReadItem } from '../outlook/openItem';
import { readMessage } from '../outlook/readMessage';
import type { Asked } from './asked';
import type { Told } from './ownByText';
import type { LookDoors } from './lookDoors';
import type { Found } from './state';
import { policyFor } from './verdict';

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
  const signedIn = unlessAway(doors.signedIn);
  const [reading, barred] = await Promise.all([readMessage(open.kind, open.item, reader), signedIn]);
  signal.throwIfAborted();
  const keys = extractKeys(reading.mail);
  const asked = barred instanceof Problem ? barred : await unlessAway(() => ask(keys, doors, signal));
  const from = asked instanceof Problem ? await fromHere(keys, doors, asked) : asked;
  const told = await toldByText(from.reply, open.item, doors);
  const verdict = await verdictFrom(keys, from, told);
  signal.throwIfAborted();
  return { at: 'known', known: { ...reading, keys, ...from.reply, own: told.own, ...verdict, ...rememberedIn(from) } };
}

/** Several mails of one id: only their texts tell which is stored. What its text tells to be this very mail is no candidate. */
async function toldByText(
  { own, twins, candidates }: Asked['reply'],
  item: ReadItem,
  { calls }: LookDoors,
): Promise<Told> {
  if (twins === undefined || own === null) return { own, candidates };
  const { ownByText } = await import(/* webpackChunkName: "ownByText" */ './ownByText');
  return ownByText({ own, twins, candidates }, item, calls);
}

async function verdictFrom(keys: Keys, asked: Asked, { candidates, isOther }: Told) {
  const { settings } = asked;
  const policy = await policyFor(asked);
  const correlation = correlate(keys, candidates, isOther ? { ...policy, isOther } : policy);
  return { correlation, decision: decide(correlation, keys, policy), settings };
}

/** The Problem as a value where nothing gets through at present; any other flies on. */
async function unlessAway<T>(work: () => Promise<T>): Promise<T | Problem> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem && isAway(error)) return error;
    throw error;
  }
}

interface AskedHere extends Asked {
  readonly at: number | null;
}

/** What this device knows of the mail. Rejects with why the server could not be asked, where that is nothing at all. */
async function fromHere(keys: Keys, { settings, outbox }: LookDoors, why: Problem): Promise<AskedHere> {
  const kept = settings.read();
  const here = await outbox().catch(() => null); // not fetched before the line broke
  here?.heard(why);
  if (kept === null || here === null) throw why;
  const { at, ...reply } = await here.recall(keys);
  return { reply, settings: kept, at };
}

const rememberedIn = (from: Asked | AskedHere) => ('at' in from ? { remembered: { at: from.at } } : {});

/** What is being written has a view of its own, fetched when it is wanted. */
async function lookAtDraft(
  open: Extract<OpenItem, { is: 'draft' }>,
  doors: LookDoors,
  signal: AbortSignal,
): Promise<Found> {
  const { lookDraft } = await import(/* webpackChunkName: "draft" */ './lookDraft');
  const known = await lookDraft(
    open,
    { ...doors, ask: (keys) => ask(keys, doors, signal), recall: (keys, why) => fromHere(keys, doors, why) },
    signal,
  );
  return { at: 'draft', known };
}

async function ask(keys: Keys, { api, settings, learn }: LookDoors, signal: AbortSignal): Promise<Asked> {
  const kept = settings.read();
  const reply = await api.call('lookup', { body: { keys, settingsVersion: kept?.version ?? null }, signal });
  if (reply.settings) settings.write(reply.settings);
  const now = reply.settings ?? kept;
  if (now === null)
    throw new Problem({ ...problem('badAnswer', 'The settings of your organisation are missing in it.'), status: 200 });
  learn(keys, { reply, settings: now });
  return { reply, settings: now };
}
