/** One click: its letter is put first, so that nothing that happens afterwards can lose it, and then it leaves if it can. */
import { Problem, type Failure } from '../contract/problems';
import type { RecordView } from '../contract/records';
import type { Tracking } from '../contract/tracking';
import { attempt } from './attempt';
import { isAway } from './away';
import { send } from './carry';
import type { Api } from './api';
import type { Letter } from './letters';
import { makingRoom } from './makingRoom';
import { post, readAnswer, readOutbox, rewrite } from './outbox';
import type { Postman } from './postman';
import type { Drawer, Storage } from './storage';

export interface DeliverDoors {
  readonly storage: Storage;
  readonly api: Api;
  readonly postman: Pick<Postman, 'flush' | 'refresh' | 'nudge' | 'post'>;
}

export type Delivered =
  | { readonly is: 'done'; readonly tracking: Tracking | null; readonly created?: RecordView | undefined }
  | { readonly is: 'waiting' }
  /** Kept in the outbox until its author decides. */
  | { readonly is: 'refused'; readonly failure: Failure }
  /** It left, and another letter about the same mail after it: look what stands now. */
  | { readonly is: 'overtaken' };

/** The same letter once more is its next try. Rejects with a Problem where it could be neither kept nor sent. */
export async function deliver(doors: DeliverDoors, letter: Letter): Promise<Delivered> {
  const { storage, postman } = doors;
  const full = await keep(storage, letter);
  if (full !== null) return withoutKeeping(doors, letter, full);
  await leave(postman);
  return storage.change((drawer) => fateOf(drawer, letter));
}

/** Nobody waits for a line that is known to be away. */
async function leave(postman: DeliverDoors['postman']): Promise<void> {
  if (postman.post().away === null) return postman.flush();
  await postman.refresh();
  postman.nudge();
}

/** null where it is kept. What is only remembered makes room for it. */
async function keep(storage: Storage, letter: Letter): Promise<Problem | null> {
  const put = (drawer: Drawer) => rewrite(drawer, letter).then((found) => (found ? undefined : post(drawer, letter)));
  const kept = await attempt(() => makingRoom(storage, put));
  return kept instanceof Problem ? kept : null;
}

/** With a line nothing has to be kept; without one the click is told to be lost, at once. */
async function withoutKeeping({ api }: DeliverDoors, letter: Letter, full: Problem): Promise<Delivered> {
  const answer = await attempt(() => send(api, letter));
  if (!(answer instanceof Problem)) return { is: 'done', tracking: answer.tracking, created: answer.created };
  throw isAway(answer) ? full : answer;
}

async function fateOf(drawer: Drawer, { id, about }: Letter): Promise<Delivered> {
  const left = (await readOutbox(drawer)).find(({ letter }) => letter.id === id);
  if (left) return left.refused ? { is: 'refused', failure: left.refused } : { is: 'waiting' };
  const answer = await readAnswer(drawer, about);
  return answer?.id === id ? { is: 'done', tracking: answer.tracking, created: answer.created } : { is: 'overtaken' };
}
