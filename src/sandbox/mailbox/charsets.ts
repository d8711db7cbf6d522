/** Text of mail whose charset is cut, missing or misnamed, made readable before and behind the parser. */
import { textToBytes, toBase64 } from './base64';

/** `=?charset?b|q?text?=` and what follows it with only blanks or folds between (RFC 2047 section 6.2). */
const RUN = /=\?[^?\s]{1,40}\?[bq]\?[^?\n]*\?=(?:[ \t\r\n]+=\?[^?\s]{1,40}\?[bq]\?[^?\n]*\?=)*/gi;
const WORD = /=\?([^?*\s]{1,40})(?:\*[^?\s]*)?\?([bq])\?([^?\n]*)\?=/gi;

/** Names seen in mail that the encoding standard does not know, and what their writers meant. */
const MEANT: Readonly<Record<string, string>> = {
  'unknown-8bit': 'windows-1252',
  'x-unknown': 'windows-1252',
  utf8mb4: 'utf-8',
  'x-gbk': 'gb18030',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  'iso-8859-8-i': 'iso-8859-8',
};

interface Piece {
  readonly charset: string;
  readonly bytes: Uint8Array;
}

/**
 * Each run of encoded words as one word in UTF-8. Mailers cut characters between two words, so neighbours of one charset are
 * joined before they are decoded; ISO 2022 begins anew in each word (RFC 1468). A charset nobody knows stays as it was written.
 */
export const withWholeWords = (block: string): string =>
  block.replace(RUN, (run) => {
    const text = decodeRun(run);
    return text === null ? run : `=?utf-8?B?${toBase64(textToBytes(text))}?=`;
  });

function decodeRun(run: string): string | null {
  const pieces: Piece[] = [];
  for (const [, name = '', how = '', text = ''] of run.matchAll(WORD)) {
    const charset = MEANT[name.toLowerCase()] ?? name.toLowerCase();
    const bytes = bytesOf(text, how.toLowerCase() === 'b');
    const last = pieces.at(-1);
    const goesOn = last?.charset === charset && !charset.startsWith('iso-2022-');
    if (goesOn) pieces[pieces.length - 1] = { charset, bytes: Uint8Array.from([...last.bytes, ...bytes]) };
    else pieces.push({ charset, bytes });
  }
  try {
    return pieces.map(({ charset, bytes }) => new TextDecoder(charset).decode(bytes)).join('');
  } catch {
    return null;
  }
}

function bytesOf(text: string, base64: boolean): Uint8Array {
  const plain = base64
    ? fromBase64(text)
    : text
        .replaceAll('_', ' ')
        .replace(/=([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Uint8Array.from(plain, (char) => char.charCodeAt(0));
}

/** What is no base64 is skipped, and a last character that is too short for a byte is dropped. */
function fromBase64(text: string): string {
  const clean = text.replace(/[^A-Za-z0-9+/]/g, '');
  return atob(clean.slice(0, clean.length % 4 === 1 ? -1 : undefined));
}

/** One character a byte; the decoder that browsers call latin1 is Windows-1252, and loses 0x80 to 0x9f. */
export function oneByteText(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}

/** Names of charsets in the heads of parts, as the encoding standard calls them. */
export const withKnownNames = (source: string): string =>
  source.replace(/^content-type:.*(?:\r?\n[ \t].*)*/gim, (head) =>
    head.replace(/(charset\s*=\s*"?)([\w-]+)/i, (all, before: string, name: string) => {
      const meant = MEANT[name.toLowerCase()];
      return meant === undefined ? all : before + meant;
    }),
  );

const SEVEN_BITS = /^\p{ASCII}*$/u;

/** ISO-2022-JP is seven bits throughout, so it comes through any other label with its escapes, by which it is known. */
export function withoutEscapes(text: string): string {
  const escaped = text.includes('\u001b$B') || text.includes('\u001b$@');
  return escaped && SEVEN_BITS.test(text) ? new TextDecoder('iso-2022-jp').decode(textToBytes(text)) : text;
}
