/** The id of a mail that has none. */
import { sha256 } from './digest';
import type { Headers } from './headers';
import type { Mail } from './mail';
import type { Participants } from './participants';

/** Characters of a field that tell one mail from another; what is longer is an attack, and hashing it takes its time. */
const ENOUGH = 10_000;

/**
 * For a mail without Message-ID: the same each time the same mail is read, in the pane and on the server alike.
 * The body counts only where there is no date, because the pane asks before it has read a body.
 */
export function surrogate(mail: Mail, headers: Headers, people: Participants): string {
  const when = headers.get('date') ?? mail.sentAt;
  const body = when === null ? (mail.body.text ?? mail.body.html ?? '').slice(0, ENOUGH).replace(/\s+/g, ' ') : '';
  const said = [when ?? '', people.from ?? '', [...people.recipients].sort().join(','), mail.subject, body];
  return `surrogate:${sha256(said.map((text) => text.slice(0, ENOUGH)).join('\n'))}`;
}
