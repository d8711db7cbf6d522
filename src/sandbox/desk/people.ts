/** People as a line of text, the way an address field shows them. */
import type { AnyItem, Mailbox, Person } from '../mailbox/shapes';

export const writePeople = (people: readonly Person[]): string =>
  people.map((one) => (one.name && one.name !== one.address ? `${one.name} <${one.address}>` : one.address)).join('; ');

/** `Name <address>` or plain addresses, parted by `;` or `,`; a known address or name gets both. Without `@` it is nobody. */
export function readPeople(text: string, known: readonly Person[]): Person[] {
  return text
    .split(/[;,\n]+/)
    .map((part) => part.trim())
    .filter(Boolean)
    .flatMap((part) => readPerson(part, known));
}

function readPerson(part: string, known: readonly Person[]): Person[] {
  const [, name = '', address = ''] = /^(.*?)<([^<>]+)>$/.exec(part) ?? [null, '', part];
  const asked = address.trim().toLowerCase();
  const found = known.find((one) => one.address.toLowerCase() === asked || one.name.toLowerCase() === asked);
  if (found && !name.trim()) return [found];
  return asked.includes('@')
    ? [{ address: address.trim(), name: name.trim().replace(/^"|"$/g, '') || address.trim() }]
    : [];
}

/** Everybody this mailbox ever met, each once, by name. */
export function knownPeople(mailbox: Mailbox, others: readonly Person[]): Person[] {
  const met = [...others, ...mailbox.items.flatMap(peopleOf)].filter((one) => one.address.includes('@'));
  const once = new Map(met.reverse().map((one) => [one.address.toLowerCase(), one]));
  return [...once.values()].sort((a, b) => a.name.localeCompare(b.name));
}

const peopleOf = (item: AnyItem): readonly Person[] =>
  item.kind === 'message'
    ? [...(item.from ? [item.from] : []), ...item.to, ...item.cc]
    : [item.organizer, ...item.required, ...item.optional];
