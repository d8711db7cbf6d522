/** Writes a message as it goes over the wire: headers in the order given, then the body and its files. */
import { base64Lines, encodePerson, encodeWords, exactHeader, fileParameter, header, utf8Base64 } from './encode';
import type { FileOnMail, Person } from './shapes';

export interface Letter {
  /** Headers before the addressing, as `Name: value` lines: what servers on the way put on top. */
  readonly trace: readonly string[];
  readonly from: Person;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly replyTo?: readonly Person[];
  readonly subject: string;
  readonly date: string;
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** Further headers by name, kept as given. */
  readonly extra: Readonly<Record<string, string>>;
  readonly html: string | null;
  readonly text: string;
  readonly files: readonly FileOnMail[];
  /** Unique among the parts of this letter. */
  readonly boundary: string;
}

export function buildMime(letter: Letter): string {
  return [...headersOf(letter), ...bodyOf(letter), ''].join('\r\n');
}

function headersOf(letter: Letter): string[] {
  const list = (name: string, people: readonly Person[] | undefined) =>
    people?.length ? [header(name, people.map(encodePerson).join(', '))] : [];
  return [
    ...letter.trace,
    ...list('From', [letter.from]),
    ...list('To', letter.to),
    ...list('CC', letter.cc),
    ...list('Reply-To', letter.replyTo),
    header('Subject', encodeWords(letter.subject)),
    exactHeader('Date', letter.date),
    exactHeader('Message-ID', letter.messageId),
    ...(letter.references.length ? [header('References', letter.references.join(' '))] : []),
    ...(letter.inReplyTo ? [exactHeader('In-Reply-To', letter.inReplyTo)] : []),
    ...Object.entries(letter.extra).map(([name, value]) => exactHeader(name, encodeWords(value))),
    'MIME-Version: 1.0',
  ];
}

function bodyOf(letter: Letter): string[] {
  const words = letter.html === null ? textPart('plain', letter.text) : alternative(letter);
  if (letter.files.length === 0) return words;
  const mark = `_004_${letter.boundary}`;
  const parts = [words, ...letter.files.map(filePart)];
  return [`Content-Type: multipart/mixed; boundary="${mark}"`, ...wrap(mark, parts)];
}

function alternative(letter: Letter): string[] {
  const mark = `_000_${letter.boundary}`;
  const parts = [textPart('plain', letter.text), textPart('html', letter.html ?? '')];
  return [`Content-Type: multipart/alternative; boundary="${mark}"`, ...wrap(mark, parts)];
}

const wrap = (mark: string, parts: readonly string[][]): string[] => [
  '',
  ...parts.flatMap((part) => [`--${mark}`, ...part, '']),
  `--${mark}--`,
];

const textPart = (kind: 'plain' | 'html', text: string): string[] => [
  `Content-Type: text/${kind}; charset="utf-8"`,
  'Content-Transfer-Encoding: base64',
  '',
  utf8Base64(text),
];

const filePart = (file: FileOnMail): string[] => [
  `Content-Type: ${file.contentType}; ${fileParameter('name', file.name)}`,
  `Content-Disposition: ${file.inline ? 'inline' : 'attachment'}; ${fileParameter('filename', file.name)}; size=${file.size}`,
  ...(file.contentId ? [exactHeader('Content-ID', `<${file.contentId.replace(/[<>]/g, '')}>`)] : []),
  'Content-Transfer-Encoding: base64',
  '',
  base64Lines(file.base64),
];
