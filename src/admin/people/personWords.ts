/** The sentences about a person. */
import type { UserView } from '../../contract/people';
import type { Role } from '../../contract/roles';

export const roleWords: Record<Role, string> = {
  administrator: 'Administrator: everything',
  customizer: 'Customizer: mail, and settings',
  user: 'User: mail and records',
  auditor: 'Auditor: settings and audit, no mail',
};

const day = (at: string) => new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Whether a person at a sign-in service stands behind it, and when they were here. */
export function seenWords({ bound, lastSeen, active }: UserView): string {
  const out = active ? '' : 'Out. ';
  if (!bound) return `${out}Has not signed in yet; the first sign-in with this address becomes this person.`;
  return `${out}${lastSeen === null ? 'Has signed in' : `Last here ${day(lastSeen)}, to the hour`}.`;
}

export const CLAIMED = 'Their sign-in service gives the role; it is changed there, and counts when their sign-in ends.';

export const endWords = (name: string) =>
  `${name} is let in no more from the next click on, also with a sign-in that still runs. What they tracked stays.`;
/** Of whoever is out nobody looks after them. */
export const recordsWords = ({ name, active, records }: UserView) => {
  const many = records === 1 ? 'One record is' : `${records} records are`;
  return active ? `${many} theirs.` : `${many} still theirs, and ${name} is out: give them to somebody else.`;
};

export const OWN = 'This is you: from the next click on you cannot undo it yourself.';
