/**
 * Gives numbers to a mail or a device: the next ones that no active thread has. Where there are none, the organisation's rule
 * decides: one more digit for everybody's new tokens, or no token. Whoever calls holds the user, so that nobody is given twice.
 */
import type { TokenLayout } from '../../correlation/policy';
import { formatToken, nextCounter } from '../../correlation/token';
import { wider } from '../../contract/sending';
import type { SettingsReply } from '../../contract/settings';
import { writeAudit } from '../store/audit';
import type { Ask } from '../store/db';
import {
  moveCursor,
  readCursor,
  readFacts,
  takeNumbers,
  type NewNumber,
  type NumberRange,
  type Purpose,
} from '../store/numbers';
import { addSettings, keepLayout, readSettings } from '../store/settings';
import { holdOrganisation } from '../store/users';
import type { Asker } from './acts';
import { isFree, pickCounters, silentSince } from './numbers';

/** A draft lies about before it is sent, an Outbox before it is emptied, and the clock of a device may be wrong. */
const GRACE_DAYS = 14;

/** From when on the silence of a number counts that may be used until then. */
export const heldFrom = (until: Date) => new Date(until.getTime() + GRACE_DAYS * 86_400_000);

export interface Wish {
  readonly asker: Asker;
  readonly at: Date;
  readonly offline: boolean;
  readonly count: number;
  readonly purpose: Purpose;
  /** Until when the receiver may use them. */
  readonly until: Date;
}

export interface Given {
  readonly layout: TokenLayout;
  /** The user's number as tokens show it. */
  readonly user: number;
  /** At least one. */
  readonly numbers: readonly NewNumber[];
}

/** A string: why there is none, as a sentence for the user. */
export async function giveNumbers(ask: Ask, wish: Wish): Promise<Given | string> {
  const { orgId, userId } = wish.asker;
  for (;;) {
    const stored = await readSettings(ask, orgId);
    const { token: layout, tokenBase, tokensInSubject, whenNumbersRunOut } = stored.settings;
    if (!tokensInSubject) return 'Your organisation sends mail without a token in the subject.';
    const user = tokenBase + userId;
    if (user >= 10 ** layout.userDigits)
      return `Your number ${user} does not fit the ${layout.userDigits} digits that tokens have for it.`;
    const numbers = await pick(ask, wish, { layout, user, activeDays: stored.settings.activeDays });
    if (numbers.length > 0) return { layout, user, numbers };
    const next = wider(layout);
    if (whenNumbersRunOut === 'none' || next === null) return 'Each of your numbers belongs to an active thread.';
    await widen(ask, wish, stored, next);
  }
}

interface Space {
  readonly layout: TokenLayout;
  readonly user: number;
  readonly activeDays: number;
}

/** Those that would be given next; nothing is taken. */
export async function findFree(
  ask: Ask,
  { asker, at, offline, count }: Pick<Wish, 'asker' | 'at' | 'offline' | 'count'>,
  { layout, user, activeDays }: Space,
): Promise<readonly NewNumber[]> {
  const range: NumberRange = { orgId: asker.orgId, userId: asker.userId, offline, layout };
  const asNumber = (counter: number): NewNumber => {
    const token = formatToken({ layout, offline, user, counter });
    return { counter, token, digits: token.slice(layout.prefix.length) };
  };
  const counters = await pickCounters({
    from: await readCursor(ask, range),
    size: 10 ** layout.counterDigits,
    count,
    ask: (tried) =>
      readFacts(
        ask,
        asker.orgId,
        tried.map((counter) => asNumber(counter).digits),
      ),
    free: (facts) => isFree(facts, { at, activeDays }),
  });
  return counters.map(asNumber);
}

async function pick(ask: Ask, wish: Wish, space: Space): Promise<readonly NewNumber[]> {
  const { layout, activeDays } = space;
  const { asker, at, offline, purpose, until } = wish;
  const range: NumberRange = { orgId: asker.orgId, userId: asker.userId, offline, layout };
  const numbers = await findFree(ask, wish, space);
  const last = numbers.at(-1)?.counter;
  if (last === undefined) return [];
  const since = silentSince(at, activeDays);
  const taken = await takeNumbers(ask, { range, numbers, purpose, givenAt: at, heldFrom: heldFrom(until), since });
  await moveCursor(ask, range, nextCounter(last, layout.counterDigits));
  /** Somebody else took all of them in this moment: by now it is known, and others are looked for. */
  return taken.length > 0 ? taken : pick(ask, wish, space);
}

/** A version of the settings like any other, so that every pane reads the new layout; its reason is the notice. */
async function widen(ask: Ask, { asker, at }: Wish, { version, settings }: SettingsReply, token: TokenLayout) {
  const { orgId } = asker;
  await holdOrganisation(ask, orgId);
  const reason = `Every number of ${asker.name} belongs to an active thread, so new tokens have one digit more.`.slice(
    0,
    400,
  );
  const after = { ...settings, token };
  if (!(await addSettings(ask, { orgId, version: version + 1, settings: after, author: null, reason, at }))) return;
  await keepLayout(ask, orgId, settings.token, version);
  await keepLayout(ask, orgId, token, version + 1);
  const what = { action: 'widenTokens', entity: 'settings', entityId: String(version + 1), why: reason };
  await writeAudit(ask, { orgId, at, actor: null, ...what, before: settings, after });
}
