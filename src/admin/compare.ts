/** Two people changed the settings: what each did, and how the two become one again. */
import { fields, type Draft, type Field } from './draft';

export interface Difference {
  readonly field: Field;
  readonly was: Draft[Field];
  readonly theirs: Draft[Field];
  /** Both changed this field, and not to the same: only a person can decide. */
  readonly mine: { readonly clash: true; readonly value: Draft[Field] } | { readonly clash: false };
}

/** What they changed since `base`, in the order of the form. */
export function compare(base: Draft, theirs: Draft, mine: Draft): Difference[] {
  return fields
    .filter((field) => theirs[field] !== base[field])
    .map((field) => {
      const clash = mine[field] !== base[field] && mine[field] !== theirs[field];
      return {
        field,
        was: base[field],
        theirs: theirs[field],
        mine: clash ? { clash, value: mine[field] } : { clash },
      };
    });
}

/** Their settings with my changes on top; where both changed one field, mine only if it is among `keepMine`. */
export function rebase(base: Draft, theirs: Draft, mine: Draft, keepMine: ReadonlySet<Field>): Draft {
  const kept = fields.filter(
    (field) => mine[field] !== base[field] && (theirs[field] === base[field] || keepMine.has(field)),
  );
  return { ...theirs, ...Object.fromEntries(kept.map((field) => [field, mine[field]])) };
}

export const changedFields = (base: Draft, mine: Draft): Field[] =>
  fields.filter((field) => mine[field] !== base[field]);
