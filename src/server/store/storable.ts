/** What PostgreSQL can hold: no NUL in text, no half of a surrogate pair. Applied to every value, so that none is forgotten. */

const UNSTORABLE = /[\0\p{Surrogate}]/gu;

export function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  return value;
}

/** NUL goes; a lone surrogate becomes U+FFFD, as in UTF-8 encoding, and so does a text of nothing but NUL: it was not empty. */
export function storableText(text: string): string {
  const kept = text.replace(UNSTORABLE, (char) => (char === '\0' ? '' : '\uFFFD'));
  return kept === '' && text !== '' ? '\uFFFD' : kept;
}

/** For a jsonb parameter. */
export const asJson = (value: unknown) =>
  JSON.stringify(value, (_name, inner: unknown) => (typeof inner === 'string' ? storableText(inner) : inner));
