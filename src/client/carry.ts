/** One letter and one answer: what the server says to it, and what that means for the rest. */
import { Problem, problem, toFailure, type ProblemCode } from '../contract/problems';
import type { RecordRef } from '../correlation/mail';
import type { Api } from './api';
import { attempt } from './attempt';
import { isAway } from './away';
import type { Creation, Letter, Seen } from './letters';
import { makingRoom } from './makingRoom';
import { refuse, settle, takeNext, type Answer } from './outbox';
import { sentRequest } from './sentRequest';
import type { Storage } from './storage';

export interface CarryDoors {
  readonly storage: Storage;
  readonly api: Api;
}

/** Perhaps it is this letter alone: the others go on, and it is tried again later. */
const PASSING: ReadonlySet<ProblemCode> = new Set(['serverFault', 'badAnswer', 'clientRefused']);

/** Lets everything leave that can. Gives the Problem that stopped it, null, or that there was nothing to send. */
export async function carryAll({ storage, api }: CarryDoors): Promise<Problem | null | 'nothing'> {
  const passed = new Set<string>();
  for (let sent = 0; ; sent++) {
    const letter = await makingRoom(storage, (drawer) => takeNext(drawer, passed));
    if (letter === null) return sent === 0 ? 'nothing' : null;
    const { id, about } = letter;
    const answer = await attempt(() => sendOne(api, letter));
    if (!(answer instanceof Problem)) await makingRoom(storage, (drawer) => settle(drawer, { ...answer, id }));
    else if (isAway(answer)) return answer;
    else if (PASSING.has(answer.code)) passed.add(about);
    else await makingRoom(storage, (drawer) => refuse(drawer, id, toFailure(answer)));
  }
}

/** A letter may lie here for longer than one build: what cannot be read any more is told, and holds back no other. */
async function sendOne(api: Api, letter: Letter): ReturnType<typeof send> {
  try {
    return await send(api, letter);
  } catch (error) {
    throw error instanceof TypeError ? problem('clientRefused', error.message) : error;
  }
}

/** Rejects with a Problem. */
export async function send(api: Api, { id, at, errand }: Letter): Promise<Omit<Answer, 'id'>> {
  switch (errand.do) {
    case 'track':
      return api.call('track', { body: { ...errand.body, ...(await made(api, errand.create)) } });
    case 'trackSent':
      return api.call('trackSent', { body: sentRequest(id, errand) });
    case 'untrack':
    case 'restore':
      if (errand.mark) return api.call('leaveSent', { body: { requestId: id, mark: errand.mark, at: instant(at) } });
      return api.call(errand.do, { body: { requestId: id, ...known(errand.on) } });
    case 'regard': {
      const { regarding } = errand;
      const ref = { regarding: regarding && refOf(regarding) };
      const body = { requestId: id, ...known(errand.on), ...ref, ...(await made(api, errand.create)) };
      return api.call('regard', { body });
    }
  }
}

async function made(api: Api, creation: Creation | undefined): Promise<{ regarding?: RecordRef }> {
  return creation ? { regarding: refOf((await api.call('createRecord', { body: creation })).record) } : {};
}

const refOf = ({ type, id }: RecordRef) => ({ type, id });

const instant = (at: number) => new Date(at).toISOString();

/** The letter before it made nothing: there is nothing to change. */
function known(on: Seen | null): Seen {
  if (on === null) throw problem('unknownTracking');
  return { activityId: on.activityId, version: on.version };
}
