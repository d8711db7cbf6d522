/** The wire's shapes come from the schema library and are writable; the engine's are not. Nothing writes to either. */
type Mutable<T> = T extends readonly (infer E)[]
  ? Mutable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;

export const mutable = <T>(value: T): Mutable<T> => value as Mutable<T>;
