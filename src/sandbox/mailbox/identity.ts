/** Ids as Exchange makes them: unlike in every mailbox, and a Message-ID that names the servers and not the client. */
import { textToBytes, toBase64 } from './base64';
import { makeUuid } from './chance';
import type { Chance } from './shapes';

/** An EWS item id: mailbox GUID and 46 bytes of its own. */
export function makeItemId(mailboxGuid: string, chance: Chance): string {
  return toBase64(join([0, 3, 0x24, 0], textToBytes(mailboxGuid), [0, 0x2e, 0, 0, 0], chance.bytes(41)));
}

/** The same thread has another id in every mailbox: mailbox GUID, then the 16 bytes that the thread shares. */
export function makeConversationId(mailboxGuid: string, thread: Uint8Array): string {
  return toBase64(join([0, 4, 0x24, 0], textToBytes(mailboxGuid), [0, 0x10, 0], thread));
}

/** What Exchange Online stamps on everything it submits, whatever the client wrote before. */
export function makeExchangeMessageId(chance: Chance): string {
  return `<AM0PR05MB${number(chance)}${hex(chance.bytes(11))}@AM0PR05MB${number(chance)}.eurprd05.prod.outlook.example>`;
}

/** What other people's programs write. */
export function makeOutsideMessageId(address: string, chance: Chance): string {
  return `<${makeUuid(chance)}@mail.${address.split('@')[1] ?? 'outside.example'}>`;
}

function number(chance: Chance): string {
  const [high = 0, low = 0] = chance.bytes(2);
  return String(1000 + ((high * 256 + low) % 9000));
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');

function join(...parts: readonly ArrayLike<number>[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}
