/** Which files hold the mails of what was named, in order: files, Maildirs, folders of either. */
import { open, readdir, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import path from 'node:path';
import { isGzip } from './readMails';

export interface Source {
  readonly file: string;
  readonly size: number;
}

const byName = new Intl.Collator('en', { numeric: true }).compare;

/** Every file under the given ones, directories opened in the order of their names. Throws where one does not exist. */
export async function findSources(files: readonly string[]): Promise<Source[]> {
  const found: Source[] = [];
  for (const file of files) {
    const known = await stat(file);
    if (known.isDirectory()) found.push(...(await inDirectory({ place: file, known }, new Set())));
    else found.push({ file, size: known.size });
  }
  return found;
}

interface Entry {
  readonly place: string;
  readonly known: Stats;
}

/** A folder that links lead back to is read once. */
async function inDirectory({ place, known }: Entry, visited: Set<string>): Promise<Source[]> {
  if (!isFirstVisit(known, visited)) return [];
  const entries = await entriesOf(place);
  if (isMaildir(entries)) return (await deliveries(entries, visited)).sort(byDelivery);
  const found: Source[] = [];
  for (const entry of entries.filter(({ place: at }) => !isHidden(at))) {
    if (entry.known.isDirectory()) found.push(...(await inDirectory(entry, visited)));
    else if (entry.known.isFile() && (isNamedMail(entry) || (await looksLikeMail(entry.place))))
      found.push(toSource(entry));
  }
  return found;
}

const isHidden = (place: string) => path.basename(place).startsWith('.');
/** Whatever its first line says; where there is nothing in it, it is no mail. */
const isNamedMail = ({ place, known }: Entry) => /\.eml$/i.test(place) && known.size > 0;
const toSource = ({ place, known }: Entry): Source => ({ file: place, size: known.size });
const byDelivery = (a: Source, b: Source) => byName(path.basename(a.file), path.basename(b.file));

function isFirstVisit({ dev, ino }: Stats, visited: Set<string>): boolean {
  const before = visited.size;
  return visited.add(`${dev}/${ino}`).size > before;
}

/** What a link that leads nowhere, or round in a circle, would name is not there. */
async function entriesOf(directory: string): Promise<Entry[]> {
  const found: Entry[] = [];
  for (const name of (await readdir(directory)).sort(byName)) {
    const place = path.join(directory, name);
    const known = await stat(place).catch(passBy);
    if (known !== null) found.push({ place, known });
  }
  return found;
}

function passBy(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ELOOP') return null;
  throw error;
}

const isMaildir = (entries: readonly Entry[]) =>
  entries.some(({ place, known }) => known.isDirectory() && /^(cur|new)$/.test(path.basename(place)));

/**
 * Names in a Maildir begin with the time of delivery, so `cur`, `new` and those of its subfolders (`.Sent`, or `Sent`) are
 * one list; `tmp` is not delivered yet.
 */
async function deliveries(entries: readonly Entry[], visited: Set<string>): Promise<Source[]> {
  const found: Source[] = [];
  for (const { place, known } of entries.filter((entry) => entry.known.isDirectory())) {
    const name = path.basename(place);
    if (name === 'tmp' || !isFirstVisit(known, visited)) continue;
    const inner = await entriesOf(place);
    if (name !== 'cur' && name !== 'new') found.push(...(await deliveries(inner, visited)));
    else found.push(...inner.filter((entry) => entry.known.isFile() && !isHidden(entry.place)).map(toSource));
  }
  return found;
}

async function looksLikeMail(file: string): Promise<boolean> {
  const start = await firstBytes(file, 2000);
  return isGzip(start) || /^(\u00EF\u00BB\u00BF)?\s*(From |[!-9;-~]{1,80}[ \t]*:)/.test(start.toString('latin1'));
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
