/** The mails of files and directories, in order: mbox (also gzip), Maildir, single mails. */
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { splitMbox } from './mbox';

export interface Source {
  readonly file: string;
  readonly size: number;
}

const CHUNK = 1024 * 1024;
const byName = new Intl.Collator('en', { numeric: true }).compare;

/** Every file under the given ones, directories opened in the order of their names. Throws where one does not exist. */
export async function findSources(files: readonly string[]): Promise<Source[]> {
  const found: Source[] = [];
  for (const file of files) {
    const known = await stat(file);
    if (known.isDirectory()) found.push(...(await inDirectory(file)));
    else found.push({ file, size: known.size });
  }
  return found;
}

async function inDirectory(directory: string): Promise<Source[]> {
  const names = (await readdir(directory)).filter((name) => !name.startsWith('.')).sort(byName);
  const isMaildir = names.includes('cur') || names.includes('new');
  if (isMaildir) return inMaildir(directory, names);
  const found: Source[] = [];
  for (const name of names) {
    const file = path.join(directory, name);
    const known = await stat(file);
    if (known.isDirectory()) found.push(...(await inDirectory(file)));
    else if (await looksLikeMail(file)) found.push({ file, size: known.size });
  }
  return found;
}

/** Maildir names begin with the time of delivery, so `cur` and `new` are one list; `tmp` is not delivered yet. */
async function inMaildir(directory: string, names: readonly string[]): Promise<Source[]> {
  const found: Source[] = [];
  for (const folder of ['cur', 'new'].filter((name) => names.includes(name))) {
    for (const name of await readdir(path.join(directory, folder))) {
      const file = path.join(directory, folder, name);
      if (!name.startsWith('.')) found.push({ file, size: (await stat(file)).size });
    }
  }
  return found.sort((a, b) => byName(path.basename(a.file), path.basename(b.file)));
}

async function looksLikeMail(file: string): Promise<boolean> {
  const start = await firstBytes(file, 2000);
  return isGzip(start) || /^(From |\s*[!-9;-~]{1,80}[ \t]*:)/.test(start.toString('latin1'));
}

async function firstBytes(file: string, count: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const isGzip = (start: Buffer) => start[0] === 0x1f && start[1] === 0x8b;

/** The raw mails of one file, one at a time. `onRead` is told of every byte taken from disk. */
export async function* readMails({ file }: Source, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  const gzip = isGzip(await firstBytes(file, 2));
  const chunks = contents(file, gzip, onRead)[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const all = rest(first.value, chunks);
  if (first.value.subarray(0, 5).toString('latin1') === 'From ') yield* splitMbox(all);
  else yield await whole(all);
}

async function* contents(file: string, gzip: boolean, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  const raw = createReadStream(file, { highWaterMark: CHUNK });
  raw.on('data', (chunk) => onRead(chunk.length));
  const gunzip = createGunzip({ chunkSize: CHUNK });
  raw.on('error', (error) => gunzip.destroy(error));
  yield* gzip ? raw.pipe(gunzip) : raw;
}

async function* rest(first: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
}

const LONGEST_MAIL = 64 * 1024 * 1024;

async function whole(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    if (size < LONGEST_MAIL) parts.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(parts);
}
