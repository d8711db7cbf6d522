/** Message-IDs (RFC 5322 3.6.4) in one normal form, and the reading of headers that list them. */
import { sha256 } from './digest';

/** Exchange refuses longer ones, and a store wants an end. */
const LONGEST = 244;
/** Most ids are in normal form as they stand: printable ASCII without quotes and brackets, a domain without capitals. */
const NORMAL = /^[!#-;=?A-~]*@[!#-;=?[-~]*$/;

/**
 * Without angle brackets and white space (folds break ids in the middle), domain in lower case: the local part is case-sensitive,
 * the domain is not. Longer than 244 characters: the beginning and a hash. null where nothing is left.
 */
export function normalId(text: string): string | null {
  if (text.length <= LONGEST && NORMAL.test(text)) return text;
  const bare = squeeze(withoutBrackets(text.trim()));
  if (bare === '') return null;
  const sign = bare.lastIndexOf('@');
  const id = sign < 0 ? bare : unquote(bare.slice(0, sign)) + bare.slice(sign).toLowerCase();
  return id.length > LONGEST ? `${id.slice(0, 100)}#${sha256(bounded(id))}` : id;
}

function withoutBrackets(text: string): string {
  let start = 0;
  let end = text.length;
  while (text[start] === '<') start++;
  while (end > start && text[end - 1] === '>') end--;
  return text.slice(start, end);
}

/** An id of megabytes is an attack, not worth hashing to the end. */
function bounded(id: string): string {
  return id.length < 20_000 ? id : `${id.slice(0, 10_000)}${id.slice(-10_000)}${id.length}`;
}

/** Inside quotes white space is part of the id, but folding changes how much of it there is. */
function squeeze(text: string): string {
  if (!/\s/.test(text)) return text;
  if (!text.includes('"')) return text.replace(/\s+/g, '');
  return text
    .split('"')
    .map((part, i) => (i % 2 === 1 ? part.replace(/\s+/g, ' ') : part.replace(/\s+/g, '')))
    .join('"');
}

function unquote(local: string): string {
  const inner = /^"([\w.!#$%&'*+/=?^`{|}~-]+)"$/.exec(local);
  return inner?.[1] ?? local;
}

const EMPTY_WORD = /^(mumble|no-?id|none|null|unknown|undefined|invalid|message-?id)@/i;

/** Long enough and shaped so that two strangers do not come to share it by accident. */
export function isDistinct(id: string): boolean {
  if (id.startsWith('"from ')) return false; // mutt, from "<"from user"@host>" of a mangled attribution line
  const sign = id.lastIndexOf('@');
  if (sign < 0) return id.length >= 16 && /\d/.test(id);
  return sign >= 3 && id.length >= 8 && (sign > 10 || !EMPTY_WORD.test(id));
}

export interface IdList {
  /** In order of appearance, once each: the first and the newest ones. */
  readonly ids: readonly string[];
  /** False where free text stands between the ids: a comment, an attribution line. */
  readonly clean: boolean;
  /** How many there were before the bound. */
  readonly seen: number;
}

const NO_IDS: IdList = { ids: [], clean: true, seen: 0 };
/** Most headers hold one id and nothing else. */
const SINGLE = /^<([^\s<>]+)>$/;

/** Reads In-Reply-To, References and their kin: folds, commas, glue, comments, bare ids, brackets left open. At most `newest` + 1 ids. */
export function readIds(value: string, newest = 100): IdList {
  if (value === '') return NO_IDS;
  const single = SINGLE.exec(value)?.[1];
  if (single !== undefined) return { ids: [normalId(single) ?? single], clean: true, seen: 1 };
  const found = new Bounded(newest);
  if (!value.includes('<')) {
    const clean = addBare(value, found);
    return { ids: found.ids(), clean, seen: found.seen };
  }
  let clean = true;
  let depth = 0;
  let at = 0;
  for (let open = value.indexOf('<'); open >= 0; open = value.indexOf('<', at)) {
    const gap = open - at < 2 && value.charCodeAt(at) <= 32 ? '' : value.slice(at, open).trim();
    if (gap !== '') {
      depth = Math.max(0, depth + nesting(gap));
      clean = depth === 0 && addBare(gap, found) && clean;
    }
    const close = value.indexOf('>', open);
    const inside = value.slice(open + 1, close < 0 ? value.length : close);
    if (depth === 0 && !namesAWriter(gap)) found.add(inside.slice(inside.lastIndexOf('<') + 1));
    at = close < 0 ? value.length : close + 1;
  }
  if (at < value.length) clean = addBare(value.slice(at), found) && clean;
  return { ids: found.ids(), clean, seen: found.seen };
}

/** Comments may hold addresses in brackets; an id inside one is nobody's parent. */
function nesting(gap: string): number {
  let depth = 0;
  for (let i = 0; i < gap.length; i++) {
    const code = gap.charCodeAt(i);
    if (code === 40) depth++;
    else if (code === 41) depth--;
  }
  return depth;
}

/** "Message from Anna Berg <anna@x> of Monday <id>": what follows is an address (exmh, MH). */
function namesAWriter(gap: string): boolean {
  const from = gap === '' ? -1 : `${gap} `.toLowerCase().lastIndexOf('from ');
  return from >= 0 && !gap.includes(' of ', from);
}

const BARE = /^[^"()<>\\]*[^"()<>\\@]@[^"()<>\\@]+$/;

/** Ids without brackets, where there is nothing but ids. Gives whether that was so. */
function addBare(text: string, into: Bounded): boolean {
  // Prose is told by its first word: megabytes of it need not be taken apart.
  const first = /[^\s,;]+/.exec(text)?.[0];
  if (first !== undefined && !BARE.test(first)) return false;
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  if (!words.every((word) => BARE.test(word))) return false;
  for (const word of words) into.add(word);
  return true;
}

/** Keeps the first and the newest: hostile headers name thousands, a store is asked for a hundred. */
class Bounded {
  seen = 0;
  private first: string | null = null;
  private ring: string[] = [];

  constructor(private readonly newest: number) {}

  add(raw: string): void {
    this.first ??= raw;
    if (this.ring.length < this.newest) this.ring.push(raw);
    else this.ring[this.seen % this.newest] = raw;
    this.seen++;
  }

  ids(): string[] {
    const turn = this.seen > this.newest ? this.seen % this.newest : 0;
    const ordered = turn > 0 ? [...this.ring.slice(turn), ...this.ring.slice(0, turn)] : this.ring;
    const ids = new Set<string>();
    if (this.seen > this.newest) addNormal(ids, this.first ?? '');
    for (const raw of ordered) addNormal(ids, raw);
    return [...ids];
  }
}

function addNormal(ids: Set<string>, raw: string): void {
  const id = normalId(raw);
  if (id !== null) ids.add(id);
}
