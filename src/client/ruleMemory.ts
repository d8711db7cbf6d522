/** What no server knows of mail that a rule could track, kept on this device: what somebody took back, and when a category was missing. */
import type { Drawer } from './storage';

export interface RuleMemory {
  /** It was to be tracked, and its reader took that back before anything was stored. */
  readonly takenBack: boolean;
  /** The version of its tracking at which the category was seen to be missing, 0 where there is none; null: never seen so. */
  readonly bare: number | null;
}

const KEY = 'rules';
/** Beyond that the oldest are forgotten; what was stored and untracked the server knows in any case. */
const MOST = 300;
const nothing: RuleMemory = { takenBack: false, bare: null };

type All = readonly (readonly [about: string, memory: RuleMemory])[];

const readAll = async (drawer: Drawer): Promise<All> => ((await drawer.get(KEY)) as All | undefined) ?? [];
const of = (all: All, about: string) => all.find(([each]) => each === about)?.[1] ?? nothing;

/** `about` as letters have it. */
export const readRuleMemory = async (drawer: Drawer, about: string) => of(await readAll(drawer), about);

export async function keepRuleMemory(drawer: Drawer, about: string, change: Partial<RuleMemory>): Promise<void> {
  const all = await readAll(drawer);
  const others = all.filter(([each]) => each !== about);
  await drawer.put(KEY, [[about, { ...of(all, about), ...change }], ...others].slice(0, MOST));
}
