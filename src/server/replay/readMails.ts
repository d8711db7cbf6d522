/** The mails of one file, gzipped or not, an mbox or a single mail; it may be a pipe, which can be read only once. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { splitMbox } from './mbox';

const CHUNK = 1024 * 1024;
/** Enough to see what a file is, behind empty lines. */
const HEAD = 4096;
const LONGEST_MAIL = 64 * 1024 * 1024;

export const isGzip = (start: Buffer) => start[0] === 0x1f && start[1] === 0x8b;

export interface Watching {
  /** Told of every byte taken from disk. */
  readonly onRead: (bytes: number) => void;
  /** Told of each mail whose end is beyond what is read. */
  readonly onCut: () => void;
}

/** One at a time. */
export async function* readMails(
  { file }: { readonly file: string },
  { onRead, onCut }: Watching,
): AsyncGenerator<Buffer> {
  const { head, rest } = await begin(contents(file, onRead), HEAD);
  const text = head.toString('latin1');
  // A byte order mark and empty lines stand before the first mail of some archives; “From :” is a header (RFC 5322 4.5.2).
  const before = /^(\u00EF\u00BB\u00BF)?\s*(?=From (?![ \t]*:))/.exec(text);
  const all = joined(head.subarray(before?.[0].length ?? 0), rest);
  if (before !== null) yield* splitMbox(all, onCut);
  else if (head.length > 0) yield await whole(all, onCut);
}

async function* contents(file: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  const { head, rest } = await begin(fromDisk(file, onRead), 2);
  const raw = joined(head, rest);
  if (!isGzip(head)) return yield* raw;
  const packed = Readable.from(raw, { objectMode: false });
  const gunzip = createGunzip({ chunkSize: CHUNK });
  packed.on('error', (error) => gunzip.destroy(error));
  try {
    yield* packed.pipe(gunzip);
  } finally {
    packed.destroy();
  }
}

async function* fromDisk(file: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK })) {
    const bytes = chunk as Buffer;
    onRead(bytes.length);
    yield bytes;
  }
}

/** Takes from the front until there is enough, or no more. */
async function begin(chunks: AsyncGenerator<Buffer>, enough: number) {
  const parts: Buffer[] = [];
  let size = 0;
  while (size < enough) {
    const next = await chunks.next();
    if (next.done) break;
    parts.push(next.value);
    size += next.value.length;
  }
  return { head: parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts), rest: chunks };
}

async function* joined(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* rest;
}

async function whole(chunks: AsyncIterable<Buffer>, onCut: () => void): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  let cut = false;
  for await (const chunk of chunks) {
    if (size < LONGEST_MAIL) parts.push(chunk);
    else if (!cut) {
      cut = true;
      onCut();
    }
    size += chunk.length;
  }
  return Buffer.concat(parts);
}
