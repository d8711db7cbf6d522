import { normalAddress } from '../correlation/addresses';
import type { Mail } from '../correlation/mail';

/** Names as the mail gives them, by normal address. */
export function namesOf({
  from,
  sender,
  replyTo,
  to,
  cc,
  bcc,
}: Pick<Mail, 'from' | 'sender' | 'replyTo' | 'to' | 'cc' | 'bcc'>): Map<string, string> {
  const all = [from, sender, ...replyTo, ...to, ...cc, ...bcc].filter((person) => person !== null);
  return new Map(all.filter(({ name }) => name !== '').map(({ address, name }) => [normalAddress(address), name]));
}
