/**
 * Checks a reply of our own server just as far as it must be safe to use: every field that is promised is there and of
 * its kind. Unlike `contract/schema.parse` it lets new fields pass, so that a pane which stayed open over an upgrade of
 * the server goes on working; and it is a tenth of its size, which the first paint can spend.
 */

/** The part of JSON Schema that our contract is written in. */
interface Plan {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Plan>>;
  readonly required?: readonly string[];
  readonly items?: Plan;
  readonly anyOf?: readonly Plan[];
  readonly enum?: readonly unknown[];
}

const kinds: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  null: (value) => value === null,
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** Where the first wrong field lies (`candidates.0.people`), or null where the value fits. */
export function misfit(schema: unknown, value: unknown, at = ''): string | null {
  const plan = schema as Plan;
  if (plan.anyOf) return plan.anyOf.some((branch) => misfit(branch, value, at) === null) ? null : at || 'the reply';
  if (plan.enum) return plan.enum.includes(value) ? null : at || 'the reply';
  if (plan.type !== undefined && kinds[plan.type]?.(value) === false) return at || 'the reply';
  if (plan.items) return misfitItem(plan.items, value as readonly unknown[], at);
  return plan.properties ? misfitField(plan, value as Readonly<Record<string, unknown>>, at) : null;
}

const under = (at: string, name: string | number) => (at ? `${at}.${name}` : `${name}`);

function misfitItem(items: Plan, values: readonly unknown[], at: string): string | null {
  for (const [index, value] of values.entries()) {
    const wrong = misfit(items, value, under(at, index));
    if (wrong !== null) return wrong;
  }
  return null;
}

function misfitField(plan: Plan, value: Readonly<Record<string, unknown>>, at: string): string | null {
  for (const [name, field] of Object.entries(plan.properties ?? {})) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given === undefined && !plan.required?.includes(name)) continue;
    const wrong = given === undefined ? under(at, name) : misfit(field, given, under(at, name));
    if (wrong !== null) return wrong;
  }
  return null;
}
