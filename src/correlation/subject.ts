/** What a subject is about, and what it says the mail is to its parent (RFC 5256 2.1, in more languages). */
import type { MailKind } from './mail';
import { letterPrefixes, prefixes, type Prefix } from './prefixes';

export interface Subject {
  /** Without prefixes, list tags, counters and tracking token, case-folded: for comparison, never for display. */
  readonly topic: string;
  /** What the outermost prefix says. */
  readonly kind: MailKind;
  /** Whether a machine or a calendar wrote the prefix. */
  readonly by: Prefix['by'];
  /** The prefixes that were taken off, outermost first. */
  readonly prefixes: readonly string[];
  /** The words in brackets that were taken off. */
  readonly tags: readonly string[];
  /** What a renamed subject says it was before, as a topic: `New (was: Old)`; null where it says nothing. */
  readonly former: string | null;
}

/** A subject is a line; what is longer is an attack, and the end of it decides nothing. */
const LONGEST = 1000;
/** A word of thirty letters and a counter. */
const LONGEST_PREFIX = 40;
/** A counter behind the word: `[2]`, `(2)`, `^3`, `*3`, `2`; full-width forms are ASCII by now. */
const COUNTED = /^([^[(^*\d]{1,30}) ?(?:[[(]\d{1,3}[\])]|[\^*]\d{1,3}|\d{1,2})\s*$/;
const PLAIN = /^[\x20-\x7e]*$/;
const TAG = /^\[([^[\]]{1,60})\] ?/;
/** Gateways mark without brackets as well: SpamAssassin `*****SPAM*****`, amavis `***UNCHECKED***`, MailScanner `{Spam?}`, others `(EXTERNAL)` or `<External>`. */
const MARKED =
  /^(?:\*{1,8}|[({【<]) ?(?:ext|extern\p{L}{0,2}(?: e-?mail| sender)?|(?:suspected |possible |probable )?spam|unchecked|disarmed|fraud|virus|phishing|caution|外部(?:メール|邮件)?) ?[?!]?(?:\*{1,8}(?!\*)|[)}】>]):? ?(?=\S)/u;
const WRAPPED = /^\[ ?(fwd?|wg|tr) ?: ?(.*)\]$/;
const TOKEN_END = /: ?\d{3,20}$/;
const TOKEN_WORD = /(?:^| )[^ :]{0,19}\p{L}[^ :]{0,19}$/u;

/** `threaded`: the mail has threading headers, so that one-letter prefixes can be believed. */
export function readSubject(subject: string, threaded = false): Subject {
  const taken: string[] = [];
  let tags = none;
  let outer: Prefix | null = null;
  const { now, former } = splitFormer(foldCase(subject));
  let rest = now;
  for (;;) {
    const step = peel(rest, threaded || taken.length > 0);
    if (step === null) break;
    if (step.prefix === null && step.word !== '') tags = [...tags, step.word];
    if (step.prefix && step.prefix.kind !== 'label') {
      outer ??= step.prefix;
      taken.push(step.word);
    }
    rest = step.rest;
  }
  const kind = outer === null || outer.kind === 'label' ? 'opener' : outer.kind;
  const topic = EDGED.test(rest) ? rest.replace(/^[ .…]+|[ .…]+$/g, '') : rest;
  return { topic, kind, by: outer?.by ?? 'person', prefixes: taken, tags, former };
}

const none: readonly string[] = [];
const EDGED = /^[ .…]|[ .…]$/;
const FORMER = / [([]was[: ]/;

/** Who renames a thread writes `New (was: Re: Old)`; the outermost counts where it was renamed twice. */
function splitFormer(text: string): { now: string; former: string | null } {
  const was = text.endsWith(')') || text.endsWith(']') ? text.search(FORMER) : -1;
  if (was < 1) return { now: text, former: null };
  const former = readSubject(text.slice(was + 6, -1), true).topic;
  return { now: text.slice(0, was), former: former === '' ? null : former };
}

function foldCase(subject: string): string {
  const line = subject.slice(0, LONGEST);
  // The dot above is what lower case leaves of the Turkish İ.
  if (PLAIN.test(line) && !line.includes('  ')) return line.toLowerCase().trim();
  return line
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Default_Ignorable_Code_Point}|\u0307/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/\s+/g, ' ')
    .trim();
}

interface Peeled {
  readonly rest: string;
  readonly prefix: Prefix | null;
  readonly word: string;
}

/** Takes off one prefix, tag, token or wrapping; null where there is none. */
function peel(text: string, threaded: boolean): Peeled | null {
  return peelPrefix(text, threaded) ?? peelTag(text) ?? peelWrapping(text) ?? peelBehindTicket(text) ?? peelEnd(text);
}

function peelPrefix(text: string, threaded: boolean): Peeled | null {
  const colon = text.indexOf(':');
  if (colon < 1 || colon > LONGEST_PREFIX) return null;
  const written = text.slice(0, colon).trimEnd();
  const plain = prefixOf(written, threaded);
  const counted = plain ? null : COUNTED.exec(written);
  const word = counted ? (counted[1] ?? '').trimEnd() : written;
  const prefix = counted ? prefixOf(word, threaded) : plain;
  return prefix ? { rest: text.slice(colon + 1).trimStart(), prefix, word } : null;
}

function prefixOf(word: string, threaded: boolean): Prefix | undefined {
  const known = prefixes.get(word) ?? (threaded ? letterPrefixes.get(word) : undefined);
  return known ?? (word.endsWith('.') ? prefixes.get(word.slice(0, -1)) : undefined);
}

/** `[list]`, `[EXTERNAL]`; one with digits (a ticket, a patch of a series) or of a second sending tells mails apart and stays. */
function peelTag(text: string): Peeled | null {
  if (!OPENS_TAG.test(text)) return null;
  const tag = TAG.exec(text) ?? MARKED.exec(text);
  if (!tag || tag[0].length === text.length || TELLS_APART.test(tag[1] ?? '')) return null;
  return { rest: text.slice(tag[0].length), prefix: null, word: tag[1] ?? '' };
}

/**
 * Help desks write their number first: OTRS `[Ticket#4711] Re: x`, RT `[desk.example #12] AW: x`.
 * Behind a version `[kernel v10]` or a part `[02/24]` may stand a part of a system that looks like a prefix.
 */
function peelBehindTicket(text: string): Peeled | null {
  const ticket = TICKET.exec(text)?.[0];
  const behind = ticket && peelPrefix(text.slice(ticket.length), false);
  return behind ? { ...behind, rest: ticket + behind.rest } : null;
}

const TICKET = /^\[[^[\]/]{0,50}(?<![v\d])\d{2,20}\] ?/;

const OPENS_TAG = /^[[*({【<]/;
const TELLS_APART = /\d|patch|rfc|resen[dt]/;

/** What gateways and archives mark at the end, and that a matter is over. Other words there a person chose: they begin something else as often. */
const BEHIND =
  / \[(?:ext|extern\p{L}{0,2}(?: e-?mail| sender)?|\**spam\**|sec=[a-z :=,-]{1,40}|unclassified|encrypted|secure|verschlüsselt|solved|resolved|gelöst|résolu)\]$/u;

function peelTagBehind(text: string): Peeled | null {
  const tag = BEHIND.exec(text.slice(-64));
  return tag && tag[0].length < text.length
    ? { rest: text.slice(0, -tag[0].length).trimEnd(), prefix: null, word: '' }
    : null;
}

function peelWrapping(text: string): Peeled | null {
  const inner = WRAPPED.exec(text);
  return inner
    ? { rest: (inner[2] ?? '').trim(), prefix: { kind: 'forward', by: 'person' }, word: inner[1] ?? '' }
    : null;
}

function peelEnd(text: string): Peeled | null {
  if (text.endsWith('(fwd)'))
    return { rest: text.slice(0, -5).trimEnd(), prefix: { kind: 'forward', by: 'person' }, word: '(fwd)' };
  return text.endsWith(']') ? peelTagBehind(text) : peelToken(text);
}

/** `CRM:0001007` at the end, whatever the prefix: which ones an organisation uses is not known here. */
function peelToken(text: string): Peeled | null {
  const digits = text.includes(':') ? TOKEN_END.exec(text) : null;
  if (!digits) return null;
  const start = Math.max(0, digits.index - 40);
  const word = TOKEN_WORD.exec(text.slice(start, digits.index));
  return word ? { rest: text.slice(0, start + word.index), prefix: null, word: '' } : null;
}
