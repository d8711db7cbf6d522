/** What the server said last, for when it cannot be asked: about each mail, and the records that were met. */
import type { RecordView, ResolvedPerson } from '../contract/records';
import type { LookupReply, Tracking } from '../contract/tracking';
import type { Drawer } from './storage';

export interface Remembered extends Pick<LookupReply, 'own' | 'candidates' | 'people'> {
  /** Milliseconds since 1970: when the server said so. */
  readonly at: number;
}

const SEEN = 'seen/';
const ORDER = 'seenOrder';
const RECORDS = 'records';
const MOST_SEEN = 200;
const MOST_RECORDS = 50;

export async function remember(drawer: Drawer, about: string, { own, candidates, people, at }: Remembered) {
  await drawer.put(SEEN + about, { own, candidates, people, at } satisfies Remembered);
  const before = ((await drawer.get(ORDER)) as readonly string[] | undefined) ?? [];
  const order = [about, ...before.filter((each) => each !== about)];
  for (const old of order.slice(MOST_SEEN)) await drawer.delete(SEEN + old);
  await drawer.put(ORDER, order.slice(0, MOST_SEEN));
  await rememberRecords(
    drawer,
    people.flatMap(({ records }) => records),
  );
}

export const recall = async (drawer: Drawer, about: string) =>
  ((await drawer.get(SEEN + about)) as Remembered | undefined) ?? null;

/** What is stored now stands in what is remembered, too. */
export async function rememberTracking(drawer: Drawer, about: string, own: Tracking): Promise<void> {
  const before = await recall(drawer, about);
  if (before) await drawer.put(SEEN + about, { ...before, own } satisfies Remembered);
}

/** The latest first. */
export const recallRecords = async (drawer: Drawer) =>
  ((await drawer.get(RECORDS)) as readonly RecordView[] | undefined) ?? [];

async function rememberRecords(drawer: Drawer, met: readonly RecordView[]): Promise<void> {
  if (met.length === 0) return;
  const before = await recallRecords(drawer);
  const all = [...met, ...before.filter(({ id }) => met.every((record) => record.id !== id))];
  await drawer.put(RECORDS, all.slice(0, MOST_RECORDS));
}

/** Who these people were when the server was last asked about any mail of theirs. Normal addresses. */
export function peopleFrom(records: readonly RecordView[], addresses: readonly string[]): ResolvedPerson[] {
  return addresses.flatMap((address) => {
    const theirs = records.filter(({ email }) => email?.toLowerCase() === address);
    return theirs.length > 0 ? [{ address, user: null, records: theirs }] : [];
  });
}

/** Makes room for what must not be lost. */
export async function forgetSeen(drawer: Drawer): Promise<void> {
  for (const key of await drawer.keys(SEEN)) await drawer.delete(key);
  await drawer.delete(ORDER);
}
