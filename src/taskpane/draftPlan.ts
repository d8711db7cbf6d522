/** What follows from what is known about a draft. Pure. */
import { sendingRuleOf } from '../client/sendingRule';
import type { RecordView } from '../contract/records';
import type { SettingsReply } from '../contract/settings';
import { saidPrivate, type Stamp } from '../contract/stamp';
import { normalAddress } from '../correlation/addresses';
import { planSend, type SendPlan } from '../correlation/planSend';
import { isMarkedPrivate } from '../correlation/privateTalk';
import { readToken, tokenReadings } from '../correlation/token';
import type { DraftKnown } from './draftKnown';
import type { Chosen } from './state';
import { chosen } from './verdict';

/** What happens when it leaves, as far as nothing was chosen. */
export function planOf(draft: DraftKnown): SendPlan {
  const { settings, preferences, people, resolved, sensitivity, away, answers } = draft;
  if (settings === null) return { do: 'ask', why: 'The rule of your organisation is not known on this device yet.' };
  const { rule } = sendingRuleOf(settings, preferences);
  const recipients = people.map(({ address }) => normalAddress(address));
  const met = resolved.filter(({ records }) => records.length > 0).map(({ address }) => address);
  /** Without a line nobody knows that there are no more, as in the handler of the send. */
  const known = away && met.length === 0 ? null : met;
  return planSend(rule, { recipients, sensitivity, known, answers: away ? null : answers });
}

/** The records it could be tracked to by one click, the likeliest first. */
export function offersOf({ inherited, resolved }: DraftKnown): readonly Chosen[] {
  const open = resolved
    .filter(({ user }) => user === null)
    .flatMap(({ records }) => records.filter(({ state }) => state === 'open'));
  const all = [...(inherited && inherited.state !== 'deleted' ? [inherited] : []), ...open].map(chosen);
  return all.filter((one, at) => all.findIndex(({ id }) => id === one.id) === at).slice(0, MOST_OFFERS);
}

const MOST_OFFERS = 5;

/** What Track means before anybody chose a record: the conversation's; else the one record of the one outsider. */
export function likeliest(known: DraftKnown): Chosen | null {
  if (known.inherited && known.inherited.state === 'open') return chosen(known.inherited);
  const outside = known.resolved.filter(({ user }) => user === null);
  const records: readonly RecordView[] = outside.flatMap((person) => person.records);
  const [only, ...more] = records;
  return only && more.length === 0 ? chosen(only) : null;
}

/** What the rule tracks it to, as the server chooses: the conversation's; else the first that is open, of people in sight first. */
export function ruleRecord({ inherited, resolved, to, cc }: DraftKnown): Chosen | null {
  if (inherited && inherited.state === 'open') return chosen(inherited);
  const seen = new Set([...to, ...cc].map(({ address }) => normalAddress(address)));
  const inSight = [...resolved].sort((a, b) => Number(seen.has(b.address)) - Number(seen.has(a.address)));
  const first = inSight.flatMap(({ records }) => records).find(({ state }) => state === 'open');
  return first ? chosen(first) : null;
}

/** Whether this mail may have a token at all; else why not, for people. */
export function tokenless({ kind, carriers, settings }: DraftKnown): string | null {
  if (kind === 'appointment') return 'The title of a meeting carries no token.';
  if (!carriers.subject) return 'This Outlook does not let add-ins write the subject.';
  if (settings?.settings.tokensInSubject === false) return 'Your organisation puts no tokens into subjects.';
  return null;
}

/** The offline designator: made from the numbers on this device. */
export function isOfflineToken(token: string, settings: SettingsReply | null): boolean {
  const [reading] = tokenReadings(token);
  const layouts = settings?.tokenLayouts ?? [];
  return reading !== undefined && readToken(reading, layouts)?.offline === true;
}

/** The stamp after a choice by hand; its fields in the order in which stamps are read, so that a send need not write them anew. */
export const byHand = (before: Stamp | null, choice: Partial<Omit<Stamp, 'by'>>, mint: () => string): Stamp => ({
  mark: before?.mark ?? mint(),
  by: 'hand',
  track: before?.track ?? true,
  regarding: before?.regarding ?? null,
  token: before?.token ?? null,
  ...(before?.private !== undefined && { private: before.private }),
  ...choice,
});

/** Why it is private though nobody said so; null where it is not. A message tells of no mark before it is sent. */
export function privateBecause({ answersPrivate, sensitivity }: DraftKnown): 'answers' | 'marked' | null {
  return answersPrivate ? 'answers' : isMarkedPrivate(sensitivity) ? 'marked' : null;
}

/** As it stands; what a person said counts. */
export const isPrivate = (known: DraftKnown, stamp: Stamp | null) =>
  saidPrivate(stamp) ?? privateBecause(known) !== null;

/**
 * The handler of the send writes the token, when the subject is final. Where there is none, or where it may not be loaded
 * because the server is away, the token has to stand there before.
 */
export const writesSubject = ({ carriers, toldOfSending, away, kind }: DraftKnown) =>
  kind === 'message' && carriers.subject && (!toldOfSending || away !== null);
