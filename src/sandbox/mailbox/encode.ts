/** Text into what may stand in a mail: RFC 2047 words, RFC 5322 folding, base64 lines. */
import { textToBytes, toBase64 } from './base64';
import type { Person } from './shapes';

const isPlain = (text: string): boolean => [...text].every((char) => char >= ' ' && char <= '~');

/** RFC 2047: at most 75 characters a word, never through the middle of a character. */
export function encodeWords(text: string): string {
  if (isPlain(text) && !text.includes('=?')) return text;
  const words: string[] = [];
  let chunk = '';
  for (const char of text.replace(/[\r\n]+/g, ' ')) {
    if (textToBytes(chunk + char).length > 42) {
      words.push(chunk);
      chunk = '';
    }
    chunk += char;
  }
  return [...words, chunk].map((word) => `=?utf-8?B?${toBase64(textToBytes(word))}?=`).join(' ');
}

/** `"Berg, Alice" <alice@...>`; a bare address where there is no name. */
export function encodePerson(person: Person): string {
  const name = person.name.trim();
  if (!name || name === person.address) return person.address;
  const shown = isPlain(name)
    ? /^[\w !#$%&'*+/=?^`{|}~-]+$/.test(name)
      ? name
      : `"${name.replace(/["\\]/g, '\\$&')}"`
    : encodeWords(name);
  return `${shown} <${person.address}>`;
}

/** One header, folded before 78 characters where it has a space to fold at. */
export function header(name: string, value: string): string {
  const lines: string[] = [];
  let line = `${name}:`;
  for (const word of value.split(/[ \t\r\n]+/).filter(Boolean)) {
    if (line.length + 1 + word.length > 76 && line.trim() !== '' && !line.endsWith(':')) {
      lines.push(line);
      line = '';
    }
    line += ` ${word}`;
  }
  return [...lines, line].join('\r\n');
}

/** A header whose value must not be touched: folded nowhere, line breaks taken out so that nothing can be smuggled in. */
export const exactHeader = (name: string, value: string): string => `${name}: ${value.replace(/[\r\n]+\s*/g, ' ')}`;

export const base64Lines = (base64: string): string => base64.replace(/.{1,76}/g, '$&\r\n').trimEnd();
export const utf8Base64 = (text: string): string => base64Lines(toBase64(textToBytes(text)));

/** RFC 5322 date in UTC, as Exchange Online writes it. */
export const mailDate = (date: Date): string => date.toUTCString().replace('GMT', '+0000');

/** RFC 2231 where the name is not plain. */
export function fileParameter(key: string, name: string): string {
  if (isPlain(name)) return `${key}="${name.replace(/["\\]/g, '\\$&')}"`;
  return `${key}*=utf-8''${encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}
