/** What was asked of `threadmark replay`. */
import { readFile } from 'node:fs/promises';
import type { RehearsalPolicy } from '../rehearsal/offer';
import { readPolicy } from './settingsFile';

export const USAGE = `usage: threadmark replay FILE... [--track all|none|FRACTION|@FILE] [--settings FILE] [--json]

Offers each mail of the files (mbox, also gzip; Maildir; .eml; directories of them) in order to the engine,
over an empty store, and prints one JSON line a mail.

  --track all       every mail is tracked and found again by the later ones (default)
  --track none      no mail is tracked
  --track 0.3       a sample of 30 %, the same each time
  --track @FILE     the positions (1 is the first mail) listed in FILE
  --settings FILE   JSON with settings of the organisation: token, useTokens, forwards, users, ownDomains, smartMatching, ...
                    {"smartMatching": "automatic", "smartRule": "dynamics"} runs Dynamics' own smart matching for comparison;
                    its knobs: HashFilterKeywords, HashMaxCount, HashDeltaSubjectCount, HashMinAddressCount
  --json            nothing but the JSON lines: no summary
`;

/** Whether the mail at this position (1 is the first) is tracked. Asked once a mail, in order. */
export type Tracks = (n: number) => boolean;

export interface Options {
  readonly files: readonly string[];
  readonly tracks: Tracks;
  readonly policy: RehearsalPolicy;
  readonly json: boolean;
}

/** The sentence is for whoever typed the command. */
export class UsageError extends Error {}

export async function readOptions(args: readonly string[]): Promise<Options> {
  const files: string[] = [];
  let track = 'all';
  let settings: string | null = null;
  let json = false;
  const rest = args.flatMap(withoutEquals);
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--json') json = true;
    else if (word === '--track') track = valueOf(word, rest.shift());
    else if (word === '--settings') settings = valueOf(word, rest.shift());
    else if (word.startsWith('-')) throw new UsageError(`There is no option ${word}.`);
    else files.push(word);
  }
  if (files.length === 0) throw new UsageError('Name at least one file.');
  return { files, json, tracks: await readTracks(track), policy: await readPolicy(settings) };
}

/** `--track=0.3` as it is: `--track 0.3`. */
function withoutEquals(word: string): string[] {
  const [, option, value] = /^(--(?:track|settings))=(.*)$/s.exec(word) ?? [];
  return option === undefined || value === undefined ? [word] : [option, value];
}

function valueOf(option: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '' || value === '@') throw new UsageError(`${option} needs a value.`);
  return value;
}

async function readTracks(track: string): Promise<Tracks> {
  if (track === 'all') return () => true;
  if (track === 'none') return () => false;
  if (track.startsWith('@')) return positions(track.slice(1));
  const share = Number(track);
  if (!(share >= 0 && share <= 1)) throw new UsageError('--track takes all, none, a number from 0 to 1, or @FILE.');
  const chance = seeded(1);
  return () => chance() < share;
}

async function positions(file: string): Promise<Tracks> {
  const words = (await readFile(file, 'utf8')).split(/\s+/).filter((word) => word !== '');
  const bad = words.find((word) => !/^\d+$/.test(word));
  if (bad !== undefined) throw new UsageError(`${file} lists ${bad}, which is no position.`);
  const listed = new Set(words.map(Number));
  return (n) => listed.has(n);
}

/** Mulberry32: small, and the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  };
}
