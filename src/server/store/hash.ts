import { createHash } from 'node:crypto';
import type { Key, KeyKind } from '../../correlation/mail';

/** Stored numbers; never change one. */
const KINDS = {
  id: 1,
  mention: 2,
  alias: 3,
  index: 4,
  conversation: 5,
  token: 6,
  topic: 7,
  mark: 8,
  meeting: 9,
} as const satisfies Record<KeyKind, number>;

export const kindNumber = (kind: KeyKind): number => KINDS[kind];

/** The first 16 bytes of SHA-256, as a uuid column takes them. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);
}

export const keyHash = ({ kind, value }: Key) => shortHash(`${KINDS[kind]}:${value}`);

export interface StoredText {
  readonly html: string | null;
  readonly text: string | null;
}

/** By which two copies of a mail are known to say the same; null where there is nothing to compare. Clients wrap lines as they like. */
export function textHash({ html, text }: StoredText): string | null {
  const words = (text?.trim() ? text : (html ?? '')).replaceAll(/\s+/g, '');
  return words === '' ? null : shortHash(`text:${words}`);
}
