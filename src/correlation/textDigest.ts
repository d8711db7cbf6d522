/** A mail's visible text in short: enough to tell whether another mail says the same, too little to read. */

/** Longer texts are compared as far as this. */
const MOST_WORDS = 160;
/** Characters that are looked at: words of more than 50 on average are an attack. */
const ENOUGH = 8000;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Two characters a word. Clients wrap lines, gateways rewrite addresses of pages: neither counts. null where there is no word. */
export function textDigest(text: string | null, html: string | null): string | null {
  const said = text?.trim() ? text.slice(0, ENOUGH) : wordsOfHtml(html ?? '');
  const plain = said
    .normalize('NFKC')
    .toLowerCase()
    .replace(/<[^<>\s]*>|\bhttps?:\S*/g, ' ');
  let digest = '';
  for (const word of (plain.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS)) digest += digestOfWord(word);
  return digest === '' ? null : digest;
}

/** Much of an HTML mail is its style. */
function wordsOfHtml(html: string): string {
  return html
    .slice(0, 10 * ENOUGH)
    .replace(/<(style|script|head)\b[^<]*(?:<(?!\/)[^<]*)*<\/\1>/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:#\d+|#x[\da-f]+|\w+);/gi, ' ')
    .slice(0, ENOUGH);
}

/** FNV-1a, folded to twelve bits. */
function digestOfWord(word: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193) >>> 0;
  const short = (hash ^ (hash >>> 12) ^ (hash >>> 24)) & 4095;
  return `${LETTERS.charAt(short >> 6)}${LETTERS.charAt(short & 63)}`;
}

/** Below it, another word more makes another mail. */
const FEW = 2 * 5;

/**
 * The same where one stands whole within the other: a list adds its lines below, a gateway its warning above. What was cut is compared
 * as far as it goes.
 */
export function sameText(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < FEW) return false;
  if (standsIn(short, long)) return true;
  const cut = 2 * MOST_WORDS;
  return long.length === cut && (runsInto(short, long) || (short.length === cut && runsInto(long, short)));
}

function standsIn(short: string, long: string): boolean {
  for (let at = long.indexOf(short); at >= 0; at = long.indexOf(short, at + 1)) if (at % 2 === 0) return true;
  return false;
}

/** `long` begins with at most half of something else, and then says what `short` says until it is cut. */
function runsInto(short: string, long: string): boolean {
  for (let at = 2; at <= long.length / 2; at += 2) if (short.startsWith(long.slice(at))) return true;
  return false;
}
