/** What a trial found, in words. */
import type { NumberSpace } from '../../contract/sending';
import type { ShownOutcome, Trial, TrialChange, TrialResult } from '../../contract/trial';
import { kindWords, shareWords } from '../spaceWords';

/** In the order in which they matter to whoever decides. */
export const changeNames: readonly TrialChange[] = ['gained', 'lost', 'changed', 'held', 'released'];

export const changeWords: Record<TrialChange, { readonly name: string; readonly why: string }> = {
  gained: { name: 'Links gained', why: 'They would be linked without a question, and are not today.' },
  lost: { name: 'Links lost', why: 'They are linked today and would not be.' },
  changed: { name: 'Links changed', why: 'They would be linked to something else than today.' },
  held: { name: 'Newly held', why: 'Somebody would be asked first, and is not today.' },
  released: { name: 'No longer asked about', why: 'Somebody is asked today; nothing would be found any more.' },
};

const number = (n: number) => n.toLocaleString('en-GB');

export const countWords = (count: number) => (count === 0 ? 'none' : number(count));

export const mailsWords = (count: number) => `${number(count)} ${count === 1 ? 'mail' : 'mails'}`;

export const progressWords = ({ done, total }: Trial) => `${number(done)} of ${mailsWords(total)} tried`;

const outcomeWords: Record<ShownOutcome['do'], (record: string | null) => string> = {
  link: (record) => (record === null ? 'linked to its thread' : `linked to ${record}`),
  ask: (record) => (record === null ? 'asked about' : `asked about, for ${record}`),
  none: () => 'not linked',
};

export const outcomeInWords = ({ do: word, record, why }: ShownOutcome) => `${outcomeWords[word](record)}. ${why}`;

/** One sentence about all of it. */
export function summaryWords({ mails, changes }: TrialResult): string {
  if (mails === 0) return 'No mail of these days is kept yet: there is nothing to compare.';
  const found = changeNames.filter((name) => changes[name].count > 0);
  if (found.length === 0) return `Nothing would change for ${mailsWords(mails)}.`;
  const parts = found.map((name) => `${changeWords[name].name.toLowerCase()} ${number(changes[name].count)}`);
  return `Of ${mailsWords(mails)}: ${parts.join(', ')}.`;
}

export const numbersWords = ({ free, size }: TrialResult['numbers']) =>
  `${number(free)} of ${number(size)} numbers are free under this layout.`;

export const spaceInWords = (space: NumberSpace) =>
  `${space.name || space.address}: ${shareWords(space)} ${kindWords(space)} taken`;

/** How it stands, for whoever started it and whoever comes by. */
export function stateWords({ state, startedBy, total }: Trial): string {
  if (state === 'running') return `${startedBy} is trying settings on ${mailsWords(total)}.`;
  if (state === 'stopped') return `The trial of ${startedBy} was stopped.`;
  if (state === 'failed') return `The trial of ${startedBy} broke off. Nothing was changed; try again.`;
  return `Tried by ${startedBy}.`;
}
