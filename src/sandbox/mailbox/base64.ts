/** Bytes to base64 and back, and text by way of UTF-8. */

export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(parts.join(''));
}

/** Throws where the text is no base64. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replace(/\s+/g, '')), (char) => char.charCodeAt(0));
}

export const textToBytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const bytesToText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
