/** Does what was clicked: asks the server, and gives what it has stored. */
import type { Api } from '../client/api';
import type { RecordView } from '../contract/records';
import type { Calls } from '../outlook/calls';
import { openItem, sameItem, type OpenItem } from '../outlook/openItem';
import { readBody, type Body } from '../outlook/readBody';
import type { Act, Known, Outcome } from './state';
import { trackRequest, type TrackRequest } from './trackRequest';
import { becauseChosen, chosen } from './verdict';

export interface PerformDoors {
  readonly api: Api;
  readonly calls: Calls;
  /** The last track request as it was sent: a retry must repeat it to the letter. */
  readonly kept: { track: TrackRequest | null };
}

type ReadOpen = Extract<OpenItem, { is: 'read' }>;

/** Rejects with a Problem; nothing is stored then. */
export function perform(act: Act, known: Known, open: ReadOpen, doors: PerformDoors): Promise<Outcome> {
  switch (act.do) {
    case 'track':
      return track(act, known, open, doors);
    case 'regard':
      return regard(act, doors.api);
    case 'untrack':
    case 'restore':
      return takeBackOrRestore(act, doors.api);
    case 'create':
      return create(act, known, open, doors);
  }
}

type Doing<W extends Act['do']> = Extract<Act, { do: W }>;
const plain = (outcome: Pick<Outcome, 'tracking'> & Partial<Outcome>): Outcome => ({
  created: null,
  note: null,
  ...outcome,
});

async function track(act: Doing<'track'>, known: Known, open: ReadOpen, doors: PerformDoors): Promise<Outcome> {
  const { kept, api } = doors;
  const again = kept.track?.body.requestId === act.requestId && act.withBody;
  const request =
    again && kept.track ? kept.track : trackRequest(act, known, act.withBody ? await bodyOf(open, doors.calls) : null);
  kept.track = request;
  const { tracking } = await api.call('track', { body: request.body });
  kept.track = null;
  return plain({ tracking, note: request.note });
}

/** Outlook hands over the body of whatever is open at that moment, so it counts only while the same item is. */
async function bodyOf(open: ReadOpen, calls: Calls): Promise<Body> {
  const gone = 'You went on to another message before Outlook had handed it over.';
  if (!sameItem(open, openItem())) return { html: null, text: null, missing: gone };
  const body = await readBody(open.item, calls);
  return sameItem(open, openItem()) ? body : { html: null, text: null, missing: gone };
}

async function regard({ requestId, own, regarding }: Doing<'regard'>, api: Api): Promise<Outcome> {
  const ref = regarding && { type: regarding.type, id: regarding.id };
  const body = { requestId, activityId: own.activityId, version: own.version, regarding: ref };
  return plain(await api.call('regard', { body }));
}

async function takeBackOrRestore(act: Doing<'untrack' | 'restore'>, api: Api): Promise<Outcome> {
  const { requestId, own } = act;
  return plain(await api.call(act.do, { body: { requestId, activityId: own.activityId, version: own.version } }));
}

/** Both steps carry their own request id: a retry after the first one creates nothing twice. */
async function create(act: Doing<'create'>, known: Known, open: ReadOpen, doors: PerformDoors): Promise<Outcome> {
  const { record } = await doors.api.call('createRecord', { body: { requestId: act.requestId, ...act.record } });
  const outcome = await perform(thenAct(act, record, known), known, open, doors);
  return { ...outcome, created: record };
}

function thenAct(act: Doing<'create'>, record: RecordView, known: Known): Act {
  const requestId = act.thenRequestId;
  if (act.own) return { do: 'regard', requestId, own: act.own, regarding: chosen(record) };
  return { do: 'track', requestId, regarding: chosen(record), because: becauseChosen(known), withBody: true };
}
