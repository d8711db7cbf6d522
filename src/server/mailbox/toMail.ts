import type { Mail } from '../../correlation/mail';
/** Whose mailbox the mail was read in. */
export interface ReadIn {
  readonly address: string;
  readonly conversationId?: string | null;
  readonly ownAddresses?: readonly string[];
}
/** Raw MIME -> Mail; never throws on malformed mail. */
export function toMail(_raw: Uint8Array | string, _mailbox: ReadIn): Promise<Mail> {
  return Promise.reject(new Error('Not built yet.'));
}
