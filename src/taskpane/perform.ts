/** Does what was clicked: asks the server, and gives what it has stored. */
import type { Api } from '../client/api';
import { isAway } from '../client/away';
import { aboutOf, type Creation, type Errand } from '../client/letters';
import { Problem, problem } from '../contract/problems';
import type { RecordView } from '../contract/records';
import type { Calls } from '../outlook/calls';
import { removeCategory } from '../outlook/categories';
import { openItem, sameItem, type OpenItem } from '../outlook/openItem';
import { showsAnother } from '../outlook/lostEvent';
import { readBody, type Body } from '../outlook/readBody';
import type { Outbox } from './outbox';
import type { Act, Known, Outcome } from './state';
import { trackRequest, type TrackRequest } from './trackRequest';
import { becauseChosen, chosen } from './verdict';
import { waitingFor, willBeTracked } from './waiting';

export interface PerformDoors {
  readonly api: Api;
  readonly calls: Calls;
  readonly outbox: () => Promise<Outbox>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The last track request as it was sent: a retry must repeat it to the letter. */
  readonly kept: { track: TrackRequest | null };
}

type ReadOpen = Extract<OpenItem, { is: 'read' }>;

/** Rejects with a Problem: nothing is stored then, though a refused letter waits in the outbox for a decision. */
export async function perform(act: Act, known: Known, open: ReadOpen, doors: PerformDoors): Promise<Outcome> {
  const { mail, headers } = known;
  const read = headers.got === 'nothing' ? undefined : mail.headers;
  if (await showsAnother(open, read, doors.calls)) throw problem('anotherOpen');
  return carryOut(act, known, open, doors);
}

function carryOut(act: Act, known: Known, open: ReadOpen, doors: PerformDoors): Promise<Outcome> {
  switch (act.do) {
    case 'track':
      return track(act, known, open, doors);
    case 'regard':
    case 'untrack':
    case 'restore':
      return order({ act, known, errand: errandOf(act), recordName: nameIn(act) }, doors);
    case 'setPrivate':
      return setPrivate(act, doors);
    case 'takeBack':
      return takeBack(act, known, open, doors);
    case 'create':
      return create(act, known, open, doors);
  }
}

/** Never waits in the outbox: who reads a mail is changed now or not at all. */
async function setPrivate(
  { requestId, own, private: wanted }: Doing<'setPrivate'>,
  { api }: PerformDoors,
): Promise<Outcome> {
  const { activityId, version } = own;
  const { tracking } = await api.call('setPrivate', { body: { requestId, activityId, version, private: wanted } });
  return { tracking, created: null, note: null };
}

type TrackAct = Doing<'track'> & { readonly create?: Creation };
type Doing<W extends Act['do']> = Extract<Act, { do: W }>;

interface Order {
  readonly act: Act;
  readonly known: Known;
  readonly errand: Errand;
  readonly recordName: string | null;
}

/** Gives the errand to the outbox, and tells what became of it. */
async function order({ act, known, errand, recordName }: Order, { outbox, now }: PerformDoors): Promise<Outcome> {
  const about = { about: aboutOf(known.keys), subject: known.mail.subject, recordName };
  const delivered = await (await outbox()).deliver({ id: act.requestId, ...about, at: now(), errand });
  if (delivered.is === 'refused') throw new Problem(delivered.failure);
  const tracking = delivered.is === 'done' ? (delivered.tracking ?? 'overtaken') : delivered.is;
  return { tracking, created: delivered.is === 'done' ? (delivered.created ?? null) : null, note: null };
}

async function track(act: TrackAct, known: Known, open: ReadOpen, doors: PerformDoors): Promise<Outcome> {
  const { kept } = doors;
  const { create } = act;
  const again = kept.track?.body.requestId === act.requestId && act.withBody;
  const request =
    again && kept.track ? kept.track : trackRequest(act, known, act.withBody ? await bodyOf(open, doors.calls) : null);
  // Nobody asked for it: what was not read to its end is tracked when it is opened again.
  if (act.rule && !sameItem(open, openItem())) return { tracking: 'overtaken', created: null, note: null };
  kept.track = request;
  const errand: Errand = { do: 'track', body: request.body, ...(create && { create }) };
  const recordName = create?.name ?? act.regarding?.name ?? null;
  const outcome = await order({ act, known, errand, recordName }, doors);
  kept.track = null;
  const left = act.rule !== undefined && isUntracked(outcome);
  return { ...outcome, note: left ? LEFT : request.note };
}

const isUntracked = ({ tracking }: Outcome) => typeof tracking === 'object' && tracking.state === 'untracked';
const LEFT = 'Somebody has untracked it meanwhile, so it stays untracked.';

/** Outlook hands over the body of whatever is open at that moment, so it counts only while the same item is. */
async function bodyOf(open: ReadOpen, calls: Calls): Promise<Body> {
  const gone = 'You went on to another message before Outlook had handed it over.';
  if (!sameItem(open, openItem())) return { html: null, text: null, missing: gone };
  const body = await readBody(open.item, calls);
  return sameItem(open, openItem()) ? body : { html: null, text: null, missing: gone };
}

function errandOf(act: Doing<'regard' | 'untrack' | 'restore'>): Errand {
  const { own } = act;
  const on = own && { activityId: own.activityId, version: own.version };
  return act.do === 'regard' ? { do: 'regard', on, regarding: act.regarding } : { do: act.do, on };
}

const nameIn = (act: Doing<'regard' | 'untrack' | 'restore'>) =>
  (act.do === 'regard' ? act.regarding?.name : act.own.regarding?.name) ?? null;

/**
 * What never left is simply not sent; what may have arrived is undone by a letter behind it. So is a mail tracked when it was
 * sent: the stamp on its sent copy would report it again.
 */
async function takeBack(act: Doing<'takeBack'>, known: Known, open: ReadOpen, doors: PerformDoors): Promise<Outcome> {
  const { letter } = act;
  const outbox = await doors.outbox();
  if (letter.errand.do === 'track') await outbox.keepRuleMemory(letter.about, await unmarked(known, open, doors));
  if (letter.errand.do !== 'trackSent' && (await outbox.discard(letter.id)))
    return { tracking: 'overtaken', created: null, note: null };
  const undo = UNDO[letter.errand.do];
  if (undo === null) return { tracking: 'overtaken', created: null, note: TOO_LATE };
  return order({ act, known, errand: { do: undo, on: null }, recordName: letter.recordName }, doors);
}

/** No rule tracks it after that, nor the category that it bears: so that one goes with it. */
async function unmarked({ settings: { settings } }: Known, open: ReadOpen, { calls }: PerformDoors) {
  const gone =
    settings.useCategories &&
    sameItem(open, openItem()) &&
    (await removeCategory(open.item, settings.categoryName, calls)).do === 'removed';
  return { takenBack: true, bare: gone ? 0 : null };
}

const UNDO = { track: 'untrack', trackSent: 'untrack', restore: 'untrack', untrack: 'restore', regard: null } as const;
const TOO_LATE = 'It may have reached the server already; please choose the record you want.';

/** Both steps carry their own request id: a retry after the first one creates nothing twice. Without a line, one letter asks for both. */
async function create(act: Doing<'create'>, known: Known, open: ReadOpen, doors: PerformDoors): Promise<Outcome> {
  const creation = { requestId: act.requestId, ...act.record };
  const { away } = (await doors.outbox()).post();
  const made = away === null ? await unlessAway(() => doors.api.call('createRecord', { body: creation })) : null;
  if (made === null) return createLater(act, creation, { known, open }, doors);
  const outcome = await carryOut(thenAct(act, made.record, known), known, open, doors);
  return { ...outcome, created: made.record };
}

async function unlessAway<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem && isAway(error)) return null;
    throw error;
  }
}

async function createLater(
  act: Doing<'create'>,
  create: Creation,
  { known, open }: { readonly known: Known; readonly open: ReadOpen },
  doors: PerformDoors,
): Promise<Outcome> {
  const waiting = waitingFor((await doors.outbox()).post(), known);
  const requestId = act.thenRequestId;
  const because = becauseChosen(known);
  if (!(willBeTracked(waiting) ?? act.own?.state === 'tracked'))
    return track({ do: 'track', requestId, regarding: null, because, withBody: true, create }, known, open, doors);
  const then = { do: 'regard', requestId, own: waiting.length > 0 ? null : act.own, regarding: null } as const;
  const errand = { ...errandOf(then), create } as Errand;
  return order({ act: then, known, errand, recordName: create.name }, doors);
}

function thenAct(act: Doing<'create'>, record: RecordView, known: Known): Act {
  const requestId = act.thenRequestId;
  if (act.own) return { do: 'regard', requestId, own: act.own, regarding: chosen(record) };
  return { do: 'track', requestId, regarding: chosen(record), because: becauseChosen(known), withBody: true };
}
