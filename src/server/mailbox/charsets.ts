/** Bytes of mail to text, whatever its sender called the charset. */
import { isUtf8 } from 'node:buffer';

/** Names seen in mail that the encoding standard does not know, and what their writers meant. */
const MEANT: Readonly<Record<string, string>> = {
  'unknown-8bit': 'windows-1252',
  'x-unknown': 'windows-1252',
  unknown: 'windows-1252',
  default: 'windows-1252',
  'cp-850': 'windows-1252',
  utf8mb4: 'utf-8',
  'x-gbk': 'gb18030',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  'iso-8859-8-i': 'iso-8859-8',
};

/** For `decodeWords`. A charset that nobody knows is read as if none were named. */
export function decodeBytes(bytes: Uint8Array, charset: string): string {
  const name = charset.toLowerCase();
  try {
    return new TextDecoder(MEANT[name] ?? name).decode(bytes);
  } catch (error) {
    if (isUnknownCharset(error)) return decodeBlock(bytes);
    throw error;
  }
}

function isUnknownCharset(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_ENCODING_NOT_SUPPORTED';
}

/** A header block without declared charset: UTF-8 where it is valid UTF-8, else Windows-1252. */
export function decodeBlock(bytes: Uint8Array): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
}
