/** Mail addresses: one normal form for comparing, and the reading of address headers (RFC 5322 3.4). */
import { decodeWords, type DecodeBytes } from './encodedWords';
import type { Person } from './mail';
import { domainToUnicode } from './punycode';

const LONGEST = 320;
/** Small letters, digits, dots, hyphens, underscores and equals signs around one @: nothing that a normal form would change. */
const PLAIN = /^[a-z\d._=-]*@[a-z\d._=-]*$/;

/**
 * Lower case, international domains in Unicode, without `+tag`: equal where mail goes to the same person.
 * For comparing only; never send to it. Text without an @ is only folded.
 */
export function normalAddress(text: string): string {
  if (text.length <= LONGEST && PLAIN.test(text) && !text.endsWith('.') && !text.includes('xn--')) return text;
  const bare = text
    .trim()
    .replace(/^<|>$/g, '')
    .replace(/^mailto:/i, '')
    .slice(0, 4 * LONGEST)
    .normalize('NFKC')
    .toLowerCase();
  const sign = bare.lastIndexOf('@');
  if (sign < 0) return bare.slice(0, LONGEST);
  const local = bare
    .slice(0, sign)
    .replace(/^"(.*)"$/, '$1')
    .trim();
  const tag = local.indexOf('+');
  const domain = domainToUnicode(
    bare
      .slice(sign + 1)
      .trim()
      .replace(/\.$/, ''),
  );
  return `${tag > 0 ? local.slice(0, tag) : local}@${domain}`.slice(0, LONGEST);
}

/** Of a normal address; empty where it has none. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** The people of an address header; groups are opened, comments dropped, what is no address is left out. Linear. */
export function parseAddresses(headerValue: string, decode?: DecodeBytes): Person[] {
  return new AddressReader(headerValue, decode).read();
}

const STOPS = /["(<,;:]/g;

class AddressReader {
  private readonly people: Person[] = [];
  /** What stands outside of brackets: a name, or a bare address. */
  private text = '';
  private angle: string | null = null;
  /** Once a quote or a comment turned out never to close, the later ones are letters: looking again would be quadratic. */
  private openQuote = false;
  private openComment = false;

  constructor(
    private readonly value: string,
    private readonly decode: DecodeBytes | undefined,
  ) {}

  read(): Person[] {
    for (let at = 0; at < this.value.length;) {
      STOPS.lastIndex = at;
      const stop = STOPS.exec(this.value)?.index ?? this.value.length;
      this.text += this.value.slice(at, stop);
      at = stop < this.value.length ? this.step(stop) : stop;
    }
    this.finish();
    return this.people;
  }

  /** Handles the special character at `at`, gives where to go on. */
  private step(at: number): number {
    const char = this.value[at];
    if (char === '"') return this.takeQuoted(at);
    if (char === '(') return this.skipComment(at);
    if (char === '<') return this.takeAngle(at);
    if (char !== ':') this.finish();
    else if (this.angle === null && !this.text.includes('@')) this.text = ''; // the name of a group
    return at + 1;
  }

  private takeQuoted(at: number): number {
    let end = at + 1;
    while (!this.openQuote && end < this.value.length && this.value[end] !== '"')
      end += this.value[end] === '\\' ? 2 : 1;
    this.openQuote ||= end >= this.value.length;
    if (this.openQuote) return at + 1;
    const inner = this.value.slice(at + 1, end).replace(/\\(.)/gs, '$1');
    this.text += this.value[end + 1] === '@' ? `"${inner}"` : inner;
    return end + 1;
  }

  private skipComment(at: number): number {
    let depth = 0;
    for (let i = at; !this.openComment && i < this.value.length; i++) {
      if (this.value[i] === '\\') i++;
      else if (this.value[i] === '(') depth++;
      else if (this.value[i] === ')' && --depth === 0) return i + 1;
    }
    this.openComment = true;
    return at + 1;
  }

  private takeAngle(at: number): number {
    const close = this.value.indexOf('>', at);
    const end = close < 0 ? this.value.length : close;
    this.angle ??= this.value.slice(at + 1, end);
    return end + 1;
  }

  private finish(): void {
    const person = this.angle === null ? this.bare() : { address: routed(this.angle), name: this.name(this.text) };
    if (person?.address.includes('@')) this.people.push(person);
    this.text = '';
    this.angle = null;
  }

  /** Without brackets: an address, maybe with a name in front of it as some archives write it. */
  private bare(): Person | null {
    const text = this.text.trim();
    if (!text.includes('@')) return null;
    if (text.startsWith('"') || !/\s/.test(text)) return { address: text, name: '' };
    const words = text.split(/\s+/);
    const at = words.findLastIndex((word) => /[^@]@[^@]/.test(word));
    if (at < 0) return { address: words.join(''), name: '' };
    return { address: words[at] ?? '', name: this.name(words.slice(0, at).join(' ')) };
  }

  private name(text: string): string {
    return decodeWords(text.trim(), this.decode).replace(/\s+/g, ' ');
  }
}

/** Source routes <@a,@b:user@c> (RFC 5322 4.4) name the person last. */
function routed(written: string): string {
  const address = written.slice(written.startsWith('@') ? written.indexOf(':') + 1 : 0).trim();
  return address.startsWith('"') ? address : address.replace(/\s+/g, '');
}
