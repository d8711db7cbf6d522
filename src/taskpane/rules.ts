/** Tracks the open item though nobody clicked, where the organisation or its reader wants that. Fetched where they do. */
import { aboutOf } from '../client/letters';
import type { RuleMemory } from '../client/ruleMemory';
import { incomingRuleOf } from '../contract/incomingRule';
import { planIncoming, type IncomingPlan } from '../contract/planIncoming';
import type { Calls } from '../outlook/calls';
import { offerCategory, readCategories } from '../outlook/categories';
import type { ReadOpen } from './marks';
import type { Outbox } from './outbox';
import type { Act, Known } from './state';

export interface RuleDoors {
  readonly calls: Calls;
  readonly outbox: () => Promise<Outbox>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly mint: () => string;
  /** Categories that were put into this mailbox's list since the pane began. */
  readonly offered: Set<string>;
  /** Nothing comes of it where something else is shown meanwhile. */
  readonly send: (event: { is: 'clicked'; act: Act } | { is: 'noted'; note: string }) => void;
  /** Puts the category for failures in the place of the other. */
  readonly refuse: () => Promise<unknown>;
}

export async function followRules(known: Known, open: ReadOpen, doors: RuleDoors): Promise<void> {
  const { settings, preferences, remembered } = known;
  const rule = incomingRuleOf(settings, preferences ?? null);
  const categories = rule.category === null ? [] : await readCategories(open.item, doors.calls);
  if (rule.category !== null) void offer(known, doors);
  const marked = has(categories, rule.category?.name);
  if (remembered?.at === null) return marked ? doors.send({ is: 'noted', note: LATER }) : undefined;
  const outbox = await doors.outbox();
  await outbox.flush();
  const about = aboutOf(known.keys);
  const again = marked && has(categories, rule.category?.failed);
  if (!(await mayBegin(outbox, about, again))) return;
  const memory = await outbox.ruleMemory(about);
  if (rule.category !== null && !marked) await noteBare({ known, memory, about, outbox });
  const mail = { ...known, ...known.correlation, ...standingOf(known, memory), sensitivity: known.mail.sensitivity };
  obey(planIncoming(rule, { ...mail, categories, now: doors.now() }), mail, doors);
}

const LATER = 'It bears the category. This device never asked about it, so it is tracked when the server can be asked.';

function obey(plan: IncomingPlan, { setSince }: Pick<Standing, 'setSince'>, doors: RuleDoors): void {
  if (plan.do !== 'track') {
    if (plan.told) doors.send({ is: 'noted', note: plan.why });
    if (plan.refused) void doors.refuse();
    return;
  }
  const { by, why, regarding, because } = plan;
  const rule = { by, why, yields: !(setSince && by === 'category') };
  const act = { do: 'track', requestId: doors.mint(), regarding, because, withBody: true, rule } as const;
  doors.send({ is: 'clicked', act });
}

/** What waits or was refused is a decision already; the category once more, beside the one for failures, asks for another try. */
async function mayBegin(outbox: Outbox, about: string, again: boolean): Promise<boolean> {
  const letters = outbox.post().letters.filter(({ letter }) => letter.about === about);
  if (letters.length > 0 && (!again || letters.some(({ refused }) => refused === null))) return false;
  for (const { letter } of letters) await outbox.discard(letter.id);
  return true;
}

const has = (categories: readonly string[], wanted: string | undefined) =>
  categories.some((name) => name.toLowerCase() === wanted?.toLowerCase());

interface Standing {
  readonly own: 'new' | 'tracked' | 'untracked' | 'takenBack';
  readonly setSince: boolean;
}

const versionOf = ({ own }: Known) => own?.version ?? 0;

function standingOf(known: Known, { takenBack, bare }: RuleMemory): Standing {
  const own = known.own?.state ?? (takenBack ? 'takenBack' : 'new');
  return { own, setSince: own !== 'new' && bare === versionOf(known) };
}

interface Bare {
  readonly known: Known;
  readonly memory: RuleMemory;
  readonly about: string;
  readonly outbox: Outbox;
}

/** Somebody said no, and the category is not there: where it is there later, it was set later. */
async function noteBare({ known, memory, about, outbox }: Bare): Promise<void> {
  const bare = versionOf(known);
  if ((known.own !== null || memory.takenBack) && memory.bare !== bare) await outbox.keepRuleMemory(about, { bare });
}

/** Who never tracked anything here would not find it in Outlook's list. */
async function offer({ settings: { settings } }: Known, { calls, offered }: RuleDoors): Promise<void> {
  const { categoryName: name, categoryColor: color } = settings;
  if (offered.has(name)) return;
  offered.add(name);
  await offerCategory({ name, color }, calls);
}
