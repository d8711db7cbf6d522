/** What lies among the mails and is not read, and why: an archive that loses a part in silence would be measured wrongly. */
import path from 'node:path';

const words = {
  noMail: 'not a mail by the first line',
  empty: 'without a mail in it',
  hidden: 'hidden, with a dot in front',
  undelivered: 'not delivered yet, in tmp',
  brokenLink: 'a link that leads nowhere',
  readAlready: 'a folder that was read already',
  noFile: 'neither a file nor a folder',
  cut: 'read as far as 64 MB',
} as const;

export type Why = keyof typeof words;

export interface PassedOver {
  readonly file: string;
  readonly why: Why;
}

const MOST_NAMES = 3;

/** One line a reason, the most frequent first, with the names of the first few. */
export function passedOverWords(all: readonly PassedOver[]): string[] {
  const byWhy = new Map<Why, string[]>();
  for (const { file, why } of all) byWhy.set(why, [...(byWhy.get(why) ?? []), shortName(file)]);
  return [...byWhy]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([why, names]) => `passed over ${names.length}, ${words[why]}: ${firstOf(names)}`);
}

/** The folder tells `cur/a` from `tmp/a`. */
const shortName = (file: string) => path.join(path.basename(path.dirname(file)), path.basename(file));

function firstOf(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
