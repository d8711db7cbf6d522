/** What stands in the form: numbers as they are typed, so that a half-typed one is not yet an error of the program. */
import { layoutFaults } from '../correlation/token';
import { SettingsSchema, type Settings } from '../contract/settings';

/** Dynamics' four knobs, under the names of its organisation table. */
export const knobs = {
  HashFilterKeywords: 'HashFilterKeywords',
  HashMaxCount: 'HashMaxCount',
  HashDeltaSubjectCount: 'HashDeltaSubjectCount',
  HashMinAddressCount: 'HashMinAddressCount',
} as const;

type NumberSetting =
  'tokenBase' | 'subjectLength' | 'activeDays' | 'HashMaxCount' | 'HashDeltaSubjectCount' | 'HashMinAddressCount';

export interface Draft extends Omit<Settings, 'token' | NumberSetting | 'neverTrack'> {
  readonly prefix: string;
  readonly userDigits: string;
  readonly counterDigits: string;
  readonly tokenBase: string;
  readonly subjectLength: string;
  readonly activeDays: string;
  readonly HashMaxCount: string;
  readonly HashDeltaSubjectCount: string;
  readonly HashMinAddressCount: string;
  /** One entry a line. */
  readonly neverTrack: string;
}
export type Field = keyof Draft;
/** One sentence a field, naming the field. */
export type Faults = { readonly [F in Field]?: string };

type NumberField = 'userDigits' | 'counterDigits' | NumberSetting;
type TextField = 'prefix' | 'categoryName' | 'HashFilterKeywords';

const { token, tokenBase, subjectLength, activeDays, neverTrack, categoryName, ...others } = SettingsSchema.properties;
const { prefix, userDigits, counterDigits } = token.properties;

/** The bounds are those of the contract, said once, there. The schema library keeps them out of its static types. */
const range = (schema: object) => schema as { readonly minimum: number; readonly maximum: number };
const room = (schema: object) => (schema as { readonly maxLength: number }).maxLength;

export const bounds: Record<NumberField, ReturnType<typeof range>> = {
  userDigits: range(userDigits),
  counterDigits: range(counterDigits),
  tokenBase: range(tokenBase),
  subjectLength: range(subjectLength),
  activeDays: range(activeDays),
  HashMaxCount: range(others.HashMaxCount),
  HashDeltaSubjectCount: range(others.HashDeltaSubjectCount),
  HashMinAddressCount: range(others.HashMinAddressCount),
};
const most = (neverTrack as { readonly maxItems?: number }).maxItems ?? 0;
export const longest: Record<TextField, number> = {
  prefix: room(prefix),
  categoryName: room(categoryName),
  HashFilterKeywords: room(others.HashFilterKeywords),
};

export const fieldWords: Record<Field, string> = {
  useCorrelation: 'Use correlation',
  useTokens: 'Use tracking tokens',
  prefix: 'Prefix',
  userDigits: 'Digits for user numbers',
  counterDigits: 'Digits for the counter',
  tokenBase: 'Base tracking number',
  smartMatching: 'Smart matching',
  smartRule: 'Rule of smart matching',
  HashFilterKeywords: 'Left out of the subject',
  HashMaxCount: 'Words of a subject that count',
  HashDeltaSubjectCount: 'Words by which subjects may differ',
  HashMinAddressCount: 'People who must be on both mails',
  forwards: 'Forwarded mail',
  withoutOutsiders: 'Mail among colleagues',
  closedRecords: 'Closed records',
  subjectLength: 'Longest subject',
  tokensInSubject: 'Tokens in the subject',
  activeDays: 'Days until a number is given again',
  whenNumbersRunOut: 'When numbers run out',
  autoTrack: 'Tracked on sending',
  neverTrack: 'Never tracked on sending',
  trackPrivate: 'Track private mail on sending',
  internalAsTwo: 'Two activities for mail between users',
  categoryName: 'Category name',
  categoryColor: 'Category colour',
};
export const fields = Object.keys(fieldWords) as Field[];

export function makeDraft({ token: layout, ...settings }: Settings): Draft {
  return {
    ...settings,
    prefix: layout.prefix,
    userDigits: String(layout.userDigits),
    counterDigits: String(layout.counterDigits),
    tokenBase: String(settings.tokenBase),
    subjectLength: String(settings.subjectLength),
    activeDays: String(settings.activeDays),
    HashMaxCount: String(settings.HashMaxCount),
    HashDeltaSubjectCount: String(settings.HashDeltaSubjectCount),
    HashMinAddressCount: String(settings.HashMinAddressCount),
    neverTrack: settings.neverTrack.join('\n'),
  };
}

const numberFault = (field: NumberField, typed: string): string | null => {
  const { minimum, maximum } = bounds[field];
  const value = Number(typed);
  if (/^\d+$/.test(typed.trim()) && value >= minimum && value <= maximum) return null;
  return `${fieldWords[field]}: give a whole number from ${minimum} to ${maximum}.`;
};

const nameFault = (typed: string): string | null => {
  const words = fieldWords.categoryName;
  if (typed.trim() === '') return `${words}: give at least one character.`;
  return typed.length > longest.categoryName ? `${words}: give at most ${longest.categoryName} characters.` : null;
};

const linesOf = (typed: string) =>
  typed
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** An entry that is neither would silently spare nobody. */
const sparedFault = (typed: string): string | null => {
  const lines = linesOf(typed);
  const wrong = lines.find((line) => line.length > 320 || !/^[^\s@]*@?[^\s@]+\.[^\s@]+$/.test(line));
  if (wrong !== undefined)
    return `${fieldWords.neverTrack}: “${wrong.slice(0, 80)}” is neither an address nor a domain.`;
  return lines.length > most ? `${fieldWords.neverTrack}: give at most ${most} entries.` : null;
};

/** The engine says which prefixes can be read back; the digits have sentences of their own. */
const prefixFault = (typed: string): string | null =>
  layoutFaults({
    prefix: typed,
    userDigits: bounds.userDigits.minimum,
    counterDigits: bounds.counterDigits.minimum,
  })[0] ?? null;

/** The base is the lowest user number; it has to fit into the digits of one. */
const baseFault = ({ tokenBase: base, userDigits: digits }: Draft): string | null =>
  numberFault('userDigits', digits) === null && Number(base) + 1 >= 10 ** Number(digits)
    ? `Base tracking number: ${base} leaves no user number of ${digits} ${digits === '1' ? 'digit' : 'digits'}; lower it or allow more digits.`
    : null;

/** Everything wrong with the form, one sentence a field; empty where it can be saved. */
export function findFaults(draft: Draft): Faults {
  const found: [Field, string | null][] = [
    ['prefix', prefixFault(draft.prefix)],
    ['userDigits', numberFault('userDigits', draft.userDigits)],
    ['counterDigits', numberFault('counterDigits', draft.counterDigits)],
    ['tokenBase', numberFault('tokenBase', draft.tokenBase) ?? baseFault(draft)],
    ['subjectLength', numberFault('subjectLength', draft.subjectLength)],
    ['activeDays', numberFault('activeDays', draft.activeDays)],
    ['HashMaxCount', numberFault('HashMaxCount', draft.HashMaxCount)],
    ['HashDeltaSubjectCount', numberFault('HashDeltaSubjectCount', draft.HashDeltaSubjectCount)],
    ['HashMinAddressCount', numberFault('HashMinAddressCount', draft.HashMinAddressCount)],
    ['neverTrack', sparedFault(draft.neverTrack)],
    ['categoryName', nameFault(draft.categoryName)],
  ];
  return Object.fromEntries(found.filter(([, fault]) => fault !== null)) as Faults;
}

/** The settings of a form without faults. */
export function readDraft({ prefix: mark, userDigits: user, counterDigits: counter, ...rest }: Draft): Settings {
  return {
    ...rest,
    token: { prefix: mark, userDigits: Number(user), counterDigits: Number(counter) },
    tokenBase: Number(rest.tokenBase),
    subjectLength: Number(rest.subjectLength),
    activeDays: Number(rest.activeDays),
    HashMaxCount: Number(rest.HashMaxCount),
    HashDeltaSubjectCount: Number(rest.HashDeltaSubjectCount),
    HashMinAddressCount: Number(rest.HashMinAddressCount),
    neverTrack: linesOf(rest.neverTrack),
    categoryName: rest.categoryName.trim(),
  };
}
