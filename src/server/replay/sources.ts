/** Which files hold the mails of what was named, in order: files, Maildirs, folders of either. */
import { readdir, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import path from 'node:path';
import { looksLikeMail } from './looksLikeMail';
import type { PassedOver, Why } from './passedOver';

export interface Source {
  readonly file: string;
  readonly size: number;
}

export interface Sources {
  readonly mails: readonly Source[];
  readonly passedOver: readonly PassedOver[];
}

const byName = new Intl.Collator('en', { numeric: true }).compare;

/** Every file under the given ones, directories opened in the order of their names. Throws where one does not exist. */
export async function findSources(files: readonly string[]): Promise<Sources> {
  const mails: Source[] = [];
  const passedOver: PassedOver[] = [];
  for (const file of files) {
    const known = await stat(file);
    if (!known.isDirectory()) mails.push({ file, size: known.size });
    else mails.push(...(await inDirectory({ place: file, known }, { folders: new Set(), passedOver })));
  }
  return { mails, passedOver };
}

interface Entry {
  readonly place: string;
  readonly known: Stats;
}

interface Visit {
  /** A folder that links lead back to is read once. */
  readonly folders: Set<string>;
  readonly passedOver: PassedOver[];
}

async function inDirectory(folder: Entry, visit: Visit): Promise<Source[]> {
  if (!isFirstVisit(folder, visit)) return [];
  const entries = await entriesOf(folder.place, visit);
  if (isMaildir(entries)) return inMaildir(entries, visit);
  const found: Source[] = [];
  for (const entry of entries) {
    if (isHidden(entry.place)) passOver(visit, entry.place, 'hidden');
    else if (entry.known.isDirectory()) found.push(...(await inDirectory(entry, visit)));
    else found.push(...(await looseMail(entry, visit)));
  }
  return found;
}

function passOver(visit: Visit, file: string, why: Why): void {
  visit.passedOver.push({ file, why });
}

const isHidden = (place: string) => path.basename(place).startsWith('.');
/** Whatever its first line says. */
const isNamedMail = ({ place }: Entry) => /\.eml$/i.test(place);
const toSource = ({ place, known }: Entry): Source => ({ file: place, size: known.size });
const byDelivery = (a: Source, b: Source) => byName(path.basename(a.file), path.basename(b.file));

/** The file as a source, unless something speaks against it. */
async function looseMail(entry: Entry, visit: Visit): Promise<Source[]> {
  const why = await whyNotMail(entry);
  if (why === null) return [toSource(entry)];
  passOver(visit, entry.place, why);
  return [];
}

async function whyNotMail(entry: Entry): Promise<Why | null> {
  const { place, known } = entry;
  if (!known.isFile()) return 'noFile';
  if (isHidden(place)) return 'hidden';
  if (known.size === 0) return 'empty';
  return isNamedMail(entry) || (await looksLikeMail(place)) ? null : 'noMail';
}

function isFirstVisit({ place, known }: Entry, visit: Visit): boolean {
  const id = `${known.dev}/${known.ino}`;
  if (visit.folders.has(id)) passOver(visit, place, 'readAlready');
  return !visit.folders.has(id) && visit.folders.add(id) !== undefined;
}

/** What a link that leads nowhere, or round in a circle, would name is not there. */
async function entriesOf(directory: string, visit: Visit): Promise<Entry[]> {
  const found: Entry[] = [];
  for (const name of (await readdir(directory)).sort(byName)) {
    const place = path.join(directory, name);
    const known = await stat(place).catch(passBy);
    if (known === null) passOver(visit, place, 'brokenLink');
    else found.push({ place, known });
  }
  return found;
}

function passBy(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ELOOP') return null;
  throw error;
}

const holdsDeliveries = ({ place, known }: Entry) => known.isDirectory() && /^(cur|new)$/.test(path.basename(place));
const isMaildir = (entries: readonly Entry[]) => entries.some(holdsDeliveries);

/** Deliveries in the order of their time; behind them the mails that somebody laid beside `cur` and `new`. */
async function inMaildir(entries: readonly Entry[], visit: Visit): Promise<Source[]> {
  const found = { delivered: [] as Source[], loose: [] as Source[] };
  await gather(entries, visit, found);
  return [...found.delivered.sort(byDelivery), ...found.loose];
}

interface Gathered {
  readonly delivered: Source[];
  readonly loose: Source[];
}

/**
 * Names in a Maildir begin with the time of delivery, so `cur`, `new` and those of its subfolders (`.Sent`, or `Sent`) are
 * one list; `tmp` is not delivered yet.
 */
async function gather(entries: readonly Entry[], visit: Visit, found: Gathered): Promise<void> {
  const undelivered = isMaildir(entries) ? 'tmp' : null;
  for (const entry of entries) {
    if (!entry.known.isDirectory()) found.loose.push(...(await looseMail(entry, visit)));
    else if (isFirstVisit(entry, visit)) {
      const inner = await entriesOf(entry.place, visit);
      if (path.basename(entry.place) === undelivered)
        for (const { place } of inner) passOver(visit, place, 'undelivered');
      else if (holdsDeliveries(entry)) await takeDeliveries(inner, visit, found);
      else await gather(inner, visit, found);
    }
  }
}

/** Every file is a mail, whatever its first line; a folder among them was laid there by hand. */
async function takeDeliveries(entries: readonly Entry[], visit: Visit, found: Gathered): Promise<void> {
  const folders = entries.filter(({ known }) => known.isDirectory());
  for (const entry of entries.filter(({ known }) => !known.isDirectory())) {
    const why = await whyNotMail(entry);
    if (why === null || why === 'noMail') found.delivered.push(toSource(entry));
    else passOver(visit, entry.place, why);
  }
  await gather(folders, visit, found);
}
