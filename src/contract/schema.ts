/** The small part of the schema library that both ends use: building, and parsing what comes in at a door. */
import * as Type from 'typebox/type';
import { Check, Errors } from 'typebox/schema';
import { problem } from './problems';

export { Type };
export type { Static, TSchema } from 'typebox/type';

/**
 * Takes what came in at a door and gives it its type, or throws the Problem `badInput` naming the first wrong field.
 * Nothing is coerced and nothing is filled in.
 */
export function parse<T extends Type.TSchema>(schema: T, value: unknown): Type.Static<T> {
  if (Check(schema, value)) return value as Type.Static<T>;
  const [, errors] = Errors(schema, value);
  const first = errors[0];
  const field = first?.instancePath ? first.instancePath.slice(1).replaceAll('/', '.') : 'the whole body';
  throw problem('badInput', `${field} ${wordsOf(first?.message)}.`);
}

/** Whether a value is of the shape; for choosing, where `parse` would refuse. */
export const isOf = <T extends Type.TSchema>(schema: T, value: unknown): value is Type.Static<T> =>
  Check(schema, value);

/** A shape that refuses unknown fields says `schema is false` of one. */
function wordsOf(message: string | undefined): string {
  return message === 'schema is false' ? 'is not known here' : (message ?? 'is not what is expected');
}

export const Uuid = Type.String({ pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' });
/** ISO 8601 in UTC, a day of the calendar between the years 1000 and 9999, without leap seconds, which `Date` does not know. */
export const Instant = Type.String({
  format: 'date-time',
  pattern: '^[1-9]\\d{3}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[0-5]\\d(\\.\\d{1,9})?Z$',
});
export const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** Left out on the wire where it is undefined. */
export const Perhaps = <T extends Type.TSchema>(schema: T) =>
  Type.Optional(Type.Unsafe<Type.Static<T> | undefined>(schema));
/** Text with an upper bound: nothing without a bound crosses the wire. */
export const Text = (maxLength: number) => Type.String({ maxLength });
/** One of the given words. */
export const Word = <const W extends string>(...words: W[]) => Type.Unsafe<W>(Type.Enum(words));
/** An object that refuses fields it does not know. */
export const Shape = <P extends Type.TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
