import type { Person } from './shapes';

/** Each address once; the last name given for it stays. */
export function unique(people: readonly Person[]): Person[] {
  return [...new Map(people.map((person) => [person.address.toLowerCase(), person])).values()];
}
