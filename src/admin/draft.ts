/** What stands in the form: numbers as they are typed, so that a half-typed one is not yet an error of the program. */
import { layoutFaults } from '../correlation/token';
import { SettingsSchema, type Settings } from '../contract/settings';
import { fieldWords, type Field, type Flat } from './settingWords';
import { linesOf, sparedFault } from './spared';

/** Numbers and lists as text, a list with one entry a line. */
export type Draft = {
  readonly [F in keyof Flat]: Flat[F] extends number | readonly string[] ? string : Flat[F];
};
/** One sentence a field, naming the field. */
export type Faults = { readonly [F in Field]?: string };

/** The bounds are those of the contract, said once, there. The schema library keeps them out of its static types. */
interface Plan {
  readonly type?: 'boolean' | 'integer' | 'string' | 'array';
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
}

const { token, ...others } = SettingsSchema.properties;
const plans = { ...others, ...token.properties } as unknown as Readonly<Record<Field, Plan>>;

export { fieldWords, type Field };

export const fields = Object.keys(fieldWords) as Field[];

export type Kind = 'switch' | 'choice' | 'number' | 'list' | 'colour' | 'text';

/** By which kind of control a setting is changed. */
export function kindOf(field: Field): Kind {
  const { type, pattern, enum: words } = plans[field];
  if (words) return 'choice';
  if (type === 'boolean') return 'switch';
  if (type === 'integer') return 'number';
  if (type === 'array') return 'list';
  return pattern === undefined ? 'text' : 'colour';
}

export const wordsOf = (field: Field): readonly string[] => plans[field].enum ?? [];
export const boundsOf = (field: Field) => ({ minimum: plans[field].minimum ?? 0, maximum: plans[field].maximum ?? 0 });
export const longestOf = (field: Field): number => plans[field].maxLength ?? 0;

export function makeDraft({ token: layout, ...settings }: Settings): Draft {
  const flat: Flat = { ...settings, ...layout };
  const typed = (value: unknown) =>
    typeof value === 'number' ? String(value) : Array.isArray(value) ? value.join('\n') : value;
  return Object.fromEntries(Object.entries(flat).map(([name, value]) => [name, typed(value)])) as unknown as Draft;
}

const numberFault = (field: Field, typed: string): string | null => {
  const { minimum, maximum } = boundsOf(field);
  const value = Number(typed);
  if (/^\d+$/.test(typed.trim()) && value >= minimum && value <= maximum) return null;
  return `${fieldWords[field]}: give a whole number from ${minimum} to ${maximum}.`;
};

/** What may be empty says so: its schema has no least length. */
const mayBeEmpty = (field: Field) => field === 'HashFilterKeywords';

const textFault = (field: Field, typed: string): string | null => {
  if (field === 'prefix') return prefixFault(typed);
  const words = fieldWords[field];
  if (typed.trim() === '' && !mayBeEmpty(field)) return `${words}: give at least one character.`;
  return typed.length > longestOf(field) ? `${words}: give at most ${longestOf(field)} characters.` : null;
};

/** The engine says which prefixes can be read back; the digits have sentences of their own. */
const prefixFault = (typed: string): string | null =>
  layoutFaults({ prefix: typed, userDigits: 1, counterDigits: 1 })[0] ?? null;

/** The base is the lowest user number; it has to fit into the digits of one. */
const baseFault = ({ tokenBase: base, userDigits: digits }: Draft): string | null =>
  numberFault('userDigits', digits) === null && Number(base) + 1 >= 10 ** Number(digits)
    ? `Base tracking number: ${base} leaves no user number of ${digits} ${digits === '1' ? 'digit' : 'digits'}; lower it or allow more digits.`
    : null;

function faultOf(field: Field, draft: Draft): string | null {
  const typed = String(draft[field]);
  switch (kindOf(field)) {
    case 'number':
      return numberFault(field, typed) ?? (field === 'tokenBase' ? baseFault(draft) : null);
    case 'text':
      return textFault(field, typed);
    case 'list':
      return sparedFault(fieldWords[field], typed, plans[field].maxItems ?? 0);
    default:
      return null;
  }
}

/** One mail category cannot say two things. */
function sameCategory({ categoryName, categoryFailed }: Draft): Faults {
  const same = categoryName.trim().toLowerCase() === categoryFailed.trim().toLowerCase();
  return same ? { categoryFailed: `${fieldWords.categoryFailed}: give another name than the category has.` } : {};
}

/** Everything wrong with the form, one sentence a field; empty where it can be saved. */
export function findFaults(draft: Draft): Faults {
  const found = fields.map((field) => [field, faultOf(field, draft)] as const).filter(([, fault]) => fault !== null);
  return { ...sameCategory(draft), ...(Object.fromEntries(found) as Faults) };
}

function valueOf(field: Field, typed: unknown): unknown {
  switch (kindOf(field)) {
    case 'number':
      return Number(typed);
    case 'list':
      return linesOf(String(typed));
    case 'text':
      return field === 'prefix' || field === 'HashFilterKeywords' ? typed : String(typed).trim();
    default:
      return typed;
  }
}

/** The settings of a form without faults. */
export function readDraft(draft: Draft): Settings {
  const read = Object.fromEntries(Object.entries(draft).map(([name, typed]) => [name, valueOf(name as Field, typed)]));
  const { prefix, userDigits, counterDigits, ...rest } = read as unknown as Flat;
  return { ...rest, token: { prefix, userDigits, counterDigits } };
}
