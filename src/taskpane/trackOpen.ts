/** The ribbon's Track: does for the open item what the pane would do first, and says in one line what came of it. */
import { Problem, problem } from '../contract/problems';
import type { Keys } from '../correlation/mail';
import type { Calls } from '../outlook/calls';
import { notify, type Notice } from '../outlook/notify';
import { openItem, sameItem, type OpenItem } from '../outlook/openItem';
import type { Asked } from './asked';
import { makeDraftDesk, type DraftDoors } from './draftDesk';
import type { DraftKnown } from './draftKnown';
import { likeliest, planOf } from './draftPlan';
import { isSettled, wordsOf } from './draftWords';
import { look } from './look';
import { makeMarks } from './marks';
import type { PaneDoors } from './pane';
import { perform } from './perform';
import type { Known } from './state';
import { suggestionOf } from './suggestion';
import { becauseChosen, verdictOf } from './verdict';

export type CommandDoors = Omit<PaneDoors, 'rest' | 'beginAgain'> & DraftDoors;
type Open = Exclude<OpenItem, { is: 'none' }>;
type ReadOpen = Extract<Open, { is: 'read' }>;

/** Never rejects: whatever happens is told above the item. */
export async function trackOpen(open: Open, doors: CommandDoors): Promise<void> {
  const notice = await outcome(open, doors).catch((error: unknown): Notice => ({
    text: error instanceof Problem ? `${error.sentence} ${error.next}` : 'Threadmark could not track it.',
  }));
  await notify(open.item, notice, { calls: doors.calls });
}

async function outcome(open: Open, doors: CommandDoors): Promise<Notice> {
  const learn = (keys: Keys, asked: Asked) => void doors.outbox().then((here) => here.learn(keys, asked));
  const found = await look(open, { ...doors, learn }, new AbortController().signal);
  if (!sameItem(open, openItem())) throw problem('anotherOpen');
  if (found.at === 'draft') return toggle(found.known, doors);
  return open.is === 'read' ? track(found.known, open, doors) : { text: 'There is nothing to track here.' };
}

async function toggle(known: DraftKnown, doors: CommandDoors): Promise<Notice> {
  const desk = makeDraftDesk(known, doors);
  const before = wordsOf(known, desk.state().stamp, planOf(known));
  if (isSettled(known)) return { text: `${before.headline}.` };
  await (before.tracked ? desk.leave() : desk.track(likeliest(known)));
  const { stamp, stuck } = desk.state();
  if (stuck) return { text: 'Outlook did not take the note on this draft; please try again.' };
  const commandId = known.kind === 'message' ? 'composeOpen' : 'organizerOpen';
  return {
    text: `${wordsOf(known, stamp, planOf(known)).headline}.`,
    action: { commandId, text: 'Change or undo' },
    otherwise: 'Press Track again to undo.',
  };
}

async function track(known: Known, open: ReadOpen, doors: CommandDoors): Promise<Notice> {
  const { post } = await doors.outbox();
  const verdict = verdictOf(known, doors.user.address, post());
  const undo = { action: { commandId: open.kind === 'message' ? 'readOpen' : 'attendeeOpen', text: 'Undo' } };
  if (verdict.is === 'waiting') return { text: 'It is waiting for the line to the server already.', ...undo };
  if (verdict.is === 'held') return { text: 'It could belong to more than one record. Open Threadmark to choose.' };
  if (verdict.is === 'tracked' && verdict.mine)
    return { text: `${tracked(verdict.own.regarding?.name)} already.`, ...undo };
  const wanted =
    verdict.is === 'tracked'
      ? { regarding: verdict.own.regarding, because: becauseChosen(known) }
      : (suggestionOf(verdict, known) ?? { regarding: null, because: becauseChosen(known) });
  const act = { do: 'track', requestId: doors.mint(), ...wanted, withBody: true } as const;
  const { tracking } = await perform(act, known, open, { ...doors, kept: { track: null } });
  if (typeof tracking === 'string')
    return { text: 'No line to the server: it is tracked when the line is back.', ...undo };
  await mark(known, open, doors.calls);
  return { text: `${tracked(tracking.regarding?.name)}.`, ...undo, otherwise: 'Open Threadmark to undo.' };
}

const tracked = (name: string | undefined) =>
  name === undefined ? 'Tracked without record' : `Tracked regarding ${name}`;

function mark({ settings }: Known, open: ReadOpen, calls: Calls): Promise<string | null> {
  const { categoryName: name, categoryColor: color, useCategories, categoryFailed } = settings.settings;
  const failed = useCategories ? categoryFailed : null;
  return makeMarks(calls).put(open, { wanted: 'set', category: { name, color }, failed });
}
