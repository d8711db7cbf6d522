/** The pane's sentences. */
import type { Tracking } from '../contract/tracking';
import { explainMatch } from '../correlation/explain';
import type { Regarding } from '../correlation/mail';
import type { Match } from '../correlation/match';
import { dayWord, listWords, typeWord } from '../ui/words';
import type { Act, View } from './state';
import type { Verdict } from './verdict';
import { waitingHeadline } from './waiting';

export function headlineOf(verdict: Verdict): string {
  switch (verdict.is) {
    case 'tracked':
      return verdict.own.regarding ? `Tracked regarding ${verdict.own.regarding.name}` : 'Tracked without record';
    case 'belongs':
    case 'suggested':
      return `Suggested: ${verdict.regarding?.name ?? 'its thread, without record'}`;
    case 'held':
      return `Held: ${verdict.regarding?.name ?? 'no record'}`;
    case 'notTracked':
      return 'Not tracked';
    case 'unknown':
      return 'Not known on this device';
    case 'waiting':
      return waitingHeadline(verdict.waiting);
  }
}

export function statusOf(verdict: Verdict, act: Act | null): string {
  if (act) return DOING[act.do];
  if (verdict.is === 'waiting') return 'Waiting · not stored yet';
  if (verdict.is === 'unknown') return 'Offline';
  if (verdict.is === 'notTracked') return verdict.copy ? 'Not tracked yet' : 'No match';
  if (verdict.is === 'tracked')
    return verdict.own.regarding ? `Tracked · ${recordWords(verdict.own.regarding)}` : 'Tracked';
  const { regarding } = verdict;
  return [regarding ? `${recordWords(regarding)} · not tracked yet` : 'Not tracked yet', SURENESS[verdict.is]].join(
    ' · ',
  );
}

const SURENESS = { belongs: 'very likely', suggested: 'please check', held: 'needs your decision' };

const recordWords = ({ type, state, hidden }: Pick<Regarding, 'type' | 'state' | 'hidden'>) =>
  hidden ? 'Not shown to you' : `${typeWord(type)}${state === 'open' ? '' : `, ${state}`}`;

const DOING: Record<Act['do'], string> = {
  track: 'Tracking …',
  regard: 'Changing the record …',
  untrack: 'Untracking …',
  restore: 'Restoring …',
  setPrivate: 'Changing who reads it …',
  create: 'Creating the record …',
  takeBack: 'Taking it back …',
};

/** "Tracked by Alice Berg on 3 May 2026 and by Bob Lindqvist today at 14:05." */
export function receiptsWords(own: Tracking, now: number): string {
  const receipts = own.receipts.map(({ name, address, at }) => `by ${name || address} ${dayWord(at, now)}`);
  const tracked = `by ${own.trackedBy.name || own.trackedBy.address} ${dayWord(own.trackedAt, now)}`;
  return `Tracked ${listWords(receipts.length > 0 ? receipts : [tracked])}.`;
}

/**
 * Why, in one or two sentences. The decision's own words repeat the evidence as anybody would read it; here the reader's
 * own mail is "your mail", so only what the decision adds is kept.
 */
export function evidenceOf(match: Match, why: string, reader: string | null): readonly string[] {
  const said = [explainMatch(match, null), ...match.against];
  const added = said.reduce((rest, sentence) => rest.replace(sentence, ''), why).trim();
  return [explainMatch(match, reader), added].filter((sentence) => sentence !== '');
}

/** What a screen reader is told when the pane changes. */
export function spokenOf(view: View, verdict: Verdict | null): string {
  switch (view.at) {
    case 'starting':
    case 'looking':
      return '';
    case 'nothing':
      return 'No message is open.';
    case 'failed':
      return view.problem.sentence;
    case 'draft':
      return '';
    case 'known':
      return [view.act.is === 'running' ? DOING[view.act.act.do] : verdict && headlineOf(verdict), ...view.notes].join(
        '. ',
      );
  }
}

/** The records that a mail could belong to besides the one shown: one match a record, best first. */
export function distinctMatches(matches: readonly Match[], shown: string | null): readonly Match[] {
  const seen = new Set([shown]);
  return matches.filter(({ candidate: { regarding } }) => {
    if (regarding === null || seen.has(regarding.id)) return false;
    return seen.add(regarding.id);
  });
}
