/**
 * Whether a mail is tracked though nobody clicked: because somebody set the category on it, or because its reader chose so
 * for incoming mail. Pure, and the same for the pane and for whoever reads mailboxes.
 * After Dynamics 365: "Use Outlook category to track appointments and emails", and the personal option "Select the email
 * messages to track" (`incomingemailfilteringmethod`). Where we differ, the reason stands beside it.
 */
import { isSpared } from '../correlation/judgeSend';
import type { Candidate, Keys, Mail } from '../correlation/mail';
import type { Decision } from '../correlation/match';
import { isOurs, personRecord } from './counterpart';
import type { IncomingRule } from './incomingRule';
import type { RecordView, ResolvedPerson } from './records';
import type { Track } from './tracking';

export interface IncomingMail {
  readonly keys: Pick<Keys, 'kind' | 'direction' | 'automatic' | 'from' | 'recipients' | 'lists' | 'sentAt'>;
  readonly sensitivity: Mail['sensitivity'];
  /** What stands on the item, as the mailbox names it. */
  readonly categories: readonly string[];
  /** This very mail; `takenBack`: it was to be tracked, and a person said no before it was stored. */
  readonly own: 'new' | 'tracked' | 'untracked' | 'takenBack';
  /** The category was not on it when, or since, it was untracked: so whoever set it did so afterwards. */
  readonly setSince: boolean;
  readonly decision: Decision;
  /** The other side's copy of it, which somebody tracked. */
  readonly copy: Candidate | null;
  readonly people: readonly ResolvedPerson[];
  readonly mail?: Pick<Mail, 'replyTo'>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type IncomingPlan =
  | {
      readonly do: 'track';
      readonly by: 'category' | 'incoming';
      readonly regarding: Pick<RecordView, 'type' | 'id' | 'name'> | null;
      readonly because: Track['because'];
      /** The rule in one sentence; it is the beginning of the reason that is stored. */
      readonly why: string;
    }
  /** `suggest`: the verdict is shown and a person decides. `leave`: nothing is to be done with it. */
  | {
      readonly do: 'suggest' | 'leave';
      readonly why: string;
      /** The reader would wonder why nothing happened. */
      readonly told: boolean;
      /** It bears the category and is not to be tracked by it: the category for failures takes its place. */
      readonly refused?: boolean;
    };

type Plan = (rule: IncomingRule, mail: IncomingMail) => IncomingPlan | null;

export function planIncoming(rule: IncomingRule, mail: IncomingMail): IncomingPlan {
  if (mail.own === 'tracked') return { do: 'leave', why: 'It is tracked already.', told: false };
  return byCategory(rule, mail) ?? byChoice(rule, mail) ?? suggest('Nothing tracks it without a click.');
}

const suggest = (why: string): IncomingPlan => ({ do: 'suggest', why, told: false });
const leave = (why: string, told: boolean): IncomingPlan => ({ do: 'leave', why, told });

/** Outlook holds "tracked" and "Tracked" for one category. */
const bears = (categories: readonly string[], name: string) =>
  categories.some((each) => each.toLowerCase() === name.toLowerCase());

/** Of either direction, and of appointments. A hand set it, or one of Outlook's rules did: so the lists hold that a click passes. */
const byCategory: Plan = ({ category, ...rule }, mail) => {
  if (category === null) return null;
  const { name, failed } = category;
  if (!bears(mail.categories, name)) {
    if (!bears(mail.categories, failed)) return null;
    // As there: no further try; giving it the category again is the cure.
    return leave(`It could not be tracked by its category. Set “${name}” again, or press Track.`, true);
  }
  if ((mail.own === 'untracked' || mail.own === 'takenBack') && !mail.setSince) return leave(untracked(name), true);
  const barred = barOf(rule, mail);
  if (barred !== null)
    return { ...leave(`It bears the category “${name}”, but ${barred.why}`, true), ...(barred.refused && REFUSED) };
  return take('category', `Tracked because it bears the category “${name}”.`, rule, mail);
};

const REFUSED = { refused: true } as const;

/** No client says when a category was set. */
const untracked = (name: string) =>
  `It bears the category “${name}”, but somebody untracked it, and Outlook does not say which was later. Press Track if you want it tracked.`;

type Bars = Pick<
  IncomingRule,
  'neverTrack' | 'trackPrivate' | 'keepMailDays' | 'closedRecords' | 'users' | 'ownDomains'
>;

const DAY = 86_400_000;

/** What no rule may pass, in words that go on after a comma. Bad case 85: whoever is spared is so in any place of the mail. */
function barOf(
  { neverTrack, trackPrivate, keepMailDays }: Bars,
  { keys, sensitivity, now }: IncomingMail,
): { readonly why: string; readonly refused: boolean } | null {
  const everybody = [keys.from, ...keys.recipients].filter((address) => address !== null);
  const spared = everybody.find((address) => isSpared(address, neverTrack));
  if (spared !== undefined) return { why: `mail with ${spared} is never tracked without a click.`, refused: true };
  if (!trackPrivate && sensitivity !== 'normal')
    return { why: `it is marked ${sensitivity}, and such mail is not tracked without a click.`, refused: true };
  // Else the category that is left on it would bring back what went by its age.
  const age = (now - Date.parse(keys.sentAt ?? '')) / DAY;
  return keepMailDays > 0 && age > keepMailDays
    ? { why: `it is older than ${keepMailDays} days, after which your organisation keeps no mail.`, refused: false }
    : null;
}

/** Messages alone, as there. */
const byChoice: Plan = (rule, mail) => {
  const { keys, decision, own } = mail;
  const { choice } = rule;
  if (choice === null || keys.kind !== 'message' || keys.direction !== 'incoming') return null;
  if (choice === 'none') return leave(`${whose(rule)} choice is to track no incoming mail without a click.`, false);
  if (own !== 'new') return leave('Somebody untracked it.', false);
  const wanted = wantedBy(choice, rule, mail);
  if (wanted === null) return suggest('The rule for incoming mail does not take it.');
  // Two records, a closed one, a forward: what a person has to settle no rule settles.
  if (decision.do === 'suggest' || decision.do === 'hold') return suggest(decision.why);
  const barred = barOf(rule, mail);
  if (barred !== null) return leave(`Not tracked by itself: ${barred.why}`, barred.refused);
  return take(
    'incoming',
    `Tracked because ${wanted}, by ${whose(rule).toLowerCase()} rule for incoming mail.`,
    rule,
    mail,
  );
};

/** No "your": the sentence is stored, and others read it. */
const whose = ({ chosenBy }: Pick<IncomingRule, 'chosenBy'>) =>
  chosenBy === 'organisation' ? 'The organisation’s' : 'Its reader’s';

const CUSTOMERS = new Set(['contact', 'lead', 'account']);

/** Why the choice takes it, or null. Mail that a machine wrote belongs to a thread or to nobody (bad cases 88 and 94: there "all" makes contacts of newsletters). */
function wantedBy(choice: NonNullable<IncomingRule['choice']>, rule: IncomingRule, mail: IncomingMail): string | null {
  const { keys, decision } = mail;
  const belongs = decision.do === 'track';
  if (!belongs && keys.automatic !== null) return null;
  const records = recordsOf(mail);
  switch (choice) {
    case 'replies':
      return belongs ? 'it belongs to tracked mail' : null;
    case 'people':
      return records.some(({ type }) => CUSTOMERS.has(type)) ? 'its sender is a lead, contact or account' : null;
    case 'enabled':
      return records.length > 0 ? 'its sender stands for a record' : null;
    case 'all':
      // As on sending: a talk among colleagues is nobody's business but theirs.
      return belongs || !(keys.from !== null && isOurs(keys.from, rule)) ? 'all incoming mail is' : null;
    case 'none':
      return null;
  }
}

const recordsOf = ({ keys, people }: IncomingMail) =>
  people.find(({ address }) => address.toLowerCase() === keys.from)?.records ?? [];

type TakingRule = Pick<IncomingRule, 'closedRecords' | 'users' | 'ownDomains'>;

/** To the record that the verdict is sure of; where nothing matched, to the only one of whom it is from. */
function take(by: 'category' | 'incoming', why: string, rule: TakingRule, mail: IncomingMail) {
  const { decision, copy } = mail;
  const { match } = decision;
  const plan = { do: 'track', by, why } as const;
  if (decision.do === 'track' && match !== null) {
    const regarding = decision.regarding && nameOf(match.candidate);
    const because = { method: match.strategy, matched: match.candidate.activityId, reason: stored(why, decision.why) };
    return { ...plan, regarding, because };
  }
  const bare = { method: by, matched: null, reason: stored(why, '') };
  // The category says that it is wanted, and cannot say where: that stays a question.
  if (decision.do !== 'skip') return { ...plan, regarding: null, because: { ...bare, reason: stored(why, OPEN) } };
  if (copy !== null) return { ...plan, regarding: nameOf(copy), because: { ...bare, matched: copy.activityId } };
  return { ...plan, regarding: theOnlyRecord(rule, mail), because: bare };
}

const OPEN = 'Which record it belongs to is for a person to say.';

function nameOf({ regarding }: Candidate) {
  if (regarding === null || regarding.state === 'deleted') return null;
  const { type, id, name } = regarding;
  return { type, id, name };
}

function theOnlyRecord({ closedRecords, users, ownDomains }: TakingRule, mail: IncomingMail) {
  const record = personRecord({ ...mail, settings: { users, ownDomains } })?.record;
  if (record === undefined || (record.state === 'closed' && closedRecords !== 'link')) return null;
  const { type, id, name } = record;
  return { type, id, name };
}

/** The longest reason that may be stored. */
const LONGEST_REASON = 2000;
const stored = (why: string, more: string) => `${why} ${more}`.trim().slice(0, LONGEST_REASON);
