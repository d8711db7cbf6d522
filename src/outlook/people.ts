/** Office's way of naming people, as the house names them. */
import { isDirectoryName } from '../correlation/directoryName';
import type { Person } from '../correlation/mail';

/** null where there is no address: nothing can be found by a bare name, nor by a place in Exchange's directory. */
export function personOf(
  person: { readonly emailAddress?: string; readonly displayName?: string } | null | undefined,
): Person | null {
  if (typeof person?.emailAddress !== 'string') return null;
  const address = person.emailAddress.trim();
  if (address === '' || isDirectoryName(address)) return null;
  return { address, name: typeof person.displayName === 'string' ? person.displayName : '' };
}

/** Clients give `undefined` or null where a field is empty. */
export function peopleOf(people: readonly Office.EmailAddressDetails[] | null | undefined): Person[] {
  return (Array.isArray(people) ? people : []).map(personOf).filter((person) => person !== null);
}
