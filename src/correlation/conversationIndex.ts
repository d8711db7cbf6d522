/** Thread-Index, Outlook's PidTagConversationIndex (MS-OXOMSG 2.2.1.3): 22 bytes, then 5 for each reply. */
import { pushBase64 } from './encodedWords';

export interface ConversationIndex {
  /** Bytes 6-21 in hex. Bytes 0-5 are 1 and a time; some servers rewrite the time, and Zimbra writes six bytes of its own. */
  readonly guid: string;
  /** Number of replies since the opener. */
  readonly depth: number;
}

/** Beyond any conversation that people hold; the store and the wire want an end. */
const DEEPEST = 100_000;

/**
 * null where the value is no index: not base64, another length than 22 + 5n, an empty GUID. The first byte says nothing: MS-OXOMSG wants 1,
 * Zimbra writes any, and of 606 such values in a public archive none joins two conversations.
 */
export function readConversationIndex(value: string): ConversationIndex | null {
  const text = value.trim();
  const body = text.replace(/={1,2}$/, '');
  if (body.length < 30 || !/^[A-Za-z0-9+/]+$/.test(body)) return null;
  const size = Math.floor((body.length * 3) / 4);
  const depth = (size - 22) / 5;
  if (!Number.isInteger(depth) || depth > DEEPEST || body.length % 4 === 1) return null;
  const bytes: number[] = [];
  pushBase64(bytes, body.slice(0, 32));
  const guid = bytes
    .slice(6, 22)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  if (/^(00)+$|^(ff)+$/.test(guid)) return null;
  return { guid, depth };
}
