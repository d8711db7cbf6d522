/** A timeline folded: one entry a thread, the newest mail on top. */
import type { Activity } from '../contract/tracking';

export interface Thread {
  readonly threadId: string;
  readonly newest: Activity;
  /** Newest first; empty where the thread is one mail. */
  readonly older: readonly Activity[];
  readonly count: number;
  /** Names of everyone who took part, once each; who wrote last comes first. */
  readonly people: readonly string[];
}

/** Order is by time, then by id, so that two mails of one second never change places. */
const newestFirst = (a: Activity, b: Activity) =>
  Date.parse(b.sentAt) - Date.parse(a.sentAt) || (a.activityId < b.activityId ? -1 : 1);

const peopleOf = (mail: Activity) => [...(mail.from ? [mail.from] : []), ...mail.to, ...mail.cc];

function participants(mails: readonly Activity[]): string[] {
  const names = new Map<string, string>();
  for (const person of mails.flatMap(peopleOf)) {
    const address = person.address.toLowerCase();
    const known = names.get(address);
    // A later mail may know the name where the newest had only the address.
    if (known === undefined || (known === address && person.name)) names.set(address, person.name || address);
  }
  return [...names.values()];
}

function makeThread(threadId: string, mails: Activity[]): Thread {
  const [newest, ...older] = mails.sort(newestFirst) as [Activity, ...Activity[]];
  return { threadId, newest, older, count: mails.length, people: participants([newest, ...older]) };
}

/** Threads by their newest mail, newest first. The same mail listed twice counts once. */
export function foldThreads(timeline: readonly Activity[]): Thread[] {
  const threads = new Map<string, Map<string, Activity>>();
  for (const mail of timeline) {
    const thread = threads.get(mail.threadId) ?? new Map<string, Activity>();
    threads.set(mail.threadId, thread.set(mail.activityId, mail));
  }
  return [...threads]
    .map(([threadId, mails]) => makeThread(threadId, [...mails.values()]))
    .sort((a, b) => newestFirst(a.newest, b.newest));
}
