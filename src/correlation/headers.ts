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
  for (let at = 0; at < raw.length;) at = readField(raw, at, fields);
  return {
    all: (name) => fields.get(name)?.map((field) => valueOf(raw, field)) ?? [],
    get: (name) => {
      const first = fields.get(name)?.[0];
      return first ? valueOf(raw, first) : null;
    },
    has: (name) => fields.has(name),
    count: (name) => fields.get(name)?.length ?? 0,
  };
}

/** Reads the field that begins at `at`, gives where the next one begins. */
function readField(raw: string, at: number, fields: Map<string, Field[]>): number {
  let end = lineEnd(raw, at);
  if (isEmptyLine(raw, at, end)) return at === 0 || isBlankSoFar(raw, at) ? end + 1 : raw.length;
  // Looked for in this line alone: a search to the end of the block, once a line, would be quadratic.
  const colon = raw.slice(at, end).indexOf(':');
  const named = colon > 0 && !isBlank(raw.charCodeAt(at));
  let folded = false;
  while (end < raw.length && isBlank(raw.charCodeAt(end + 1))) {
    end = lineEnd(raw, end + 1);
    folded = true;
  }
  if (named)
    addField(
      fields,
      raw
        .slice(at, at + colon)
        .trimEnd()
        .toLowerCase(),
      { start: at + colon + 1, end, folded },
    );
  return end + 1;
}

function addField(fields: Map<string, Field[]>, name: string, field: Field): void {
  if (/\s/.test(name)) return;
  const known = fields.get(name);
  if (known) known.push(field);
  else fields.set(name, [field]);
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
