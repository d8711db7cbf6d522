/** The letters that have not reached the server, and what happens to each: answered, refused, taken back. */
import type { Tracking } from '../contract/tracking';
import type { RecordView } from '../contract/records';
import type { Failure } from '../contract/problems';
import { placesOf, putLetter, type Errand, type Letter, type Seen } from './letters';
import type { Drawer } from './storage';

export interface Waiting {
  readonly letter: Letter;
  /** It may have reached the server: taking it back needs a letter of its own. */
  readonly tried: boolean;
  /** The server's no, kept for its author to decide; letters about the same mail wait behind it. */
  readonly refused: Failure | null;
}

/** What became of the last letter about a mail. */
export interface Answer {
  readonly id: string;
  /** null: the organisation's rule left the mail alone. */
  readonly tracking: Tracking | null;
  /** What an unknown sender became on the way. */
  readonly created?: RecordView | undefined;
}

type Fate = Omit<Waiting, 'letter'>;

const UNTRIED: Fate = { tried: false, refused: null };
const fateKey = (id: string) => `fate/${id}`;
const answerKey = (about: string) => `answer/${about}`;

interface Placed extends Waiting {
  readonly place: string;
}

/** In the order in which they leave. */
export async function readOutbox(drawer: Drawer): Promise<readonly Placed[]> {
  const waiting: Placed[] = [];
  for (const place of await placesOf(drawer)) {
    const letter = (await drawer.get(place)) as Letter;
    waiting.push({ place, letter, ...(((await drawer.get(fateKey(letter.id))) as Fate | undefined) ?? UNTRIED) });
  }
  return waiting;
}

export const readAnswer = async (drawer: Drawer, about: string) =>
  ((await drawer.get(answerKey(about))) as Answer | undefined) ?? null;

/** Puts a letter; what it changes is what an earlier letter about the same mail makes, where one waits. */
export async function post(drawer: Drawer, letter: Letter): Promise<void> {
  const { errand, about } = letter;
  if (!('on' in errand)) return putLetter(drawer, letter);
  const waits = (await readOutbox(drawer)).some((each) => each.letter.about === about && each.letter.id !== letter.id);
  const made = errand.on ?? seenOf((await readAnswer(drawer, about))?.tracking ?? null);
  return putLetter(drawer, { ...letter, errand: { ...errand, on: waits ? null : made } });
}

const seenOf = (tracking: Tracking | null): Seen | null =>
  tracking && { activityId: tracking.activityId, version: tracking.version };

/** The letters that may leave now: about each mail only the first, and none behind one that was refused. */
export function leaving<W extends Waiting>(all: readonly W[], passed: ReadonlySet<string> = new Set()): readonly W[] {
  const behind = new Set(passed);
  return all.filter(({ letter: { about }, refused }) => {
    const first = !behind.has(about);
    behind.add(about);
    return first && refused === null;
  });
}

/** The next letter to leave, marked as tried; null where none can. `passed`: mails whose letter failed just now. */
export async function takeNext(drawer: Drawer, passed: ReadonlySet<string>): Promise<Letter | null> {
  const [next] = leaving(await readOutbox(drawer), passed);
  if (next === undefined) return null;
  const { letter, tried } = next;
  if (!tried) await drawer.put(fateKey(letter.id), { tried: true, refused: null } satisfies Fate);
  return letter;
}

/** The server did what the letter asks. Harmless where another pane was told so before. */
export async function settle(drawer: Drawer, { id, tracking, created }: Answer): Promise<void> {
  const all = await readOutbox(drawer);
  const done = all.find(({ letter }) => letter.id === id);
  if (done === undefined) return;
  await remove(drawer, done);
  await passOn(drawer, followersOf(all, done), seenOf(tracking));
  if (all.length === 1) for (const key of await drawer.keys(answerKey(''))) await drawer.delete(key);
  await drawer.put(answerKey(done.letter.about), { id, tracking, created } satisfies Answer);
}

export async function refuse(drawer: Drawer, id: string, refused: Failure): Promise<void> {
  if (await find(drawer, id)) await drawer.put(fateKey(id), { tried: true, refused } satisfies Fate);
}

/** Its author wants it sent once more. */
export async function retry(drawer: Drawer, id: string): Promise<void> {
  if (await find(drawer, id)) await drawer.put(fateKey(id), { tried: true, refused: null } satisfies Fate);
}

/**
 * A refused letter goes again, perhaps shorter: the server did nothing for it, so it may say something else under the same
 * id. Any other letter stays as it is. False where there is none.
 */
export async function rewrite(drawer: Drawer, letter: Letter): Promise<boolean> {
  const found = await find(drawer, letter.id);
  if (found === undefined) return false;
  if (found.refused === null) return true;
  if (!('on' in letter.errand)) await drawer.put(found.place, letter);
  await retry(drawer, letter.id);
  return true;
}

/** The text that it carries, as the server counts it in bytes; 0 where there is none. */
export function bodyBytes({ errand }: Letter): number {
  const { html = null, text = null } =
    errand.do === 'track' ? errand.body.mail : errand.do === 'trackSent' ? { html: errand.mail.html } : {};
  return new TextEncoder().encode(`${html ?? ''}${text ?? ''}`).length;
}

/** Its author wants it sent without the text of the mail. */
export async function retryWithoutBody(drawer: Drawer, id: string): Promise<void> {
  const found = await find(drawer, id);
  if (found) await rewrite(drawer, { ...found.letter, errand: withoutBody(found.letter.errand) });
}

function withoutBody(errand: Errand): Errand {
  if (errand.do === 'trackSent') return { ...errand, mail: { ...errand.mail, html: null } };
  if (errand.do !== 'track') return errand;
  const mail = { ...errand.body.mail, html: null, text: null };
  return { ...errand, body: { ...errand.body, mail } };
}

/**
 * Gives up a letter that never left or was refused, with those that build on what it would have made. False where it may
 * have arrived: then it cannot be unsent.
 */
export async function discard(drawer: Drawer, id: string): Promise<boolean> {
  const all = await readOutbox(drawer);
  const found = all.find(({ letter }) => letter.id === id);
  if (found === undefined || (found.tried && found.refused === null)) return false;
  await remove(drawer, found);
  const { errand } = found.letter;
  const followers = followersOf(all, found);
  if ('on' in errand) await passOn(drawer, followers, errand.on);
  else for (const follower of followers.filter(buildsOnIt)) await remove(drawer, follower);
  return true;
}

const find = async (drawer: Drawer, id: string) => (await readOutbox(drawer)).find(({ letter }) => letter.id === id);

async function remove(drawer: Drawer, { place, letter }: Placed): Promise<void> {
  await drawer.delete(place);
  await drawer.delete(fateKey(letter.id));
}

/** The letters about the same mail that wait for what this one makes, up to the one that makes it anew. */
function followersOf(all: readonly Placed[], { place, letter }: Placed): readonly Placed[] {
  const behind = all.filter((each) => each.place > place && each.letter.about === letter.about);
  const anew = behind.findIndex((each) => !('on' in each.letter.errand));
  return behind.slice(0, anew < 0 ? behind.length : anew).filter((each) => waitsForMore(each.letter.errand));
}

/** What takes back an earlier sending of the mail does so whatever becomes of this one. */
const buildsOnIt = ({ letter: { errand } }: Placed) => !('mark' in errand && errand.mark);

const waitsForMore = (errand: Errand) => 'on' in errand && errand.on === null;

/** The next letter changes this; the ones after it what that one makes. */
async function passOn(drawer: Drawer, [next]: readonly Placed[], on: Seen | null): Promise<void> {
  if (next === undefined || !('on' in next.letter.errand)) return;
  await drawer.put(next.place, { ...next.letter, errand: { ...next.letter.errand, on } } satisfies Letter);
}
