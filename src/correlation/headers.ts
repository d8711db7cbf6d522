/** Reads an internet header block (RFC 5322 2.2) in one pass, whatever its size. */

export interface Headers {
  /** The first value of this name (lower case), unfolded; null where there is none. First wins, as mail clients show it. */
  get(name: string): string | null;
  /** Every value of this name, in order, unfolded. */
  all(name: string): readonly string[];
  has(name: string): boolean;
  /** How often this name occurs. */
  count(name: string): number;
}

interface Field {
  readonly start: number;
  readonly end: number;
  readonly folded: boolean;
}

/** The block may end in an empty line with anything behind it; lines without a colon are skipped. */
export function parseHeaders(raw: string): Headers {
  const fields = new Map<string, Field[]>();
  // The next colon is looked for once, however many lines without one stand before it: anew for each line would be quadratic.
  let colon = -1;
  for (let at = 0; at < raw.length;) {
    const end = lineEnd(raw, at);
    if (isEmptyLine(raw, at, end)) {
      if (!isBlankSoFar(raw, at)) break;
      at = end + 1;
      continue;
    }
    if (colon < at) colon = raw.indexOf(':', at);
    if (colon < 0) break;
    const last = lastLineEnd(raw, end);
    if (colon > at && colon < end)
      addField(fields, raw.slice(at, colon), { start: colon + 1, end: last, folded: last > end });
    at = last + 1;
  }
  return new Block(raw, fields);
}

class Block implements Headers {
  constructor(
    private readonly raw: string,
    private readonly fields: ReadonlyMap<string, readonly Field[]>,
  ) {}

  get(name: string): string | null {
    const first = this.fields.get(name)?.[0];
    return first ? valueOf(this.raw, first) : null;
  }

  all(name: string): readonly string[] {
    return this.fields.get(name)?.map((field) => valueOf(this.raw, field)) ?? [];
  }

  has(name: string): boolean {
    return this.fields.has(name);
  }

  count(name: string): number {
    return this.fields.get(name)?.length ?? 0;
  }
}

const known = new WeakMap<object, Headers>();

/** The headers of a mail, taken apart once however many rooms ask. */
export function headersOf(mail: { readonly headers: string | null }): Headers {
  return known.get(mail) ?? keepHeaders(mail, parseHeaders(mail.headers ?? ''));
}

/** Who took the block of this mail apart already spares the next reader the work. */
export function keepHeaders(mail: { readonly headers: string | null }, headers: Headers): Headers {
  known.set(mail, headers);
  return headers;
}

function addField(fields: Map<string, Field[]>, written: string, field: Field): void {
  const name = written.toLowerCase().trimEnd();
  if (name.includes(' ') || name.includes('\t')) return;
  const same = fields.get(name);
  if (same) same.push(field);
  else fields.set(name, [field]);
}

/** Where the field ends that begins on the line that ends here: lines that begin with a blank belong to the one before. */
function lastLineEnd(raw: string, end: number): number {
  let last = end;
  while (last < raw.length && isBlank(raw.charCodeAt(last + 1))) last = lineEnd(raw, last + 1);
  return last;
}

function lineEnd(raw: string, at: number): number {
  const end = raw.indexOf('\n', at);
  return end < 0 ? raw.length : end;
}

const isBlank = (code: number) => code === 32 || code === 9;

function isEmptyLine(raw: string, at: number, end: number): boolean {
  return end === at || (end === at + 1 && raw.charCodeAt(at) === 13);
}

/** Some clients hand the block over with empty lines in front. */
function isBlankSoFar(raw: string, at: number): boolean {
  return at < 8 && raw.slice(0, at).trim() === '';
}

function valueOf(raw: string, { start, end, folded }: Field): string {
  const value = raw.slice(start, end);
  return (folded ? value.replace(/\r?\n/g, '') : value).trim();
}
