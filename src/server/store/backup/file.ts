/**
 * The file of a backup: gzip over lines. A head, then for each table its columns, its rows as COPY writes them, `\.`, and how
 * many they were with their SHA-256; at the end a seal over all lines that are not rows. `zcat` shows it.
 */
import { createHash, type Hash } from 'node:crypto';

export interface Head {
  readonly threadmark: 'backup';
  readonly format: 1;
  /** The moment whose state it holds. */
  readonly at: string;
  /** Of the schema that it was taken from. */
  readonly migrations: readonly string[];
}

export interface Content {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly sha256: string;
}

export interface Source {
  readonly table: string;
  readonly columns: readonly string[];
  /** Read to its end, it knows its rows. */
  readonly stream: AsyncIterable<Buffer> & { readonly rows: number };
}

const END = Buffer.from('\\.\n');
const NEXT_END = Buffer.from('\n\\.\n');
/** Longer is no line of ours. */
const LONGEST_LINE = 1_000_000;

/** What cannot be read as a backup; the message is a sentence for the person who restores. */
export class DamagedBackup extends Error {
  override readonly name = 'DamagedBackup';
}

export async function* writePieces(head: Head, sources: AsyncIterable<Source>): AsyncGenerator<Buffer> {
  const seal = createHash('sha256');
  let tables = 0;
  yield line(seal, head);
  for await (const { table, columns, stream } of sources) {
    yield line(seal, { table, columns });
    const hash = createHash('sha256');
    for await (const chunk of stream) {
      hash.update(chunk);
      yield chunk;
    }
    yield END;
    yield line(seal, { rows: stream.rows, sha256: hash.digest('hex') });
    tables++;
  }
  yield line(null, { tables, seal: seal.digest('hex') });
}

function line(seal: Hash | null, value: object): Buffer {
  const text = Buffer.from(`${JSON.stringify(value)}\n`);
  seal?.update(text);
  return text;
}

/** `each` has to read its rows to their end. Throws DamagedBackup where anything is missing, changed or beyond the end. */
export async function readPieces(
  pieces: AsyncIterable<Buffer>,
  each: (table: Omit<Content, 'rows' | 'sha256'>, rows: AsyncIterable<Buffer>) => Promise<void>,
): Promise<{ readonly head: Head; readonly contents: readonly Content[] }> {
  const reading = new Reading(pieces[Symbol.asyncIterator]());
  const head = await reading.json();
  if (!isHead(head)) throw new DamagedBackup('This is not a backup of Threadmark, or of a newer release.');
  const contents: Content[] = [];
  for (;;) {
    const seal = reading.seal.copy().digest('hex');
    const start = await reading.json();
    if (isEnd(start)) {
      if (start.seal !== seal || start.tables !== contents.length || !(await reading.isOver())) throw damaged();
      return { head, contents };
    }
    if (!isStart(start)) throw damaged();
    const hash = createHash('sha256');
    await each(start, reading.rows(hash));
    const proof = await reading.json();
    if (!isProof(proof) || proof.sha256 !== hash.digest('hex')) throw damaged();
    contents.push({ ...start, ...proof });
  }
}

const damaged = () => new DamagedBackup('The backup is damaged or incomplete.');

type Unknown = Readonly<Record<string, unknown>>;
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');
const isHead = (value: Unknown): value is Unknown & Head =>
  value['threadmark'] === 'backup' &&
  value['format'] === 1 &&
  typeof value['at'] === 'string' &&
  isTexts(value['migrations']);
const isStart = (value: Unknown): value is Unknown & Pick<Content, 'table' | 'columns'> =>
  typeof value['table'] === 'string' && isTexts(value['columns']);
const isProof = (value: Unknown): value is Unknown & Pick<Content, 'rows' | 'sha256'> =>
  typeof value['rows'] === 'number' && typeof value['sha256'] === 'string';
const isEnd = (value: Unknown): value is Unknown & { readonly tables: number; readonly seal: string } =>
  typeof value['tables'] === 'number' && typeof value['seal'] === 'string';

/** Reads on through chunks that end anywhere; holds one chunk and what is left of the one before. */
class Reading {
  readonly seal = createHash('sha256');
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly chunks: AsyncIterator<Buffer>) {}

  private async more(): Promise<boolean> {
    const { value, done } = await this.chunks.next();
    if (done !== true) this.rest = this.rest.length === 0 ? value : Buffer.concat([this.rest, value]);
    return done !== true;
  }

  private take(length: number): Buffer {
    const taken = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    return taken;
  }

  async isOver(): Promise<boolean> {
    return this.rest.length === 0 && !(await this.more());
  }

  async json(): Promise<Unknown> {
    let end = this.rest.indexOf(10);
    while (end < 0) {
      if (this.rest.length > LONGEST_LINE || !(await this.more())) throw damaged();
      end = this.rest.indexOf(10);
    }
    const text = this.take(end + 1);
    this.seal.update(text);
    return parse(text.toString());
  }

  /** Up to the line `\.`, which no row can be: COPY writes a backslash as two. */
  async *rows(hash: Hash): AsyncGenerator<Buffer> {
    while (this.rest.length < END.length) if (!(await this.more())) throw damaged();
    if (this.rest.subarray(0, END.length).equals(END)) return void this.take(END.length);
    for (;;) {
      const end = this.rest.indexOf(NEXT_END);
      const rows = this.take(end < 0 ? Math.max(0, this.rest.length - NEXT_END.length + 1) : end + 1);
      hash.update(rows);
      if (rows.length > 0) yield rows;
      if (end >= 0) return void this.take(END.length);
      if (!(await this.more())) throw damaged();
    }
  }
}

function parse(text: string): Unknown {
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value === 'object' && value !== null) return value as Unknown;
  } catch {
    // Said below.
  }
  throw damaged();
}
